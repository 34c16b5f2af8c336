// The form without scripts: sent once, every word kept when something is wrong, and no other website may send it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { addAgent } from '../../../server/people/tokens.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { hiddenField, type PageReader, readerOf } from './page-reader.ts';

let services: TestServices;
let reader: PageReader;

beforeAll(async () => {
  services = await makeServices();
  reader = readerOf(createApp(services));
});
afterAll(() => services.close());

const FORM = '/help/en/request';
const FILLED = {
  message: 'The total on my invoice is wrong.\r\n  It says 12 <b>& more</b>.',
  category: 'billing',
  name: 'Ada "A" Quill',
  email: 'ada@example.com',
  reply_expected: 'yes',
  page_key: '/orders',
};

async function freshKey(): Promise<string> {
  return hiddenField((await reader.get(FORM)).html, 'idempotency_key');
}

async function storedTickets(): Promise<number> {
  return (await services.db.selectFrom('ticket').select('id').execute()).length;
}

describe('the form', () => {
  it('has at least six lines for the message, a key of its own each time, and is not kept by caches', async () => {
    const { html, headers } = await reader.get(FORM);
    expect(Number(/<textarea[^>]*rows="(\d+)"/.exec(html)?.[1])).toBeGreaterThanOrEqual(6);
    expect(hiddenField(html, 'idempotency_key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(hiddenField(html, 'idempotency_key')).not.toBe(await freshKey());
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('says who reads a restricted category, and takes category and page from the address', async () => {
    expect((await reader.get(FORM)).html).toContain('nobody is named for it');
    await addAgent(services.db, services, { email: 'grace@example.com', role: 'admin', name: 'Grace' });
    const { html } = await reader.get(`${FORM}?category=security&page=/orders/7`);
    expect(html).toMatch(/Only Grace can read this/);
    expect(html).toContain('value="security" checked');
    expect(html).toContain('value="/orders/7"');
    expect((await reader.get(`${FORM}?category=nonsense`)).html).toContain('value="general" checked');
  });
});

describe('sending it', () => {
  it('stores the words as they are and shows number, key, promise and the way to look', async () => {
    const before = await storedTickets();
    const { status, html, headers } = await reader.post(FORM, { ...FILLED, idempotency_key: await freshKey() });
    expect(status).toBe(200);
    expect(await storedTickets()).toBe(before + 1);
    const ticket = await services.db
      .selectFrom('ticket')
      .selectAll()
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow();
    expect(ticket).toMatchObject({
      channel: 'help_centre',
      category: 'billing',
      requester_name: 'Ada "A" Quill',
      requester_email: 'ada@example.com',
      reply_expected: 1,
      page_key: '/orders',
      trail: 'none',
    });
    const message = await services.db
      .selectFrom('ticket_message')
      .select('body')
      .where('ticket_id', '=', ticket.id)
      .executeTakeFirstOrThrow();
    expect(message.body).toBe('The total on my invoice is wrong.\n  It says 12 <b>& more</b>.');
    expect(html).toContain(`<dd>${ticket.number}</dd>`);
    expect(html).toMatch(/<dd class="mono">[0-9a-z]{5}(-[0-9a-z]{5,6}){4}<\/dd>/);
    expect(html).toContain('We read this within 4 working hours');
    expect(html).toContain(`href="/tickets/${ticket.number}"`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    const opened = await reader.get(`/tickets/${ticket.number}`);
    expect(opened.status).toBe(200);
    expect(opened.html).toContain('It says 12 &#60;b&#62;&#38; more&#60;/b&#62;.');
  });

  it('makes one request of a form that is sent twice', async () => {
    const key = await freshKey();
    const first = await reader.post(FORM, { ...FILLED, idempotency_key: key });
    const before = await storedTickets();
    const second = await reader.post(FORM, { ...FILLED, idempotency_key: key });
    expect(second.html).toBe(first.html);
    expect(await storedTickets()).toBe(before);
  });

  it('asks again before it makes a second request of a form that was changed after sending', async () => {
    const key = await freshKey();
    await reader.post(FORM, { ...FILLED, idempotency_key: key });
    const before = await storedTickets();
    const changed = await reader.post(FORM, { ...FILLED, message: 'Something new.', idempotency_key: key });
    expect(changed.status).toBe(422);
    expect(changed.html).toContain('Something new.');
    expect(await storedTickets()).toBe(before);
    const next = hiddenField(changed.html, 'idempotency_key');
    expect((await reader.post(FORM, { ...FILLED, message: 'Something new.', idempotency_key: next })).status).toBe(200);
  });

  it('takes "no answer wanted" from a box that is not ticked', async () => {
    const { reply_expected: _box, ...rest } = FILLED;
    await reader.post(FORM, { ...rest, idempotency_key: await freshKey() });
    const ticket = await services.db
      .selectFrom('ticket')
      .selectAll()
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow();
    expect(ticket.reply_expected).toBe(0);
  });
});

describe('a form that cannot be taken', () => {
  it('comes back with every word and a sentence at each field', async () => {
    const before = await storedTickets();
    const { status, html } = await reader.post(FORM, {
      ...FILLED,
      message: '   ',
      email: 'ada at example',
      page_key: '/x'.repeat(150),
      idempotency_key: await freshKey(),
    });
    expect(status).toBe(400);
    expect(html).toContain('Say in a sentence or two what happened');
    expect(html).toContain('Enter an email like name@example.com');
    expect(html).toContain('Length: 200 at most.');
    expect(html).toContain('value="ada at example"');
    expect(html).toContain('value="Ada &#34;A&#34; Quill"');
    expect(html).toContain('value="billing" checked');
    expect(html).toMatch(/<input[^>]*id="email"[^>]*aria-describedby="email-hint email-error"[^>]*aria-invalid="true"/);
    expect(html).toContain('role="alert"');
    expect(await storedTickets()).toBe(before);
  });

  it('keeps a message that is too long and says how long it may be', async () => {
    const long = 'x'.repeat(20_001);
    const { status, html } = await reader.post(FORM, { ...FILLED, message: long, idempotency_key: await freshKey() });
    expect(status).toBe(400);
    expect(html).toContain(long);
    expect(html).toContain('This is too long. Length: 20,000 at most.');
  });

  it('refuses an unknown category and a key that is no key, and keeps the words', async () => {
    const unknown = await reader.post(FORM, { ...FILLED, category: 'nope', idempotency_key: await freshKey() });
    expect([unknown.status, unknown.html.includes('Choose one of these.')]).toEqual([400, true]);
    const old = await reader.post(FORM, { ...FILLED, idempotency_key: 'x' });
    expect([old.status, old.html.includes('The total on my invoice')]).toEqual([400, true]);
  });

  it('keeps the words when it was too much at once, and says when to try again', async () => {
    const limited = await makeServices({ env: { RATE_LIMITS: 'on' } });
    const hasty = readerOf(createApp(limited));
    const key = hiddenField((await hasty.get(FORM)).html, 'idempotency_key');
    let last = await hasty.post(FORM, { ...FILLED, idempotency_key: key });
    for (let at = 0; at < 40 && last.status !== 429; at++)
      last = await hasty.post(FORM, { ...FILLED, idempotency_key: key });
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(last.html).toContain('The total on my invoice is wrong.');
    await limited.close();
  });

  it('is refused as another type and when it is huge', async () => {
    expect((await reader.post(FORM, FILLED, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await reader.post(FORM, { ...FILLED, message: 'x'.repeat(300_000) })).status).toBe(413);
  });
});

describe('a form that another website sends', () => {
  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
  ] as Record<string, string>[])('is refused with %o', async (headers) => {
    const before = await storedTickets();
    const answer = await reader.post(FORM, { ...FILLED, idempotency_key: await freshKey() }, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await storedTickets()).toBe(before);
  });

  it('is refused by its origin alone where the browser says nothing else, and a page of no origin too', async () => {
    for (const origin of ['https://evil.example', 'null'])
      expect(
        (
          await reader.app.request(FORM, {
            method: 'POST',
            headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
            body: new URLSearchParams({ ...FILLED, idempotency_key: await freshKey() }).toString(),
          })
        ).status,
      ).toBe(403);
  });
});
