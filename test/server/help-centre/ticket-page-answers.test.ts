// The page of a request without scripts: files with an answer, what is new, and links by mail for a lost key.
import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RequesterTicket } from '../../../contract/api/tickets.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { type ApiCaller, apiOf, withKey } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { hiddenField, type PageReader, readerOf } from './page-reader.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let reader: PageReader;
let number: number;
let key: string;
beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin', 'grace@example.com');
});
afterAll(() => services.close());
beforeEach(async () => {
  ({ number, access_key: key } = await api.submitted({ message: 'It fails.' }));
  reader = readerOf(api.app);
  await reader.get(`/tickets/${number}?key=${key}`);
});

const page = () => `/tickets/${number}`;
const seen = async () => (await api.get(`/api/v1/tickets/${number}`, withKey(key))).json as RequesterTicket;
async function reply(body: string) {
  services.clock.advance(60_000);
  const answer = await api.post(`/api/v1/admin/tickets/${number}/messages`, { visibility: 'public', body }, admin);
  expect(answer.status, answer.text).toBe(201);
}
async function answerForm(body: string, files: { name: string; content: string }[]) {
  const form = new FormData();
  form.append('form', hiddenField((await reader.get(page())).html, 'form'));
  form.append('body', body);
  for (const { name, content } of files) form.append('file', new Blob([content]), name);
  return form;
}
const fileRows = () => services.db.selectFrom('attachment').select('id').execute();

describe('an answer with files', () => {
  it('is taken, and its files can be fetched from the page', async () => {
    const form = await answerForm('Here it is.', [
      { name: 'log.txt', content: 'line one' },
      { name: 'more.txt', content: 'line two' },
    ]);
    const sent = await reader.postForm(`${page()}/messages`, form);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${page()}?done=reply`]);
    const { html } = await reader.get(page());
    const address = /href="(\/tickets\/\d+\/attachments\/[^"]+)"[^>]*>log\.txt/.exec(html)?.[1] ?? '';
    expect((await reader.get(address)).html).toBe('line one');
    expect((await seen()).messages.at(-1)).toMatchObject({
      body: 'Here it is.',
      attachments: [{ name: 'log.txt' }, { name: 'more.txt' }],
    });
  });

  it('may leave the field of files empty, as browsers send it', async () => {
    const form = await answerForm('No file.', [{ name: '', content: '' }]);
    expect((await reader.postForm(`${page()}/messages`, form)).status).toBe(303);
    expect((await seen()).messages.at(-1)).toMatchObject({ body: 'No file.', attachments: [] });
  });

  it('says the limits beforehand', async () => {
    const { html } = await reader.get(page());
    expect(html).toContain('Up to 5 files of 10 MB each, 25 MB in all.');
    expect(html).toMatch(
      /<form class="card" method="post" action="\/tickets\/\d+\/messages" enctype="multipart\/form-data">/,
    );
  });

  it('keeps every word where a file is too large or there are too many, and stores nothing', async () => {
    const before = await fileRows();
    const large = await answerForm('My <b>words</b>.', [
      { name: 'big.bin', content: 'x'.repeat(LIMITS.attachmentBytes + 1) },
    ]);
    const many = await answerForm(
      'My <b>words</b>.',
      Array.from({ length: LIMITS.attachmentsAtOnce + 1 }, (_, at) => ({ name: `${at}.txt`, content: 'x' })),
    );
    for (const form of [large, many]) {
      const refused = await reader.postForm(`${page()}/messages`, form);
      expect(refused.status).toBe(413);
      expect(refused.html).toContain('My &#60;b&#62;words&#60;/b&#62;.</textarea>');
      expect(refused.html).toContain('Choose the files again');
      expect(refused.html).toMatch(/aria-invalid="true"/);
    }
    expect(await fileRows()).toEqual(before);
    expect((await seen()).messages).toHaveLength(1);
  });

  it('keeps no file where the words are missing, the key is wrong, or another website sends it', async () => {
    const before = await fileRows();
    const file = [{ name: 'log.txt', content: 'line one' }];
    expect((await reader.postForm(`${page()}/messages`, await answerForm(' ', file))).status).toBe(400);
    const form = await answerForm('Hello.', file);
    expect((await readerOf(api.app).postForm(`${page()}/messages`, form)).status).toBe(404);
    const elsewhere = await api.app.request(`${page()}/messages`, {
      method: 'POST',
      body: form,
      headers: { cookie: `fingerpost_key=${key}`, origin: 'null' },
    });
    expect(elsewhere.status).toBe(303);
    form.set('form', 'forged');
    const forged = await api.app.request(`${page()}/messages`, {
      method: 'POST',
      body: form,
      headers: { cookie: `fingerpost_key=${key}`, origin: 'null' },
    });
    expect(forged.status).toBe(403);
    expect(await fileRows()).toHaveLength(before.length + 1);
  });
});

describe('what is new', () => {
  it('is marked once, and to look at the page changes nothing on the server', async () => {
    await reply('Try this.');
    const version = async () => services.db.selectFrom('ticket_person').selectAll().execute();
    const before = await version();
    expect((await reader.get(page())).html).toContain('<mark class="small">New</mark>');
    expect((await reader.get(page())).html).not.toContain('<mark');
    expect(await version()).toEqual(before);
    await reply('And this.');
    expect((await reader.get(page())).html.match(/<mark/g)).toHaveLength(1);
  });

  it('counts as read everywhere once somebody answers what they saw', async () => {
    await reply('Try this.');
    expect((await seen()).messages.at(-1)?.unread).toBe(true);
    await reader.get(page());
    const form = await answerForm('Thanks.', []);
    await reader.postForm(`${page()}/messages`, form);
    expect((await seen()).messages.map(({ unread }) => unread)).toEqual([false, false, false]);
  });

  it('was never seen where the cookie says something that is no moment', async () => {
    await reply('Try this.');
    const answer = await api.app.request(page(), {
      headers: { cookie: `fingerpost_key=${key}; fingerpost_read=%22%3E` },
    });
    expect(await answer.text()).toContain('<mark');
  });

  it('is forgotten together with the key', async () => {
    await reply('Try this.');
    await reader.get(page());
    await reader.post(`${page()}/forget`, {});
    expect([...reader.cookies.keys()]).toEqual([]);
  });
});

describe('a lost key', () => {
  const ask = (email: string, from = reader) => from.post('/tickets/lost-links', { email });

  it('is asked for on the page that asks for the key, and answered alike for everybody', async () => {
    expect((await reader.get('/tickets')).html).toContain('Send me my links');
    await api.submitted({ email: 'ada@example.org' });
    const [known, unknown] = [await ask('ada@example.org'), await ask('eve@example.org')];
    expect([known.status, known.html]).toEqual([unknown.status, unknown.html]);
    expect(known.html).toContain('This help sends no mail');
    expect(known.html).toContain('href="/help/en/request"');
  });

  it('says that links are on their way, where mail is on', async () => {
    const mailing = apiOf({ ...services, metrics: new Registry(), sendLinks: () => undefined });
    const { html } = await ask('ada@example.org', readerOf(mailing.app));
    expect(html).toContain('their links are on the way to it');
    expect(html).not.toContain('ada@example.org');
  });

  it('keeps what was typed where it is no address', async () => {
    const answer = await ask('ada at home');
    expect(answer.status).toBe(400);
    expect(answer.html).toContain('value="ada at home"');
  });
});
