import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWidget, pretendServer, SITE } from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

const TICKET = { message: 'Hello.' };
/** What the server does not know: no signed person, or a wrong one. */
const refusal = (code: string) => ({ status: 401, body: { code, status: 401, title: '', detail: 'No.' } });

async function writeAndSend(widget: ReturnType<typeof openWidget>, prefill: object = TICKET): Promise<void> {
  widget.call('request', prefill);
  await widget.reached('form', 'writing');
  await widget.press('Send');
}

it('a site that the help server does not know is named once in the console', async () => {
  const server = pretendServer();
  const unknown = () => new Response('{"code":"unknown_site"}', { status: 404 });
  server.instead.set('/api/v1/sites/shop', unknown);
  const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
  const widget = openWidget(server, { site: 'shop' });
  widget.call('open');
  await widget.reached('home', 'failed');
  await vi.waitFor(() => expect(said).toHaveBeenCalledOnce());
  expect(said.mock.calls[0]?.[0]).toMatch(/^Fingerpost: data-site="shop": the help server has no site/);
  await widget.press('Try again');
  await widget.reached('home', 'failed');
  expect(said).toHaveBeenCalledOnce();
});

describe('who the page says that somebody is', () => {
  it('fills in what is empty in the form, now and later, and nothing that was typed', async () => {
    const widget = openWidget(pretendServer());
    widget.call('identify', { name: 'Rosa', email: 'rosa@example.com' });
    widget.call('request');
    await widget.reached('form', 'writing');
    await widget.press('Change name or email');
    await vi.waitFor(() => expect(widget.field('Your name')).toBeDefined());
    expect([widget.field('Your name').value, widget.field('Your email').value]).toEqual(['Rosa', 'rosa@example.com']);
    widget.fill('Your name', 'Ros');
    widget.call('identify', { name: 'Somebody', email: 'else@example.com' });
    expect(widget.field('Your name').value).toBe('Ros');
  });

  it('goes along with usage: reference, audience and staff, but never an address', async () => {
    const widget = openWidget(pretendServer());
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    widget.call('open');
    await vi.waitFor(() => expect(widget.types()).toContain('contextual_shown'));
    widget.call('identify', { userRef: 'u-7f', audience: 'team', isStaff: true });
    const starts = () => widget.trail().filter(({ type }) => type === 'session_started');
    expect(starts()).toMatchObject([
      { page_key: '/orders/:id' },
      { user_ref: 'u-7f', audience: 'team', is_staff: true },
    ]);
    widget.call('identify', { userRef: 'rosa@example.com', audience: 'team', isStaff: true });
    expect(starts().some((start) => JSON.stringify(start).includes('@'))).toBe(false);
    await vi.waitFor(() => expect(warn.mock.calls.flat().join()).toContain('userRef'));
  });

  it('opens the articles of its audience', async () => {
    const widget = openWidget(pretendServer());
    widget.call('identify', { audience: 'team' });
    widget.call('search', 'refund limits');
    await widget.reached('results', 'found');
    expect(widget.all('[role=option] b').map((node) => node.textContent)).toContain('Refund limits for the team');
  });

  it('is sent with a request as the token says, and is never on the device', async () => {
    const server = pretendServer();
    server.instead.set('/api/v1/sites/default/identity', () => new Response('{"name":null,"email":null}'));
    const widget = openWidget(server);
    widget.call('identify', { token: 'header.claims.signature' });
    await writeAndSend(widget);
    await widget.reached('sent', 'sent');
    expect(server.posts[0]?.ticket.user_token).toBe('header.claims.signature');
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('signature');
  });

  it('is asked of the server once help is open, and a wrong token is named once with the remedy', async () => {
    const server = pretendServer();
    const asked: unknown[] = [];
    server.instead.set('/api/v1/sites/default/identity', ({ body }) => {
      asked.push(JSON.parse(`${body}`));
      return new Response('{"code":"identity_invalid"}', { status: 401 });
    });
    const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const widget = openWidget(server);
    const heard = vi.fn();
    widget.call('on', 'error', heard);
    widget.call('identify', { token: 'wrong' });
    expect(server.requests).toEqual([]);
    widget.call('open');
    await vi.waitFor(() => expect(said).toHaveBeenCalledOnce());
    widget.call('close');
    widget.call('open');
    widget.call('identify', { token: 'wrong' });
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
    expect(asked).toEqual([{ token: 'wrong' }]);
    expect(said.mock.calls[0]?.[0]).toMatch(/identity_invalid.*HS256.*fingerpost identity secret/s);
    expect(heard.mock.calls[0]?.[0]).toMatchObject({ code: 'identity_invalid' });
  });

  it.each([
    ['identity_required', /^Sign in to Ovenbird first, then ask again/],
    ['identity_invalid', /^We could not confirm who you are/],
  ])('refused with %s: the form says what to do and keeps what was typed', async (code, words) => {
    const server = pretendServer();
    server.answerTicket = () => refusal(code);
    const widget = openWidget(server);
    const heard = vi.fn();
    widget.call('on', 'error', heard);
    await writeAndSend(widget);
    await widget.reached('form', 'mending');
    expect(widget.all('[role=alert]')[0]?.textContent).toMatch(words);
    expect(widget.field('How can we help?').value).toBe('Hello.');
    expect(heard).toHaveBeenCalledWith({ code, message: expect.stringMatching(words) });
    server.answerTicket = pretendServer().answerTicket;
    widget.call('identify', { token: 'right' });
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(server.posts.at(-1)?.ticket.user_token).toBe('right');
  });

  it('is asked for at the top of the form where the site requires it', async () => {
    const widget = openWidget(pretendServer({ ...SITE, require_identity: true }));
    widget.call('request');
    await widget.reached('form', 'writing');
    expect(widget.all('.notice')[0]?.textContent).toMatch(/^Sign in to Ovenbird first/);
    widget.call('identify', { token: 'some' });
    await vi.waitFor(() => expect(widget.all('.notice')).toEqual([]));
  });
});

describe('logout', () => {
  it('leaves no trace in the panel, in memory or on the device, and a new session begins', async () => {
    const server = pretendServer();
    const widget = openWidget(server);
    widget.call('identify', { name: 'Rosa', email: 'rosa@example.com', token: 'secret-token' });
    await widget.read('refund');
    widget.call('request', { message: 'My private words' });
    await widget.reached('form', 'writing');
    widget.fill('How can we help?', 'My private words, and more');
    expect(JSON.stringify({ ...sessionStorage })).toContain('My private words');
    widget.call('logout');
    expect(sessionStorage).toHaveLength(0);
    expect(widget.all('.panel').some((panel) => !panel.hidden)).toBe(false);
    const sids = [...server.sids];
    widget.call('request');
    await widget.reached('form', 'writing');
    expect(widget.field('How can we help?').value).toBe('');
    expect(widget.field('Your name').value).toBe('');
    expect(widget.field('Your email').value).toBe('');
    widget.fill('How can we help?', 'Of the next person.');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    const { session, user_token: token, name } = server.posts[0]?.ticket ?? {};
    expect({ token, name }).toEqual({ token: undefined, name: undefined });
    expect(sids).not.toContain(session?.sid);
    expect(JSON.stringify(session)).not.toContain('refund');
  });

  it('shows nobody the receipt of a request that was still on its way', async () => {
    const server = pretendServer();
    const answers: ((response: Response) => void)[] = [];
    const widget = openWidget(server);
    const heard = vi.fn();
    widget.call('on', 'submitted', heard);
    server.instead.set('/api/v1/tickets', () => new Promise((resolve) => answers.push(resolve)));
    await writeAndSend(widget);
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    widget.call('logout');
    answers[0]?.(new Response(JSON.stringify(server.answerTicket().body), { status: 201 }));
    widget.call('open');
    await widget.reached('home', 'ready');
    expect(widget.root.textContent).not.toContain('K7MQ');
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('the page that somebody is on', () => {
  const offered = (widget: ReturnType<typeof openWidget>) =>
    widget.all('section')[1]?.querySelector('h3')?.textContent === 'For this page';

  it('is what it says itself until its address changes, and the offers follow', async () => {
    let path = '/orders/2291';
    const widget = openWidget(pretendServer(), {}, { path: () => path });
    widget.call('open');
    await vi.waitFor(() => expect(offered(widget)).toBe(true));
    widget.call('page', { path: '/elsewhere' });
    await vi.waitFor(() => expect(offered(widget)).toBe(false));
    path = '/orders/7';
    history.pushState(null, '', '#moved');
    window.dispatchEvent(new Event('hashchange'));
    await vi.waitFor(() => expect(offered(widget)).toBe(true));
  });

  it('may have a title, which goes along only where it is given', async () => {
    const widget = openWidget(pretendServer());
    widget.call('page', { path: '/orders/2291', title: 'Order of Rosa' });
    widget.call('open');
    await vi.waitFor(() =>
      expect(widget.trail()[0]).toMatchObject({ page_key: '/orders/:id', page_title: 'Order of Rosa' }),
    );
  });
});

describe('wrong calls', () => {
  it.each([
    [['search', 7], /search should be the words to search for, not 7/],
    [['article'], /article should be the slug of an article/],
    [['open', 'everything'], /open should be home, form or last/],
    [['request', 'words'], /request should be an object/],
    [['request', { messages: 'x' }], /request: messages should be/],
    [['identify', { isStaff: 'yes' }], /identify: isStaff should be/],
    [['page', 'x'], /page should be an object/],
    [['locale', 'English please'], /locale should be a language tag/],
    [['on', 'opened', () => undefined], /on: there is no event "opened"; there are ready, open/],
    [['on', 'open', 'call me'], /on: the listener should be a function/],
    [['levitate'], /there is no method "levitate"; there are open, close/],
  ])('%j is named once, and nothing is thrown', async (call, words) => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    const widget = openWidget(pretendServer());
    widget.call(...(call as [string]));
    widget.call(...(call as [string]));
    await vi.waitFor(() => expect(warn).toHaveBeenCalled());
    widget.call('fly');
    await vi.waitFor(() => expect(warn.mock.calls.flat().join('\n')).toContain('"fly"'));
    expect(warn.mock.calls.filter(([text]) => words.test(text))).toHaveLength(1);
  });

  it('leave alone what is right', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    const widget = openWidget(pretendServer());
    for (const call of [
      ['open', 'home'],
      ['open', undefined],
      ['request', { message: 'x', email: undefined }],
      ['request'],
      ['identify', { name: 'a', isStaff: false, token: undefined }],
      ['page', { path: '/x' }],
      ['off', 'open'],
      ['locale', 'pt-BR'],
    ])
      widget.call(...(call as [string]));
    widget.call('fly');
    await vi.waitFor(() => expect(warn).toHaveBeenCalled());
    expect(warn).toHaveBeenCalledOnce();
  });
});

describe('languages', () => {
  it('are switched at run time, words and direction; the open form keeps what was typed', async () => {
    const widget = openWidget(pretendServer());
    const frame = widget.root.querySelector('.fp') as HTMLElement;
    await writeAndSend(widget, { message: '' });
    widget.fill('How can we help?', 'Half a sentence');
    widget.call('locale', 'ar');
    await vi.waitFor(() => expect([frame.lang, frame.dir]).toEqual(['ar', 'rtl']));
    expect(widget.root.querySelector('textarea')?.value).toBe('Half a sentence');
    expect(widget.launcher.textContent).toBe('\u0627\u0644\u0645\u0633\u0627\u0639\u062f\u0629');
    widget.call('locale', 'de-AT');
    await vi.waitFor(() => expect(widget.field('Wie k\u00f6nnen wir helfen?').value).toBe('Half a sentence'));
    expect([frame.lang, frame.dir, widget.launcher.textContent]).toEqual(['de', 'ltr', 'Hilfe']);
    widget.call('locale', 'en');
    await vi.waitFor(() => expect(widget.field('How can we help?').value).toBe('Half a sentence'));
  });

  it('that are none leave everything as it was', async () => {
    vi.spyOn(console, 'warn').mockReturnValue(undefined);
    const widget = openWidget(pretendServer(), {}, { languages: ['en_US', 'english', ''] });
    widget.call('request');
    await widget.reached('form', 'writing');
    widget.call('locale', '<b>');
    expect(widget.all('.promise')).toHaveLength(1);
    expect((widget.root.querySelector('.fp') as HTMLElement).lang).toBe('en');
  });
});
