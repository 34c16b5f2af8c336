// Searching requests: words of subject, messages and requester, the same on every database, and never syntax.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../contract/limits.ts';
import { forgetRemovedWords, indexTicketText, removeFromSearch } from '../../../server/queue/ticket-search.ts';
import { type ApiCaller, apiOf, withKey } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let agent: { authorization: string };

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
  agent = await api.personWith('agent');
});
afterAll(() => services.close());

const found = async (q: string, who = agent) => {
  const answer = await api.get(`/api/v1/admin/tickets?${new URLSearchParams({ q, sort: 'number' })}`, who);
  expect(answer.status, answer.text).toBe(200);
  const { tickets, total } = answer.json as { tickets: { number: number }[]; total: number };
  expect(total).toBe(tickets.length);
  return tickets.map((ticket) => ticket.number);
};

describe('a word finds a request', () => {
  it.each([
    [
      'written with accents',
      'Où est la Crème brûlée?',
      ['creme', 'CRÈME', 'brule', 'brûlée crème'],
      ['cremes', 'bruler'],
    ],
    ['written in full width', 'Ｆｉｎｇｅｒ ﬁx', ['finger', 'fix', 'ＦＩＮ'], ['inger']],
    ['with an ß', 'Die Straße ist gesperrt', ['strasse', 'straße', 'STRAS'], ['strase']],
    ['in Greek', 'Δεν λειτουργεί το κουμπί', ['λειτουργει', 'κουμ'], ['ουμπι']],
    ['in Cyrillic', 'Кнопка не работает', ['кнопка', 'РАБОТ'], ['нопка']],
    ['in Arabic', 'لا يعمل الزر', ['الزر', 'يعم'], ['زر']],
    ['in Japanese', '東京都の請求書が印刷できない', ['請求書', '請求', '東京', '印刷', '求'], ['京東', '請書']],
    ['in Chinese', '无法登录我的账户', ['登录', '账户', '我'], ['录登']],
    ['in Thai', 'ปุ่มส่งออกไม่ทำงาน', ['ส่งออก'], ['ออกส่งปุ่ม']],
    ['in Korean', '결제가 두 번 실패했어요', ['결제', '실패'], ['제가']],
    ['with digits', 'Error E-4711 after v2.10.3', ['4711', 'e 47', 'v2.10', 'v2.10.3'], ['711']],
    [
      'with an address in it',
      'write to ruth.okafor+bread@bakery.example',
      ['okafor', 'ruth.okafor', 'bakery.exam'],
      ['kafor'],
    ],
  ])('%s', async (_title, message, hits, misses) => {
    const { number } = await api.submitted({ message, subject: 'unlike' });
    for (const q of hits) expect(await found(q), q).toContain(number);
    for (const q of misses) expect(await found(q), q).not.toContain(number);
  });

  it('by all its words, wherever each of them stands', async () => {
    const { number, access_key } = await api.submitted({
      subject: 'Zebra crossing',
      message: 'A giraffe stood there.',
      name: 'Ottilie Quagga',
      email: 'okapi@example.com',
    });
    await api.post(`/api/v1/tickets/${number}/messages`, { body: 'and a wildebeest' }, withKey(access_key));
    const path = `/api/v1/admin/tickets/${number}/messages`;
    await api.post(path, { visibility: 'internal', body: 'ask the walrus' }, admin);
    await api.post(path, { visibility: 'public', body: 'a platypus will call you' }, admin);
    for (const word of ['zebra', 'giraffe', 'ottilie', 'quagga', 'okapi', 'wildebeest', 'walrus', 'platypus'])
      expect(await found(word), word).toEqual([number]);
    expect(await found('platypus zebra OKAPI')).toEqual([number]);
    expect(await found('zebra platy')).toEqual([number]);
    expect(await found('zeb platypus')).toEqual([]);
    expect(await found('zebra unicorn')).toEqual([]);
  });

  it('by its number, with and without the sign', async () => {
    const { number } = await api.submitted({ message: 'look at me' });
    expect(await found(String(number))).toContain(number);
    expect(await found(`#${number}`)).toContain(number);
    expect(await found(` #${number} `)).toContain(number);
    expect(await found('#999999999')).toEqual([]);
    expect(await found('00000000000000000001')).toEqual([]);
  });

  it('as long as the limit of what is searched', async () => {
    const { number, access_key } = await api.submitted({ message: 'first capybara' });
    await api.post(
      `/api/v1/tickets/${number}/messages`,
      { body: `${'lorem '.repeat(3_300)} axolotl` },
      withKey(access_key),
    );
    expect(await found('axolotl')).toEqual([number]);
    const row = await services.db
      .selectFrom('ticket')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const body = `${'x '.repeat(LIMITS.searchedTextPerTicket / 2)} narwhal`;
    await services.db.updateTable('ticket_message').set({ body }).where('ticket_id', '=', row.id).execute();
    await services.writes.write((trx) => indexTicketText(trx, row.id));
    expect(await found('x')).toEqual([number]);
    expect(await found('narwhal')).toEqual([]);
    expect(await found('axolotl')).toEqual([]);
  });
});

describe('a request full of nonsense', () => {
  it('is found by so many different words and no more, so that no message costs more than the one before', async () => {
    const { number, access_key } = await api.submitted({ message: 'first pangolin' });
    const write = async (body: string) => {
      const answer = await api.post(`/api/v1/tickets/${number}/messages`, { body }, withKey(access_key));
      expect(answer.status, answer.text).toBe(200);
      services.clock.advance(1_000);
    };
    // Each of its pairs of characters is a word of its own.
    const pairs = (from: number) =>
      Array.from({ length: LIMITS.searchedWordsPerTicket / 2 - 100 }, (_, at) =>
        String.fromCodePoint(0x4e00 + from + at),
      ).join('');
    await write(`${pairs(0)} middling`);
    await write(`${pairs(LIMITS.searchedWordsPerTicket / 2 - 100)} ibex`);
    await write(`${'word '.repeat(500)} tamarin`);
    expect(await found('pangolin')).toEqual([number]);
    expect(await found('middling')).toEqual([number]);
    expect(await found('ibex')).toEqual([number]);
    for (let at = 0; at < 3; at += 1)
      await write(
        `${pairs(at * 5_000)
          .split('')
          .toReversed()
          .join('')} numbat`,
      );
    expect(await found('tamarin')).toEqual([number]);
    expect(await found('numbat')).toEqual([]);
  });
});

describe('what must not be found', () => {
  it('is a restricted request, but by its readers', async () => {
    const { number } = await api.submitted({ category: 'security', message: 'mongoose in the server room' });
    expect(await found('mongoose', admin)).toEqual([number]);
    expect(await found('mongoose')).toEqual([]);
    expect(await found(`#${number}`)).not.toContain(number);
  });

  it('is one whose words were removed, or that is deleted', async () => {
    const { number } = await api.submitted({ message: 'an armadillo' });
    const { number: other } = await api.submitted({ message: 'an armadillo too' });
    const row = await services.db
      .selectFrom('ticket')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    expect(await found('armadillo')).toEqual([number, other]);
    await services.writes.write(async (trx) => {
      await removeFromSearch(trx, row.id);
      await forgetRemovedWords(trx);
    });
    expect(await found('armadillo')).toEqual([other]);
    await services.db.deleteFrom('ticket').where('number', '=', other).execute();
    expect(await found('armadillo')).toEqual([]);
  });
});

describe('hostile words', () => {
  it.each([
    '"',
    '""',
    "'",
    '*',
    'a*',
    '-a',
    'NEAR(',
    'NEAR(a b, 2)',
    'words:a',
    'ticket_text:a',
    'col:x',
    'AND',
    'a AND',
    'OR OR OR',
    'NOT a',
    '^a',
    '{a b}: c',
    '(((',
    'a & | ! b',
    'a:*',
    "a'b",
    "a' OR 1=1",
    '\\',
    '\0',
    'a\0b',
    '😀',
    '\ud800',
    '‮abc',
    '%',
    '$1 ?',
    'a* OR '.repeat(33),
    '東'.repeat(200),
    'é'.repeat(200),
    '9'.repeat(200),
    '. . . .',
    '<->',
  ])('%j answers with a list', async (q) => {
    const answer = await api.get(`/api/v1/admin/tickets?${new URLSearchParams({ q })}`, agent);
    expect(answer.status, answer.text).toBe(200);
  });
});
