// My requests in the panel: which are there, what is new, and what is done with one; nothing typed is lost, nothing of a
// confidential report is left.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RequesterTicket } from '../../contract/api/tickets.ts';
import {
  fakeTimers,
  openWidget,
  type PretendServer,
  pretendServer,
  realTimers,
  SITE,
  STARTED_AT,
} from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  realTimers();
  document.body.replaceChildren();
});

type Widget = ReturnType<typeof openWidget>;
type Message = RequesterTicket['messages'][number];

const at = (minutes: number) => new Date(STARTED_AT + minutes * 60_000).toISOString();
const message = (more: Partial<Message>): Message => ({
  ...{ from: 'requester', name: null, body: 'It fails.', at: at(0), unread: false, articles: [], attachments: [] },
  ...more,
});
function ticket(more: Partial<RequesterTicket> = {}): RequesterTicket {
  return {
    number: 4182,
    subject: 'The van',
    status: 'A person is reading it',
    submitted_at: at(0),
    promise: null,
    restricted: false,
    messages: [message({})],
    may: { reply: true, confirm: false, rate: false },
    ...more,
  };
}
const REPLY = message({ from: 'team', name: 'Grace', body: 'Try the other door.', at: at(9), unread: true });
const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
/** What was sent to an address, as [bearer, body]. */
interface Sent {
  bearer: string | null;
  body: unknown;
}

/** Serves one request, and keeps what was done with it. */
function serve(server: PretendServer, now: { ticket: RequesterTicket }) {
  const sent: Record<string, Sent[]> = { messages: [], confirmation: [], satisfaction: [], seen: [], read: [] };
  const note = (name: string, init: RequestInit) => {
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : init.body;
    sent[name]?.push({ bearer: new Headers(init.headers).get('authorization'), body });
  };
  const path = `/api/v1/tickets/${now.ticket.number}`;
  server.instead.set(path, (init) => {
    note('read', init);
    return answer(200, now.ticket);
  });
  for (const name of ['messages', 'confirmation', 'satisfaction'])
    server.instead.set(`${path}/${name}`, (init) => {
      note(name, init);
      return answer(200, now.ticket);
    });
  server.instead.set(`${path}/seen`, (init) => {
    note('seen', init);
    now.ticket = { ...now.ticket, messages: now.ticket.messages.map((one) => ({ ...one, unread: false })) };
    return new Response(null, { status: 204 });
  });
  return sent;
}

async function sendOne(widget: Widget) {
  widget.call('request', { message: 'The van had left.' });
  await widget.reached('form', 'writing');
  await widget.press('Send');
  await widget.reached('sent', 'sent');
}
async function goHome(widget: Widget) {
  await widget.press('Back');
  await widget.reached('home', 'ready');
}
const lineToMine = (widget: Widget) =>
  widget.all('button.line').find((node) => node.textContent?.startsWith('My requests'));
const wordsOf = (widget: Widget, query: string) => widget.all(query).map((node) => node.textContent);

function chooseFiles(widget: Widget, ...files: File[]) {
  const input = widget.all('input[type=file]')[0] as HTMLInputElement;
  Object.defineProperty(input, 'files', { configurable: true, value: files });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Sends one and opens it from the list. */
async function toTheRequest(widget: Widget) {
  widget.call('open');
  await widget.reached('home', 'ready');
  await sendOne(widget);
  await goHome(widget);
  (await vi.waitFor(() => lineToMine(widget) ?? expect.fail('no line'))).click();
  await widget.reached('requests', 'ready');
  widget.all('.mine button')[0]?.click();
  await widget.reached('request', 'ready');
}

describe('the way to my requests', () => {
  it('is not there before anything was sent', async () => {
    const widget = openWidget(pretendServer());
    widget.call('open');
    await widget.reached('home', 'ready');
    await vi.waitFor(() => expect(widget.all('details').length).toBeGreaterThan(0));
    expect(lineToMine(widget)).toBeUndefined();
  });

  it('is there afterwards, with how much is new, and lists status and date in plain words', async () => {
    const server = pretendServer();
    serve(server, { ticket: ticket({ messages: [message({}), REPLY] }) });
    const widget = openWidget(server);
    widget.call('open');
    await widget.reached('home', 'ready');
    await sendOne(widget);
    await goHome(widget);
    await vi.waitFor(() => expect(lineToMine(widget)?.textContent).toBe('My requests1 new reply'));
    lineToMine(widget)?.click();
    await widget.reached('requests', 'ready');
    const [row] = widget.all('.mine button');
    expect(row?.querySelector('b')?.textContent).toBe('The van');
    expect(row?.querySelector('.new')?.textContent).toBe('1 new reply');
    expect(row?.querySelector('small')?.textContent).toMatch(/^A person is reading it · today, /);
  });

  it('comes back after a page load in this tab, with the key, and without storage only in memory', async () => {
    const server = pretendServer();
    const sent = serve(server, { ticket: ticket() });
    const first = openWidget(server);
    first.call('open');
    await first.reached('home', 'ready');
    await sendOne(first);
    document.body.replaceChildren();
    const later = openWidget(server);
    later.call('open');
    await later.reached('home', 'ready');
    await vi.waitFor(() => expect(lineToMine(later)).toBeDefined());
    expect(sent.read?.at(-1)?.bearer).toBe('Bearer K7MQ-4TZN');
    sessionStorage.clear();
    const none = openWidget(server, { storage: 'none' });
    none.call('open');
    await none.reached('home', 'ready');
    await sendOne(none);
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('K7MQ');
    await goHome(none);
    await vi.waitFor(() => expect(lineToMine(none)).toBeDefined());
  });

  it('shows nobody the requests of another person of the same tab, and nothing after logout', async () => {
    const server = pretendServer();
    serve(server, { ticket: ticket() });
    const widget = openWidget(server);
    widget.call('identify', { email: 'ada@example.org' });
    widget.call('open');
    await widget.reached('home', 'ready');
    await sendOne(widget);
    widget.call('identify', { email: 'eve@example.org' });
    await goHome(widget);
    const reads = () => server.requests.filter((path) => path.endsWith('/tickets/4182')).length;
    const before = reads();
    widget.call('close');
    widget.call('open');
    await widget.reached('home', 'ready');
    expect(reads()).toBe(before);
    expect(lineToMine(widget)).toBeUndefined();
    widget.call('logout');
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('K7MQ');
  });

  it('has all of mine where the product has signed me in, page by page, without keeping a key', async () => {
    const server = pretendServer();
    const asked: string[] = [];
    const row = (number: number) => ({
      ...{ number, subject: `Request ${number}`, status: 'We have it', submitted_at: at(0), said_at: at(0), unread: 0 },
      asks: false,
    });
    server.instead.set('/api/v1/sites/default/identity', () => answer(200, { name: null, email: null }));
    server.instead.set('/api/v1/sites/default/requests', (init) => {
      asked.push(new Headers(init.headers).get('authorization') ?? '');
      return answer(
        200,
        asked.length > 2 ? { requests: [row(7)], next_cursor: null } : { requests: [row(9), row(8)], next_cursor: '8' },
      );
    });
    const sent = serve(server, { ticket: ticket({ number: 9 }) });
    const widget = openWidget(server);
    widget.call('identify', { token: 'a.b.c' });
    widget.call('open');
    await widget.reached('home', 'ready');
    (await vi.waitFor(() => lineToMine(widget) ?? expect.fail('no line'))).click();
    await widget.reached('requests', 'ready');
    await widget.press('Show older ones');
    await vi.waitFor(() => expect(wordsOf(widget, '.mine b')).toEqual(['Request 9', 'Request 8', 'Request 7']));
    expect(new Set(asked)).toEqual(new Set(['Bearer a.b.c']));
    widget.all('.mine button')[0]?.click();
    await widget.reached('request', 'ready');
    expect(sent.read?.[0]?.bearer).toBe('Bearer a.b.c');
    await sendOne(widget);
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('K7MQ');
  });

  it('says it where the product’s word on me holds no longer, and where the list cannot be loaded', async () => {
    const server = pretendServer();
    server.instead.set('/api/v1/sites/default/identity', () => answer(200, { name: null, email: null }));
    let status = 503;
    server.instead.set('/api/v1/sites/default/requests', () => answer(status, { code: 'x' }));
    const widget = openWidget(server);
    widget.call('identify', { token: 'a.b.c' });
    widget.call('open');
    await widget.reached('home', 'ready');
    (await vi.waitFor(() => lineToMine(widget) ?? expect.fail('no line'))).click();
    await widget.reached('requests', 'failed');
    status = 401;
    await widget.press('Try again');
    await widget.reached('requests', 'signed_out');
    expect(wordsOf(widget, '[role=alert]')).toEqual(['Sign in again, then your requests are shown here.']);
  });
});

describe('one of my requests', () => {
  it('marks what is new, tells the server once that it was read, and opens its articles in the panel', async () => {
    const server = pretendServer();
    const articles = [{ slug: 'refund-rules', title: 'Refund rules', url: '/help/en/refund-rules' }];
    const sent = serve(server, { ticket: ticket({ messages: [message({}), { ...REPLY, articles }] }) });
    const widget = openWidget(server);
    await toTheRequest(widget);
    expect(wordsOf(widget, '.said .new')).toEqual(['New']);
    await vi.waitFor(() => expect(sent.seen).toEqual([{ bearer: 'Bearer K7MQ-4TZN', body: { at: at(9) } }]));
    await widget.press('Refund rules');
    await widget.reached('article', 'ready');
    expect(widget.trail().at(-1)).toMatchObject({ type: 'article_opened', source: 'agent_link' });
  });

  it('keeps an answer over closing and page loads until it has arrived', async () => {
    const server = pretendServer();
    const now = { ticket: ticket() };
    const sent = serve(server, now);
    const widget = openWidget(server);
    await toTheRequest(widget);
    widget.fill('Your answer', 'The blue one.');
    widget.call('close');
    document.body.replaceChildren();
    const later = openWidget(server);
    later.call('open', 'home');
    await later.reached('home', 'ready');
    (await vi.waitFor(() => lineToMine(later) ?? expect.fail('no line'))).click();
    await later.reached('requests', 'ready');
    later.all('.mine button')[0]?.click();
    await later.reached('request', 'ready');
    expect(later.field('Your answer').value).toBe('The blue one.');
    now.ticket = ticket({ messages: [message({}), message({ body: 'The blue one.', at: at(20) })] });
    await later.press('Send answer');
    await vi.waitFor(() => expect(wordsOf(later, '[role=status].notice')).toEqual(['We have your answer.']));
    expect(sent.messages?.map(({ body }) => body)).toEqual([{ body: 'The blue one.' }]);
    expect(later.field('Your answer').value).toBe('');
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('The blue one.');
  });

  it('keeps the words where the server cannot take them, and says so', async () => {
    const server = pretendServer();
    serve(server, { ticket: ticket() });
    server.instead.set('/api/v1/tickets/4182/messages', () => answer(503, { code: 'unavailable', detail: 'no' }));
    const widget = openWidget(server);
    await toTheRequest(widget);
    await widget.press('Send answer');
    await vi.waitFor(() => expect(wordsOf(widget, '.wrong')).toEqual(['Write a few words first.']));
    widget.fill('Your answer', 'The blue one.');
    await vi.waitFor(() => expect(wordsOf(widget, '.wrong')).toEqual([]));
    await widget.press('Send answer');
    await vi.waitFor(() =>
      expect(wordsOf(widget, '.wrong')).toEqual(['We could not send this. Your words are still here.']),
    );
    expect(widget.field('Your answer').value).toBe('The blue one.');
  });

  it('does not send an answer twice of which only the server’s word was lost', async () => {
    const server = pretendServer();
    const now = { ticket: ticket() };
    serve(server, now);
    let tries = 0;
    server.instead.set('/api/v1/tickets/4182/messages', () => {
      tries += 1;
      now.ticket = ticket({ messages: [message({}), message({ body: 'The blue one.', at: at(20) })] });
      return Promise.reject(new Error('the line is gone'));
    });
    const widget = openWidget(server);
    await toTheRequest(widget);
    widget.fill('Your answer', 'The blue one.');
    await widget.press('Send answer');
    await vi.waitFor(() => expect(wordsOf(widget, '[role=status].notice')).toEqual(['We have your answer.']));
    expect([tries, widget.field('Your answer').value]).toEqual([1, '']);
  });

  it('takes an answer back from its box as soon as it is seen that it had arrived', async () => {
    const server = pretendServer();
    const now = { ticket: ticket() };
    serve(server, now);
    const widget = openWidget(server);
    await toTheRequest(widget);
    widget.fill('Your answer', 'The blue one.');
    const reading = server.instead.get('/api/v1/tickets/4182');
    for (const path of ['/api/v1/tickets/4182', '/api/v1/tickets/4182/messages'])
      server.instead.set(path, () => Promise.reject(new Error('the line is gone')));
    await widget.press('Send answer');
    await vi.waitFor(() => expect(wordsOf(widget, '.wrong')).toHaveLength(1));
    fakeTimers();
    widget.call('close');
    await vi.waitFor(() => expect(widget.app.panel.isOpen.value).toBe(false));
    widget.call('open');
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    now.ticket = ticket({ messages: [message({}), message({ body: 'The blue one.', at: at(20) })] });
    if (reading) server.instead.set('/api/v1/tickets/4182', reading);
    await vi.advanceTimersByTimeAsync(46_000);
    await vi.waitFor(() => expect(wordsOf(widget, '[role=status].notice')).toEqual(['We have your answer.']));
    expect(widget.field('Your answer').value).toBe('');
  });

  it('asks whether it is solved only when the team asks; yes and no are equals, and a no can say why', async () => {
    const server = pretendServer();
    const now = { ticket: ticket({ may: { reply: true, confirm: true, rate: false } }) };
    const sent = serve(server, now);
    const widget = openWidget(server);
    await toTheRequest(widget);
    const [yes, no] = [widget.button('Yes, it is solved'), widget.button('No, still broken')];
    expect(yes?.className).toBe(no?.className);
    no?.click();
    await vi.waitFor(() => expect(widget.root.activeElement).toBe(widget.field('What is still wrong?')));
    widget.fill('What is still wrong?', 'It left again.');
    now.ticket = ticket();
    await widget.press('Open it again');
    await vi.waitFor(() => expect(wordsOf(widget, '[role=status].notice')).toEqual(['Sorry. It is open again.']));
    expect(sent.confirmation?.[0]?.body).toEqual({ solved: false, comment: 'It left again.' });
    expect(widget.button('No, still broken')).toBeUndefined();
  });

  it('takes a rating once after the end, with a comment, and names what is missing', async () => {
    const server = pretendServer();
    const now = { ticket: ticket({ may: { reply: true, confirm: false, rate: true } }) };
    const sent = serve(server, now);
    const widget = openWidget(server);
    await toTheRequest(widget);
    await widget.press('Send rating');
    await vi.waitFor(() => expect(wordsOf(widget, '.wrong')).toEqual(['Choose a number from 1 to 5.']));
    widget.all('input[type=radio]')[3]?.click();
    widget.fill('What should we know?', 'Quick.');
    now.ticket = ticket();
    await widget.press('Send rating');
    await vi.waitFor(() =>
      expect(wordsOf(widget, '[role=status].notice')).toEqual(['Thank you. We have your rating.']),
    );
    expect(sent.satisfaction?.[0]?.body).toEqual({ score: 4, comment: 'Quick.' });
  });

  it('takes a word that arrived although the answer was lost as said, and does not ask for it again', async () => {
    const server = pretendServer();
    const asking = ticket({ may: { reply: true, confirm: true, rate: false } });
    const now = { ticket: asking };
    serve(server, now);
    const loseAnswer = (name: string, left: RequesterTicket) =>
      server.instead.set(`/api/v1/tickets/4182/${name}`, () => {
        now.ticket = left;
        return Promise.reject(new Error('the line is gone'));
      });
    const ended = ticket({ status: 'Done', may: { reply: true, confirm: false, rate: true } });
    loseAnswer('confirmation', ended);
    loseAnswer('satisfaction', { ...ended, may: { reply: true, confirm: false, rate: false } });
    const widget = openWidget(server);
    await toTheRequest(widget);
    await widget.press('Yes, it is solved');
    const closed = 'Thank you. It is closed. Answer here if it comes back.';
    await vi.waitFor(() => expect(wordsOf(widget, '[role=status].notice')).toEqual([closed]));
    expect(widget.button('Yes, it is solved')).toBeUndefined();
    widget.all('input[type=radio]')[3]?.click();
    await widget.press('Send rating');
    const rated = 'Thank you. We have your rating.';
    await vi.waitFor(() => expect(wordsOf(widget, '[role=status].notice')).toEqual([rated]));
    expect(wordsOf(widget, '.wrong')).toEqual([]);
  });

  it('shows how it stands where a word comes too late, and puts what was written where it can be sent', async () => {
    const server = pretendServer();
    const now = { ticket: ticket({ may: { reply: true, confirm: true, rate: false } }) };
    serve(server, now);
    server.instead.set('/api/v1/tickets/4182/confirmation', () => {
      now.ticket = ticket({ status: 'We are working on it' });
      return answer(409, { code: 'not_possible_now', detail: 'no' });
    });
    const widget = openWidget(server);
    await toTheRequest(widget);
    widget.fill('Your answer', 'The blue one.');
    await widget.press('No, still broken');
    await vi.waitFor(() => expect(widget.field('What is still wrong?')).toBeDefined());
    widget.fill('What is still wrong?', 'It left again.');
    await widget.press('Open it again');
    await vi.waitFor(() => expect(wordsOf(widget, '.receipt dd')).toEqual(['We are working on it']));
    await vi.waitFor(() => expect(wordsOf(widget, '.wrong')[0]).toContain('This is not possible any more.'));
    expect(widget.field('Your answer').value).toBe('The blue one.\n\nIt left again.');
  });

  it('takes files that are dropped or pasted on the answer, and leaves words to its box', async () => {
    const server = pretendServer();
    serve(server, { ticket: ticket() });
    const widget = openWidget(server);
    await toTheRequest(widget);
    /** Whether the browser may still do what it does with it. */
    const bring = (kind: 'drop' | 'paste', types: string[], files: File[]) => {
      const event = new Event(kind, { bubbles: true, cancelable: true });
      const data = { types, files };
      Object.defineProperty(event, kind === 'drop' ? 'dataTransfer' : 'clipboardData', { value: data });
      widget.field('Your answer').dispatchEvent(event);
      return !event.defaultPrevented;
    };
    const picture = () => [new File(['x'], 'clip.png', { type: 'image/png' })];
    expect(bring('drop', ['text/plain'], [])).toBe(true);
    expect(bring('paste', ['text/plain', 'Files'], picture())).toBe(true);
    expect(wordsOf(widget, '.file')).toEqual([]);
    expect(bring('paste', ['Files'], picture())).toBe(false);
    expect(bring('drop', ['Files'], picture())).toBe(false);
    await vi.waitFor(() => expect(wordsOf(widget, '.file')).toHaveLength(2));
  });

  it('sends files with an answer, says the limits beforehand and names a file that is too large', async () => {
    const server = pretendServer();
    const sent = serve(server, { ticket: ticket() });
    const widget = openWidget(server);
    await toTheRequest(widget);
    expect(wordsOf(widget, '#filesh')[0]).toContain('At most 5: 10 MB each, 25 MB in all.');
    const choose = (...files: File[]) => chooseFiles(widget, ...files);
    const large = new File(['x'], 'van.mov');
    Object.defineProperty(large, 'size', { value: 10_485_761 });
    choose(large);
    await vi.waitFor(() => expect(wordsOf(widget, '.wrong')[0]).toMatch(/^van\.mov is 11 MB; we can take 10 MB/));
    choose(new File(['one'], 'one.txt'), new File(['two'], 'two.txt'));
    await vi.waitFor(() => expect(wordsOf(widget, '.file')).toHaveLength(2));
    await widget.press('Remove one.txt');
    widget.fill('Your answer', 'See here.');
    await widget.press('Send answer');
    await vi.waitFor(() => expect(sent.messages).toHaveLength(1));
    const form = sent.messages?.[0]?.body as FormData;
    expect([JSON.parse(`${form.get('message')}`), form.getAll('file').map((file) => (file as File).name)]).toEqual([
      { body: 'See here.' },
      ['two.txt'],
    ]);
  });

  it('looks again gently while it is open, and does not while it is closed', async () => {
    const server = pretendServer();
    const now = { ticket: ticket() };
    serve(server, now);
    const widget = openWidget(server);
    await toTheRequest(widget);
    const reads = () => server.requests.filter((path) => path.endsWith('/tickets/4182')).length;
    fakeTimers();
    widget.call('close');
    await vi.waitFor(() => expect(widget.app.panel.isOpen.value).toBe(false));
    widget.call('open');
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    const before = reads();
    now.ticket = ticket({ status: 'We are working on it' });
    await vi.advanceTimersByTimeAsync(46_000);
    expect(reads()).toBe(before + 1);
    await vi.waitFor(() => expect(wordsOf(widget, 'dd')[0]).toBe('We are working on it'));
    widget.call('close');
    await vi.waitFor(() => expect(widget.app.panel.isOpen.value).toBe(false));
    await vi.advanceTimersByTimeAsync(299_000);
    expect(reads()).toBe(before + 1);
  });

  it('keeps words and files of an answer for whoever looks elsewhere meanwhile, and none after it was sent', async () => {
    const server = pretendServer();
    const sent = serve(server, { ticket: ticket({ restricted: true }) });
    const widget = openWidget(server);
    await toTheRequest(widget);
    widget.fill('Your answer', 'See here.');
    chooseFiles(widget, new File(['one'], 'one.txt'));
    await vi.waitFor(() => expect(wordsOf(widget, '.file')).toHaveLength(1));
    await widget.press('Back');
    await widget.reached('requests', 'ready');
    widget.all('.mine button')[0]?.click();
    await widget.reached('request', 'ready');
    expect(widget.field('Your answer').value).toBe('See here.');
    expect(wordsOf(widget, '.file')[0]).toContain('one.txt');
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('See here');
    await widget.press('Send answer');
    await vi.waitFor(() => expect(sent.messages).toHaveLength(1));
    await vi.waitFor(() => expect(wordsOf(widget, '.file')).toEqual([]));
    await widget.press('Back');
    await widget.reached('requests', 'ready');
    widget.all('.mine button')[0]?.click();
    await widget.reached('request', 'ready');
    expect([widget.field('Your answer').value, wordsOf(widget, '.file')]).toEqual(['', []]);
  });
});

describe('a reply that has come', () => {
  const described = (widget: Widget) => widget.launcher.getAttribute('aria-description');

  it('marks the launcher while help is closed, looked for seldom, and until it was read', async () => {
    const server = pretendServer();
    const now = { ticket: ticket() };
    serve(server, now);
    const widget = openWidget(server);
    fakeTimers();
    widget.call('open');
    await sendOne(widget);
    await goHome(widget);
    await vi.waitFor(() => expect(lineToMine(widget)).toBeDefined());
    widget.call('close');
    await vi.waitFor(() => expect(widget.app.panel.isOpen.value).toBe(false));
    const reads = () => server.requests.filter((path) => path.endsWith('/tickets/4182')).length;
    const before = reads();
    now.ticket = ticket({ messages: [message({}), REPLY] });
    await vi.advanceTimersByTimeAsync(299_000);
    expect([reads(), described(widget)]).toEqual([before, null]);
    await vi.advanceTimersByTimeAsync(2_000);
    await vi.waitFor(() => expect(described(widget)).toBe('1 new reply'));
    expect([reads(), widget.launcher.textContent]).toEqual([before + 1, 'Help']);
    widget.call('open');
    lineToMine(widget)?.click();
    await widget.reached('requests', 'ready');
    widget.all('.mine button')[0]?.click();
    await widget.reached('request', 'ready');
    await vi.waitFor(() => expect(now.ticket.messages[1]?.unread).toBe(false));
    await widget.press('Back');
    await goHome(widget);
    await vi.waitFor(() => expect(described(widget)).toBeNull());
  });
});

describe('after sending', () => {
  it('the way back leads to a first view with my requests, not to the answers that were none', async () => {
    const server = pretendServer();
    serve(server, { ticket: ticket() });
    const widget = openWidget(server);
    widget.call('open');
    await widget.reached('home', 'ready');
    widget.fill('Search help', 'refund');
    await widget.reached('results', 'found');
    await widget.press('None of these? Write to us');
    await widget.reached('form', 'writing');
    widget.fill('How can we help?', 'The van had left.');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    await goHome(widget);
    await vi.waitFor(() => expect(lineToMine(widget)).toBeDefined());
  });
});

describe('a confidential report', () => {
  const confidential = async (widget: Widget, button = 'Report a security problem') => {
    widget.call('open');
    await widget.reached('home', 'ready');
    await widget.press(button);
    await widget.reached('form', 'writing');
  };

  it('leaves nothing: no event, no page, no draft, no key, no word in the tab or to the page', async () => {
    const server = pretendServer();
    serve(server, { ticket: ticket({ restricted: true }) });
    const widget = openWidget(server);
    const told: string[] = [];
    for (const event of ['form', 'submitted', 'search', 'error'] as const)
      widget.call('on', event, () => told.push(event));
    await confidential(widget);
    widget.fill('What did you find?', 'A hole in the fence.');
    await widget.press('Send to the security people');
    await widget.reached('sent', 'sent');
    const [post] = server.posts;
    expect(post?.ticket).not.toHaveProperty('page_key');
    expect(post?.ticket).not.toHaveProperty('session');
    expect(post?.ticket).toMatchObject({ category: 'security' });
    expect(told).toEqual([]);
    expect(widget.types()).not.toContain('form_opened');
    const stored = JSON.stringify({ ...sessionStorage });
    for (const word of ['fence', 'K7MQ', '4182', 'security', 'secret":{']) expect(stored).not.toContain(word);
    await widget.press('See my request');
    await widget.reached('request', 'ready');
    widget.fill('Your answer', 'And another in the gate.');
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('gate');
    await widget.press('Back');
    await goHome(widget);
    expect(lineToMine(widget)).toBeUndefined();
  });

  it('is half written in memory only: the tab keeps neither a word of it nor that there was one', async () => {
    const server = pretendServer();
    const widget = openWidget(server);
    await confidential(widget);
    widget.fill('What did you find?', 'A hole in the fence.');
    const stored = () => JSON.stringify({ ...sessionStorage });
    for (const word of ['fence', 'security', 'secret', 'letters']) expect(stored()).not.toContain(word);
    // It stays while the page does.
    await widget.press('Back');
    await widget.press('Report a security problem');
    await widget.reached('form', 'writing');
    expect(widget.field('What did you find?').value).toBe('A hole in the fence.');
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    server.failing.add('/tickets');
    await widget.press('Send to the security people');
    await widget.reached('form', 'queued');
    expect(wordsOf(widget, '.notice p')[0]).toBe(
      'You are offline. Leave this page open: we send it when you are back.',
    );
    expect(stored()).not.toMatch(/fence|security|open":t.*letters/);
    await widget.press('Back');
    await vi.waitFor(() => expect(wordsOf(widget, '.letter span')).toHaveLength(1));
    widget.call('close');
    expect(stored()).not.toMatch(/open":t/);
    vi.restoreAllMocks();
  });

  it('makes no search of what stands in the box', async () => {
    const widget = openWidget(pretendServer());
    widget.call('open');
    await widget.reached('home', 'ready');
    fakeTimers();
    widget.fill('Search help', 'refund hole');
    await widget.press('Report a security problem');
    expect(widget.types()).not.toContain('search_performed');
  });

  it('is one click away for each restricted category, and says who reads it', async () => {
    const promise = SITE.categories[0]?.promise ?? { hours: 1, respond_by: at(0) };
    const care = {
      key: 'care',
      label: 'Somebody treats me badly',
      restricted: true,
      readers: ['Imke'],
      asks_browser: false,
      promise,
    };
    const server = pretendServer({ ...SITE, categories: [...SITE.categories, care] });
    const widget = openWidget(server);
    await confidential(widget, 'Somebody treats me badly');
    expect(wordsOf(widget, 'h2')).toEqual(['Somebody treats me badly']);
    expect(wordsOf(widget, '.notice')[0]).toContain('Only Imke can read this.');
    widget.fill('How can we help?', 'It was on Monday.');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(server.posts[0]?.ticket.category).toBe('care');
  });
});

describe('a known problem', () => {
  const known = (pages: string[]) => ({
    ...SITE,
    known_problems: [{ text: 'Refunds are slow today', article: 'refund-rules', pages }],
  });

  it('is one line on the pages that it touches, and reading what explains it is a read', async () => {
    const widget = openWidget(pretendServer(known(['/orders/*'])));
    widget.call('open');
    await widget.reached('home', 'ready');
    await widget.press('Refunds are slow today');
    await widget.reached('article', 'ready');
    expect(widget.trail().find(({ type }) => type === 'article_opened')).toMatchObject({
      article_id: 'refund-rules',
      source: 'contextual',
    });
  });

  it('is not there on other pages, and follows the page', async () => {
    let path = '/orders/1';
    const widget = openWidget(pretendServer(known(['/billing'])), {}, { path: () => path });
    widget.call('open');
    await widget.reached('home', 'ready');
    await vi.waitFor(() => expect(widget.all('details').length).toBeGreaterThan(0));
    expect(widget.button('Refunds are slow today')).toBeUndefined();
    path = '/billing';
    widget.call('page', {});
    await vi.waitFor(() => expect(widget.button('Refunds are slow today')).toBeDefined());
  });
});

describe('a lost key', () => {
  it('says plainly that no mail can come, and what else to do', async () => {
    const server = pretendServer();
    serve(server, { ticket: ticket() });
    const asked: unknown[] = [];
    server.instead.set('/api/v1/sites/default/lost-links', (init) => {
      asked.push(JSON.parse(`${init.body}`));
      return answer(202, { mail: 'off' });
    });
    const widget = openWidget(server);
    widget.call('open');
    await widget.reached('home', 'ready');
    await sendOne(widget);
    await goHome(widget);
    (await vi.waitFor(() => lineToMine(widget) ?? expect.fail('no line'))).click();
    await widget.reached('requests', 'ready');
    widget.fill('The email that you gave us', 'ada at home');
    await widget.press('Send me my links');
    await vi.waitFor(() => expect(wordsOf(widget, '.wrong')[0]).toContain('name@example.com'));
    widget.fill('The email that you gave us', 'ada@example.org');
    await widget.press('Send me my links');
    await vi.waitFor(() => expect(wordsOf(widget, '[role=status] .notice')[0]).toMatch(/^This help sends no mail/));
    expect(asked).toEqual([{ email: 'ada@example.org', locale: 'en' }]);
    await widget.press('Write to us');
    await widget.reached('form', 'writing');
  });
});
