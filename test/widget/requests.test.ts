import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeTimers, openWidget, pretendServer, realTimers } from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  realTimers();
  document.body.replaceChildren();
});

type Widget = ReturnType<typeof openWidget>;

/** Reads an article and comes to the form as a person would. */
async function toTheForm(widget: Widget) {
  await widget.read('refund');
  await widget.press('No');
  await widget.press('Write to us about this');
  await widget.reached('form', 'writing');
  widget.fill('How can we help?', 'The van had left already.');
}

describe('writing a request', () => {
  it('carries what was searched and read, and ends the session', async () => {
    const server = pretendServer();
    const widget = openWidget(server);
    widget.call('open');
    await vi.waitFor(() => expect(widget.types()).toContain('contextual_shown'));
    await toTheForm(widget);
    expect(widget.all('.trail li').map((node) => node.textContent)).toEqual([
      'Searched \u201crefund\u201d',
      'Read \u201cRefund rules\u201d, under a minute',
      'Page: /orders/2291',
    ]);
    const sid = widget.app.recorder.model.value?.session.value?.sid;
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    const [post] = server.posts;
    expect(post?.ticket).toMatchObject({
      site: 'default',
      locale: 'en',
      message: 'The van had left already.',
      subject: 'refund',
      category: 'general',
      reply_expected: true,
      page_key: '/orders/:id',
      session: { sid },
    });
    const trail = post?.ticket.session?.trail as { type: string }[] | undefined;
    expect(trail?.map(({ type }) => type)).toEqual([
      'session_started',
      'contextual_shown',
      'search_performed',
      'article_opened',
      'answer_voted',
      'article_closed',
      'form_opened',
    ]);
    expect(post?.key).toMatch(/^[\da-f-]{36}$/);
    expect(widget.app.recorder.model.value?.session.value).toBeUndefined();
    expect(widget.app.store.get('letters')).toBeUndefined();
    expect(widget.all('dd').map((node) => node.textContent)).toEqual(['4182', 'K7MQ-4TZN']);
  });

  it('promises no mail where the site sends none', async () => {
    const widget = openWidget(pretendServer());
    await toTheForm(widget);
    widget.fill('Your email', 'priya@example.com');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(
      widget
        .all('.form')
        .map((node) => node.textContent)
        .join(),
    ).not.toContain('priya@example.com');
  });

  it('begins a new session with what is done afterwards', async () => {
    const widget = openWidget(pretendServer());
    await toTheForm(widget);
    const before = widget.app.recorder.model.value?.session.value?.sid;
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    widget.call('search', 'invoice');
    await vi.waitFor(() => expect(widget.types()).toContain('search_performed'));
    expect(widget.types()[0]).toBe('session_started');
    expect(widget.app.recorder.model.value?.session.value?.sid).not.toBe(before);
  });

  it('sends nothing that was looked at once it is removed, and can take that back', async () => {
    const server = pretendServer();
    const widget = openWidget(server);
    await toTheForm(widget);
    await widget.press('Remove');
    expect(widget.all('.trail li')).toEqual([]);
    await widget.press('Attach it after all');
    expect(widget.all('.trail li')).toHaveLength(3);
    await widget.press('Remove');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(server.posts[0]?.ticket.session?.trail).toBe('removed');
    expect(server.posts[0]?.ticket).not.toHaveProperty('page_key');
  });

  it('names what to correct beside the field, keeps every word, and forgets the error while it is mended', async () => {
    const server = pretendServer();
    const widget = openWidget(server);
    await toTheForm(widget);
    widget.fill('How can we help?', '');
    widget.fill('Your email', 'priya@fennel');
    await widget.press('Send');
    await widget.reached('form', 'mending');
    expect(server.posts).toEqual([]);
    expect(widget.all('.wrong').map((node) => node.textContent)).toEqual([
      'Say in a sentence or two what happened, so that we can help.',
      'Enter an email like name@example.com, so that we can answer.',
    ]);
    expect(widget.root.activeElement).toBe(widget.field('How can we help?'));
    widget.fill('How can we help?', 'It broke.');
    widget.fill('Your email', 'priya@fennel.example');
    await widget.reached('form', 'writing');
  });

  it('puts what the server refuses at its field', async () => {
    const server = pretendServer();
    server.answerTicket = () => ({
      status: 400,
      body: {
        code: 'validation_failed',
        detail: 'No.',
        errors: [{ pointer: '/email', detail: 'We cannot write there.' }],
      },
    });
    const widget = openWidget(server);
    await toTheForm(widget);
    await widget.press('Send');
    await widget.reached('form', 'mending');
    // In words of the panel, whose language is the person's; the server's are English.
    expect(widget.all('.wrong').map((node) => node.textContent)).toEqual([
      'Enter an email like name@example.com, so that we can answer.',
    ]);
  });

  it('asks for the browser only where the category wants it', async () => {
    const widget = openWidget(pretendServer());
    await toTheForm(widget);
    expect(widget.field('Which browser do you use?')).toBeUndefined();
    const select = widget.field('What is it about?');
    select.value = 'bug';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(widget.field('Which browser do you use?')).toBeDefined());
  });

  it('proposes articles while somebody writes, and lets them leave without sending', async () => {
    const server = pretendServer();
    const widget = openWidget(server);
    await toTheForm(widget);
    fakeTimers();
    widget.fill('How can we help?', 'Can I still refund this invoice?');
    vi.advanceTimersByTime(600);
    expect(widget.trail().at(-1)).toMatchObject({ type: 'suggestions_shown', typed_len: 32 });
    widget.button('This solved it, don\u2019t send')?.click();
    expect(widget.view()).toMatchObject({ view: 'form', state: 'withdrawn' });
    expect(widget.trail().at(-1)).toMatchObject({ type: 'request_withdrawn' });
    expect(server.posts).toEqual([]);
    expect(widget.app.store.get('letters')).toBeUndefined();
  });
});

describe('a request that could not be sent', () => {
  it('keeps its key and its bytes over every retry, and offers a mail after three', async () => {
    const server = pretendServer();
    server.failing.add('/tickets');
    const widget = openWidget(server);
    await toTheForm(widget);
    await widget.press('Send');
    await widget.reached('form', 'unsent');
    server.failing.clear();
    server.answerTicket = () => ({ status: 503, body: { code: 'unavailable', detail: 'x' } });
    await widget.press('Try again');
    await vi.waitFor(() => expect(server.posts).toHaveLength(1));
    await widget.reached('form', 'unsent');
    widget.clock.now += 60_000;
    await widget.press('Try again');
    await widget.reached('form', 'given_up');
    expect(widget.button('Send it as a mail instead')?.getAttribute('href')).toMatch(/^mailto:help@example\.com\?/);
    expect(widget.all('.notice bdi').map((node) => node.textContent)).toEqual(['help@example.com']);
    await widget.press('Try again');
    await vi.waitFor(() => expect(server.posts).toHaveLength(3));
    expect(new Set(server.posts.map(({ key, text }) => key + text)).size).toBe(1);
    expect(widget.field('How can we help?').value).toBe('The van had left already.');
  });

  it('says what the server says of it, and not that it did not answer', async () => {
    const server = pretendServer();
    server.answerTicket = () => ({ status: 429, body: { code: 'too_many_requests', detail: 'x' } });
    const widget = openWidget(server);
    await toTheForm(widget);
    for (const state of ['unsent', 'unsent', 'given_up']) {
      const before = server.posts.length;
      await widget.press(before ? 'Try again' : 'Send');
      await vi.waitFor(() => expect(server.posts.length).toBeGreaterThan(before));
      await widget.reached('form', state);
      const said = widget.all('.notice p')[0]?.textContent;
      expect(said).toContain('Your text is still here. That was a lot at once. Wait a moment, then try again.');
    }
  });

  it('offers a mail at once where the server refuses it as a whole, but not to whoever has to sign in', async () => {
    const server = pretendServer();
    const refuse = (status: number, code: string) => {
      server.answerTicket = () => ({ status, body: { code, detail: 'x' } });
    };
    refuse(403, 'origin_not_allowed');
    const widget = openWidget(server);
    await toTheForm(widget);
    await widget.press('Send');
    await widget.reached('form', 'mending');
    expect(widget.all('.notice p')[0]?.textContent).toBe(
      'We cannot take requests from this page. Whoever runs it can change that. What you wrote is kept in this tab.',
    );
    expect(widget.button('Send it as a mail instead')?.getAttribute('href')).toContain('The%20van%20had%20left');
    refuse(401, 'identity_required');
    await widget.press('Send');
    await vi.waitFor(() => expect(widget.all('.notice p')[0]?.textContent).toContain('Sign in to Ovenbird first'));
    expect(widget.button('Send it as a mail instead')).toBeUndefined();
  });

  it('says of what is kept nowhere that it is kept on the page only', async () => {
    const server = pretendServer();
    server.answerTicket = () => ({ status: 400, body: { code: 'never_heard_of', detail: 'x' } });
    const widget = openWidget(server, { storage: 'none' });
    await toTheForm(widget);
    await widget.press('Send');
    await widget.reached('form', 'mending');
    expect(widget.all('.notice p')[0]?.textContent).toBe(
      'This could not be taken as it is. What you write here stays on this page only: when you leave it, it is gone.',
    );
  });

  it('is not sent twice by a second press', async () => {
    const server = pretendServer();
    const widget = openWidget(server);
    await toTheForm(widget);
    await widget.press('Send');
    widget.button('Sending\u2026')?.click();
    await widget.reached('sent', 'sent');
    expect(server.posts).toHaveLength(1);
  });
});

describe('the draft', () => {
  it('survives closing, and a page load with the same key', async () => {
    const server = pretendServer();
    const first = openWidget(server);
    await toTheForm(first);
    first.call('close');
    first.call('open');
    expect(first.field('How can we help?').value).toBe('The van had left already.');
    const key = first.app.store.get<{ draft: { key: string } }>('letters')?.draft.key;
    first.leave();
    const second = openWidget(server);
    second.call('open', 'last');
    await second.reached('form', 'writing');
    expect(second.field('How can we help?').value).toBe('The van had left already.');
    await second.press('Send');
    await second.reached('sent', 'sent');
    expect(server.posts[0]?.key).toBe(key);
  });

  it('is written nowhere with data-storage="none", and survives closing all the same', async () => {
    const widget = openWidget(pretendServer(), { storage: 'none' });
    await toTheForm(widget);
    widget.call('close');
    widget.call('open');
    expect(widget.field('How can we help?').value).toBe('The van had left already.');
    expect(sessionStorage).toHaveLength(0);
  });
});

describe('a security report', () => {
  it('needs no search, names its readers, attaches nothing and leaves no event', async () => {
    const server = pretendServer();
    const widget = openWidget(server);
    widget.call('open');
    await widget.reached('home', 'ready');
    await widget.press('Report a security problem');
    await widget.reached('form', 'writing');
    expect(widget.all('.notice')[0]?.textContent).toBe(
      'Only Dan Osei and Lin Zhao can read this. We do not attach what you looked at. What you write here stays on this page only: when you leave it, it is gone.',
    );
    widget.fill('What did you find?', 'A key in the page source.');
    await widget.press('Send to the security people');
    await widget.reached('sent', 'sent');
    expect(server.posts[0]?.ticket).toEqual({
      site: 'default',
      locale: 'en',
      message: 'A key in the page source.',
      category: 'security',
      reply_expected: true,
    });
    expect(widget.types()).not.toContain('form_opened');
  });
});

describe('without a knowledge base', () => {
  it('a request can still be sent', async () => {
    const server = pretendServer();
    server.failing.add('/sites/');
    const widget = openWidget(server);
    widget.call('open');
    await widget.reached('home', 'failed');
    await widget.press('Write to us');
    await widget.reached('form', 'writing');
    widget.fill('How can we help?', 'Nothing loads.');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(server.posts[0]?.ticket.message).toBe('Nothing loads.');
  });
});
