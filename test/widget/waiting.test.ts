// What somebody sends while there is no way to us: it waits in the tab, goes by itself, once, and can be taken back.
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWidget, type PretendServer, pretendServer, STARTED_AT } from './support/open-widget.ts';

// The first of many is not to be slower than the others.
beforeAll(() => import('../../widget/requests/form-view.tsx'));
beforeEach(() => sessionStorage.clear());
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

type Widget = ReturnType<typeof openWidget>;

const OFFLINE = 'You are offline. We keep this and send it when you are back.';

/** The browser's line. */
function line() {
  let isOnline = true;
  vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => isOnline);
  return {
    cut: () => {
      isOnline = false;
    },
    mend: () => {
      isOnline = true;
      window.dispatchEvent(new Event('online'));
    },
  };
}

/** Nothing gets through to the server while it says so. */
function unreachable(server: PretendServer, is: () => boolean) {
  const { fetch } = server;
  server.fetch = (address, init) =>
    is() && `${address}`.includes('/tickets') ? Promise.reject(new TypeError('no way')) : fetch(address, init);
}

async function writeTo(widget: Widget, message: string) {
  widget.call('request', {});
  await widget.reached('form', 'writing');
  widget.fill('How can we help?', message);
}

describe('sent without a line', () => {
  it('is kept, said, and sent once when the line is back', async () => {
    const server = pretendServer();
    const wire = line();
    unreachable(server, () => !navigator.onLine);
    const widget = openWidget(server);
    await writeTo(widget, 'The van has left.');
    wire.cut();
    await widget.press('Send');
    await widget.reached('form', 'queued');
    expect(widget.all('.notice[role=status] p').map((node) => node.textContent)).toEqual([OFFLINE]);
    expect(sessionStorage.getItem('fingerpost:default')).toContain('The van has left.');
    wire.mend();
    window.dispatchEvent(new Event('online'));
    await widget.reached('sent', 'sent');
    expect(server.posts.map(({ ticket }) => ticket.message)).toEqual(['The van has left.']);
    expect(widget.app.store.get('letters')).toBeUndefined();
  });

  it('waits on while somebody writes on, until Send is pressed again', async () => {
    const server = pretendServer();
    const wire = line();
    unreachable(server, () => !navigator.onLine);
    const widget = openWidget(server);
    await writeTo(widget, 'The van has left.');
    wire.cut();
    await widget.press('Send');
    await widget.reached('form', 'queued');
    widget.fill('How can we help?', 'The van has left. And');
    await widget.reached('form', 'writing');
    wire.mend();
    await vi.waitFor(() => expect(widget.view()?.state).toBe('writing'));
    expect(server.posts).toEqual([]);
    widget.fill('How can we help?', 'The van has left. And come back.');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(server.posts.map(({ ticket }) => ticket.message)).toEqual(['The van has left. And come back.']);
  });

  it('can be taken back, with every word', async () => {
    const server = pretendServer();
    const wire = line();
    unreachable(server, () => !navigator.onLine);
    const widget = openWidget(server);
    await writeTo(widget, 'Perhaps not.');
    wire.cut();
    await widget.press('Send');
    await widget.press('Do not send it yet');
    await widget.reached('form', 'writing');
    wire.mend();
    expect(widget.field('How can we help?').value).toBe('Perhaps not.');
    expect(server.posts).toEqual([]);
  });

  it('is said on the first view too, and the confirmation is there for whoever was elsewhere', async () => {
    const server = pretendServer();
    const wire = line();
    unreachable(server, () => !navigator.onLine);
    const widget = openWidget(server);
    widget.call('open');
    await widget.reached('home', 'ready');
    await writeTo(widget, 'The van has left.');
    wire.cut();
    await widget.press('Send');
    await widget.reached('form', 'queued');
    await widget.press('Back');
    await vi.waitFor(() =>
      expect(widget.all('.letter span').map((node) => node.textContent)).toEqual([
        'Your message is sent when you are back online.',
      ]),
    );
    wire.mend();
    await vi.waitFor(() =>
      expect(widget.all('.letter span').map((node) => node.textContent)).toEqual(['Your message has been sent.']),
    );
    await widget.press('Show it');
    await widget.reached('sent', 'sent');
    await widget.press('Back');
    await widget.reached('home', 'ready');
    expect(widget.all('.letter')).toEqual([]);
  });

  it('is sent by the next page of the tab with the same key, though the panel is closed, and shown when it is opened', async () => {
    const server = pretendServer();
    const wire = line();
    unreachable(server, () => !navigator.onLine);
    const first = openWidget(server);
    await writeTo(first, 'The van has left.');
    wire.cut();
    await first.press('Send');
    await first.reached('form', 'queued');
    first.call('close');
    const kept = sessionStorage.getItem('fingerpost:default') ?? '';
    first.leave();
    wire.mend();
    const second = openWidget(server);
    // So the loader lets it come by itself.
    expect(kept).toMatch(/open":t/);
    second.call('open', 'open');
    await vi.waitFor(() => expect(server.posts).toHaveLength(1));
    expect(server.posts[0]?.key).toBe(JSON.parse(kept).letters.draft.key);
    expect(second.app.panel.isOpen.value).toBe(false);
    second.call('open');
    await second.reached('sent', 'sent');
  });

  it('asks to leave the page open where nothing may be kept on the device', async () => {
    const server = pretendServer();
    const wire = line();
    unreachable(server, () => !navigator.onLine);
    const widget = openWidget(server, { storage: 'none' });
    await writeTo(widget, 'The van has left.');
    wire.cut();
    await widget.press('Send');
    await widget.reached('form', 'queued');
    expect(widget.all('.notice p').map((node) => node.textContent)).toEqual([
      'You are offline. Leave this page open: we send it when you are back.',
    ]);
    expect(sessionStorage).toHaveLength(0);
    wire.mend();
    await widget.reached('sent', 'sent');
  });
});

describe('a tab that may not store', () => {
  it.each([
    ['is full', 'QuotaExceededError'],
    ['refuses', 'SecurityError'],
  ])('where it %s, help works from memory and nothing is thrown', async (_, error) => {
    const storage = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('no', error);
      },
      removeItem: () => {
        throw new DOMException('no', error);
      },
    } as unknown as Storage;
    const server = pretendServer();
    const widget = openWidget(server, {}, { storage });
    await writeTo(widget, 'The van has left.');
    widget.call('close');
    widget.call('open');
    expect(widget.field('How can we help?').value).toBe('The van has left.');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(widget.app.store.lasts()).toBe(false);
  });
});

describe('an earlier try that had arrived, and words that were changed since', () => {
  /** A server that takes the first try, loses the answer, and knows what it has. */
  function forgetfulServer() {
    const server = pretendServer();
    const taken = server.answerTicket().body as { number: number };
    const arrived: string[] = [];
    const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
    const view = () => ({
      number: taken.number,
      messages: arrived.map((body) => ({ from: 'requester', name: null, body, at: '', articles: [], attachments: [] })),
    });
    let key = '';
    let loses = 1;
    server.instead.set('/api/v1/tickets', async (init) => {
      const headers = new Headers(init.headers);
      if (init.method !== 'POST') return headers.get('idempotency-key') === key ? answer(200, taken) : answer(404, {});
      const { message } = JSON.parse(`${init.body}`) as { message: string };
      const mine = headers.get('idempotency-key') ?? '';
      if (key && mine === key && arrived[0] !== message) return answer(422, { code: 'idempotency_mismatch' });
      key = mine;
      if (!arrived.length) arrived.push(message);
      if (loses-- > 0) throw new TypeError('the answer was lost');
      return answer(201, taken);
    });
    server.instead.set(`/api/v1/tickets/${taken.number}`, () => answer(200, view()));
    server.instead.set(`/api/v1/tickets/${taken.number}/messages`, (init) => {
      arrived.push((JSON.parse(`${init.body}`) as { body: string }).body);
      return answer(200, view());
    });
    return {
      server,
      arrived,
      loseNext: () => {
        loses = 1;
      },
    };
  }

  it('become one request with every word, and it is said', async () => {
    const { server, arrived } = forgetfulServer();
    const widget = openWidget(server);
    await writeTo(widget, 'The van has left.');
    await widget.press('Send');
    await widget.reached('form', 'unsent');
    widget.fill('How can we help?', 'The van has left, and come back.');
    widget.fill('Your name', 'Priya');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(arrived).toEqual([
      'The van has left.',
      'The van has left, and come back.',
      'Changed since:\nYour name: Priya',
    ]);
    expect(widget.all('[role=status] p').at(-1)?.textContent).toContain('one request');
  });

  it('adds nothing where only what was done in help has changed', async () => {
    const { server, arrived } = forgetfulServer();
    const widget = openWidget(server);
    await writeTo(widget, 'The van has left.');
    await widget.press('Send');
    await widget.reached('form', 'unsent');
    await widget.press('Try again');
    await widget.reached('sent', 'sent');
    expect(arrived).toEqual(['The van has left.']);
  });

  it('takes what is written while the answer is on its way as something to add', async () => {
    const { server, arrived } = forgetfulServer();
    let letGo: (() => void) | undefined;
    const take = server.instead.get('/api/v1/tickets') ?? expect.fail('no server');
    server.instead.set('/api/v1/tickets', async (init) => {
      if (init.method !== 'POST' || letGo) return take(init);
      await Promise.resolve(take(init)).catch(() => undefined);
      await new Promise<void>((resolve) => {
        letGo = resolve;
      });
      return new Response(JSON.stringify(pretendServer().answerTicket().body), { status: 201 });
    });
    const widget = openWidget(server);
    await writeTo(widget, 'The van has left.');
    await widget.press('Send');
    await widget.reached('form', 'sending');
    widget.fill('How can we help?', 'The van has left. Thank you.');
    await vi.waitFor(() => expect(letGo).toBeDefined());
    letGo?.();
    await widget.reached('form', 'writing');
    expect(widget.all('.notice').map((node) => node.textContent)).toEqual([
      'What you sent has arrived. What you change now is added to it when you send again.',
    ]);
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(arrived).toEqual(['The van has left.', 'The van has left. Thank you.']);
  });

  it('is not sent by itself once the server may have forgotten its key', async () => {
    const server = pretendServer();
    const wire = line();
    unreachable(server, () => !navigator.onLine);
    const widget = openWidget(server);
    await writeTo(widget, 'The van has left.');
    wire.cut();
    await widget.press('Send');
    await widget.reached('form', 'queued');
    widget.clock.now = STARTED_AT + 24 * 3_600_000;
    wire.mend();
    await vi.waitFor(() => expect(widget.view()?.state).toBe('queued'));
    expect(server.posts).toEqual([]);
  });
});

describe('what else was begun', () => {
  it('is on the first view as a line that leads back to it; a confidential one is not told', async () => {
    const first = openWidget(pretendServer());
    first.call('open');
    await first.reached('home', 'ready');
    await writeTo(first, 'Half a sentence');
    first.call('open', 'home');
    await first.press('Go on writing');
    await first.reached('form', 'writing');
    expect(first.field('How can we help?').value).toBe('Half a sentence');
    first.call('open', 'home');
    await first.press('Report a security problem');
    await first.reached('form', 'writing');
    first.fill('What did you find?', 'A key in the page.');
    first.call('open', 'home');
    await vi.waitFor(() => expect(first.all('.letter')).toHaveLength(1));
    expect(first.all('.letter').map((node) => node.textContent)).toEqual([
      'You have begun to write to us.Go on writing',
    ]);
  });

  it('keeps its words where the page or a note brings others, once', async () => {
    const widget = openWidget(pretendServer());
    await writeTo(widget, 'My own words.');
    widget.call('request', { message: 'Order 2291' });
    await vi.waitFor(() => expect(widget.field('How can we help?').value).toBe('My own words.\n\nOrder 2291'));
    widget.call('request', { message: 'Order 2291' });
    await widget.reached('form', 'writing');
    expect(widget.field('How can we help?').value).toBe('My own words.\n\nOrder 2291');
  });
});
