// A request as a page: only with its key, which goes out of the address into a cookie of its own; and what its forms do.
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { withFiles } from '../../support/multipart.ts';
import { hiddenField, type PageReader, readerOf } from './page-reader.ts';

let services: TestServices;
let api: ApiCaller;
let reader: PageReader;
let admin: { authorization: string };
let number: number;
let key: string;
let logged = '';

beforeAll(async () => {
  const log = pino(
    { level: 'trace' },
    new Writable({
      write: (chunk, _encoding, done) => {
        logged += String(chunk);
        done();
      },
    }),
  );
  services = await makeServices({ log });
  api = apiOf(services);
  admin = await api.personWith('admin', 'grace@example.com');
});
afterAll(() => services.close());

beforeEach(async () => {
  ({ number, access_key: key } = await api.submitted({ message: 'It <i>fails</i>.\nTwice.' }));
  reader = readerOf(api.app);
});

const page = () => `/tickets/${number}`;
const open = () => reader.get(`${page()}?key=${key}`).then(() => reader.get(page()));
async function move(body: object) {
  const answer = await api.post(`/api/v1/admin/tickets/${number}/status`, body, admin);
  expect(answer.status, answer.text).toBe(200);
}
async function act(name: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const form = hiddenField((await reader.get(page())).html, 'form');
  return reader.post(`${page()}/${name}`, { form, ...fields }, headers);
}

describe('the key', () => {
  it('is asked for in the same words whether the request exists or not', async () => {
    const there = await reader.get(page());
    const missing = await reader.get('/tickets/9999');
    expect([there.status, missing.status]).toEqual([200, 200]);
    expect(missing.html).toBe(there.html.replaceAll(String(number), '9999'));
  });

  it('goes from the address into a cookie that only this page gets, and no script', async () => {
    const answer = await reader.get(`${page()}?key=${key}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, page()]);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const [cookie] = [...reader.cookies.values()];
    expect(cookie?.attributes).toMatch(/HttpOnly/);
    expect(cookie?.attributes).toMatch(/SameSite=Lax/);
    expect(cookie?.path).toBe(page());
    expect(cookie?.attributes).not.toMatch(/Secure/);
    const opened = await reader.get(page());
    expect(opened.status).toBe(200);
    expect(opened.headers.get('referrer-policy')).toBe('no-referrer');
    expect(opened.headers.get('cache-control')).toBe('no-store');
    expect(opened.html).toContain('It &#60;i&#62;fails&#60;/i&#62;.\nTwice.');
    expect(opened.html).not.toContain(key);
  });

  it('is sent over https alone where the server is reached by https', async () => {
    const secure = await makeServices({ env: { PUBLIC_URL: 'https://help.example.com' } });
    const answer = await apiOf(secure).app.request('/tickets/1001?key=abc');
    expect(answer.headers.get('set-cookie')).toMatch(/; Secure/);
    await secure.close();
  });

  it('may be typed without hyphens and in capitals', async () => {
    const typed = key.replaceAll('-', ' ').toUpperCase();
    const answer = await reader.post('/tickets', { number: String(number), key: typed });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, page()]);
    expect((await reader.get(page())).status).toBe(200);
  });

  it('that is wrong looks the same as a number that is wrong, by form and by address', async () => {
    const wrong = key.replaceAll(/[^-]/g, '0');
    const answers = [];
    for (const wanted of [String(number), '9999']) {
      const visitor = readerOf(api.app);
      const typed = await visitor.post('/tickets', { number: wanted, key: wrong });
      const first = await visitor.get(`/tickets/${wanted}?key=${wrong}`);
      const second = await visitor.get(`/tickets/${wanted}`);
      expect([typed.status, first.status, second.status]).toEqual([404, 303, 404]);
      answers.push(
        [typed.html, second.html, JSON.stringify([...second.headers])].map((text) => text.replaceAll(wanted, 'N')),
      );
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it('can be forgotten in this browser', async () => {
    await open();
    const answer = await act('forget', {});
    expect(answer.status).toBe(303);
    expect(reader.cookies.size).toBe(0);
    expect((await reader.get(page())).html).toContain('Find your request');
  });

  it('never reaches the log', async () => {
    await open();
    await act('messages', { body: 'words that stay private' });
    expect(logged).toContain('/tickets/:number');
    expect(logged).not.toContain(key);
    expect(logged).not.toContain(key.replaceAll('-', ''));
    expect(logged).not.toContain('private');
  });
});

describe('what the page says', () => {
  it('is whose clock its times are of', async () => {
    const { html } = await open();
    const times = [...html.matchAll(/<time datetime="[^"]+">([^<]+)<\/time>/g)].map(([, words]) => words);
    expect(times.length).toBeGreaterThanOrEqual(2);
    // As the promise beside it does: in 24 hours, with the zone in brackets.
    for (const words of times) expect(words).toMatch(/ 2026.* \d{2}:\d\d \(UTC\)$/);
  });
});

describe('what the requester does', () => {
  it('answers, and finds the answer on the page', async () => {
    await open();
    const sent = await act('messages', { body: 'One more\r\nthing.' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${page()}?done=reply`]);
    const after = await reader.get(`${page()}?done=reply`);
    expect(after.html).toContain('We have your answer.');
    expect(after.html).toContain('One more\nthing.');
  });

  it('says that it is solved, and rates the help once', async () => {
    await open();
    await move({ status: 'answered' });
    expect((await reader.get(page())).html).toContain('Is it really solved?');
    expect((await act('confirmation', { solved: 'yes', comment: '' })).headers.get('location')).toBe(
      `${page()}?done=solved`,
    );
    const closed = await reader.get(page());
    expect(closed.html).toContain('How was our help?');
    expect(closed.html).not.toContain('Is it really solved?');
    expect((await act('satisfaction', { score: '5', rating_comment: 'Quick.' })).status).toBe(303);
    const stored = await services.db
      .selectFrom('ticket')
      .selectAll()
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    expect([stored.csat, stored.csat_comment, stored.status]).toEqual([5, 'Quick.', 'completed']);
    expect((await reader.get(page())).html).not.toContain('How was our help?');
    expect((await act('satisfaction', { score: '1' })).status).toBe(409);
  });

  it('says that it is still broken, and why', async () => {
    await open();
    await move({ status: 'answered' });
    await act('confirmation', { solved: 'no', comment: 'The same as before.' });
    const { html } = await reader.get(`${page()}?done=open`);
    expect(html).toContain('Sorry. It is open again.');
    expect(html).toContain('The same as before.');
  });

  it('sees public words and never an internal note', async () => {
    await open();
    await api.post(`/api/v1/admin/tickets/${number}/messages`, { visibility: 'internal', body: 'between us' }, admin);
    await api.post(
      `/api/v1/admin/tickets/${number}/messages`,
      { visibility: 'public', body: 'Try this.', articles: ['reset-password'] },
      admin,
    );
    const { html } = await reader.get(page());
    expect(html).toContain('Try this.');
    expect(html).toContain('<a href="/help/en/reset-password">Reset your password</a>');
    expect(html).not.toContain('between us');
  });

  it('downloads the files of what was said, and none without the key', async () => {
    const body = await withFiles('message', { visibility: 'public', body: 'See.' }, [
      { name: 'a b.txt', bytes: 'words' },
    ]);
    await api.call('POST', `/api/v1/admin/tickets/${number}/messages`, body, admin);
    const { html } = await open();
    const [, address = ''] = /<a href="([^"]+)" download>a b\.txt<\/a>/.exec(html) ?? [];
    const file = await reader.get(address);
    expect([file.status, file.html]).toEqual([200, 'words']);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect((await readerOf(api.app).get(address)).status).toBe(404);
  });

  it('gets the form back with the words and a sentence when something cannot be taken', async () => {
    await open();
    const empty = await act('messages', { body: '  ' });
    expect([empty.status, empty.html.includes('Say in a sentence or two what happened')]).toEqual([400, true]);
    const early = await act('confirmation', { solved: 'yes', comment: 'But it works' });
    expect(early.status).toBe(409);
    expect(early.html).toContain('does not wait for your word');
    // No form asks for it any more, so that it stands in the answer.
    expect(early.html).toMatch(/<textarea[^>]*name="body"[^>]*>\n?But it works</);
    const long = await act('messages', { body: 'y'.repeat(20_001) });
    expect([long.status, long.html.includes('y'.repeat(20_001))]).toEqual([400, true]);
    await move({ status: 'declined' });
    const unrated = await act('satisfaction', { score: '9', rating_comment: 'My words' });
    expect(unrated.status).toBe(400);
    expect(unrated.html).toContain('Choose a number from 1 to 5.');
    expect(unrated.html.split('My words')).toHaveLength(2);
  });
});

describe('a form that does not come from the page', () => {
  it.each(['messages', 'confirmation', 'satisfaction', 'forget'])(
    'is refused at %s from another site',
    async (name) => {
      await open();
      const before = await services.db.selectFrom('ticket_message').select('id').execute();
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://evil.example' },
      ] as Record<string, string>[])
        expect((await act(name, { body: 'x', solved: 'yes', score: '1' }, headers)).status).toBe(403);
      expect(await services.db.selectFrom('ticket_message').select('id').execute()).toEqual(before);
      expect(reader.cookies.size).toBe(1);
    },
  );

  it('without an origin needs the proof that stands in the page', async () => {
    await open();
    const form = hiddenField((await reader.get(page())).html, 'form');
    const send = (fields: Record<string, string>) =>
      reader.app.request(`${page()}/messages`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: 'null',
          cookie: `fingerpost_key=${key}`,
        },
        body: new URLSearchParams(fields).toString(),
      });
    expect((await send({ body: 'x' })).status).toBe(403);
    expect((await send({ body: 'x', form: form.replace(/^./, 'g') })).status).toBe(403);
    expect((await send({ body: 'x', form })).status).toBe(303);
  });

  it('changes nothing without the key', async () => {
    const answer = await readerOf(api.app).post(`${page()}/messages`, { body: 'x' });
    expect(answer.status).toBe(404);
    expect(answer.html).toContain('Find your request');
  });
});
