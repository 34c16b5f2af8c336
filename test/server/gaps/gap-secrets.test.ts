// What a gap has of restricted requests stays with their named readers: in drafts, merges, histories and the audit.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const WINDOW = 'from=2026-03-02&to=2026-03-29';
let services: TestServices;
let api: ApiCaller;
let reader: { authorization: string };
let other: { authorization: string };

const settled = (id: string, day: string, own: object) => ({
  ...{ id, requester: `${id}@example.com`, channel: 'email', text: `Words of ${id}`, subject: `About ${id}` },
  ...{ submitted_at: `2026-03-${day}T10:00:00Z`, solved_at: `2026-03-${day}T12:00:00Z` },
  ...{ first_reply_at: `2026-03-${day}T11:00:00Z`, handling_minutes: 10, severity: 1, blind: false },
  ...{ target_group: 'billing', kind_confirmed: 'knowledge_gap', resolution_code: 'linked_article' },
  ...own,
});
const unclear = { answer_state: 'article', answer_articles: ['refunds'], sub_kind_confirmed: 'unclear' };
const unfindable = { answer_state: 'article', answer_articles: ['invoices'], sub_kind_confirmed: 'unfindable' };
const replied = (text: string) => ({ replies: [{ at: '2026-03-20T11:00:00Z', from: 'team', text }], csat: 5 });
const SECRET = 'Open the vault door with the red lever. Then wait for the bell.';

beforeAll(async () => {
  services = await makeServices({ now: '2026-03-30T09:00:00.000Z' });
  api = apiOf(services);
  reader = await api.personWith('admin');
  other = await api.personWith('admin', 'other@example.com');
  const counts = await importFile(services, {
    articles: [],
    sessions: [],
    tickets: [
      settled('u1', '03', { ...unclear, ...replied('Press the blue button.') }),
      settled('r1', '04', { ...unclear, ...replied(SECRET), category: 'security' }),
      settled('r2', '05', { ...unfindable, ...replied(SECRET), category: 'security' }),
      settled('n1', '06', {
        ...{ answer_state: 'no_article', subject: 'Call ann.lee@example.com on 030 12345678', requester_name: 'Ann' },
      }),
    ],
  });
  expect(counts).toMatchObject({ tickets: { taken: 4 }, refused: [] });
});
afterAll(() => services.close());

const address = (key: string, more = '') => `/api/v1/admin/gaps/${encodeURIComponent(key)}${more}?${WINDOW}`;

describe('the draft of a gap that restricted requests are in', () => {
  it('tells of the other requests alone, whoever asks: it is for everybody', async () => {
    const draft = await api.get(address('unclear:refunds', '/draft'), reader);
    expect(draft.status, draft.text).toBe(200);
    expect(draft.text).toContain('Press the blue button.');
    expect(draft.text).not.toMatch(/vault|lever|bell/);
    const { number } = await services.db
      .selectFrom('ticket')
      .select('number')
      .where('subject', '=', 'About r1')
      .executeTakeFirstOrThrow();
    expect(draft.text).not.toContain(`#${number}`);
  });

  it('is not made where there are only such, and says so to their reader', async () => {
    const draft = await api.get(address('unfindable:invoices', '/draft'), reader);
    expect([draft.status, problemOf(draft).code]).toEqual([409, 'not_possible_now']);
    expect((await api.get(address('unfindable:invoices', '/draft'), other)).status).toBe(404);
  });

  it('has no address and no number of anybody in a title that was a request’s subject', async () => {
    const { json } = await api.get(`/api/v1/admin/gaps?${WINDOW}`, other);
    const key = (json as { gaps: { key: string; title: string }[] }).gaps.find(({ title }) => title.startsWith('Call'));
    const draft = await api.get(address(key?.key ?? '', '/draft'), other);
    expect(draft.status, draft.text).toBe(200);
    const told = `${draft.text} ${draft.headers.get('content-disposition')}`;
    expect(told).toContain('title: Call');
    expect(told).not.toMatch(/ann|lee|example|12345/i);
  });
});

describe('a gap of restricted requests alone', () => {
  it('is in no other gap’s list, history or audit after its reader merged and named it', async () => {
    const patch = (key: string, body: object) => api.call('PATCH', address(key), body, reader);
    expect((await patch('unfindable:invoices', { title: 'Vault leak' })).status).toBe(200);
    expect((await patch('unfindable:invoices', { merge_into: 'unclear:refunds', note: 'same hole' })).status).toBe(200);
    const mine = await api.get(address('unclear:refunds'), reader);
    expect(mine.text).toContain('Vault leak');
    for (const path of [address('unclear:refunds'), `/api/v1/admin/gaps?${WINDOW}`, '/api/v1/admin/audit']) {
      const answer = await api.get(path, other);
      expect(answer.status, answer.text).toBe(200);
      expect(answer.text, path).not.toMatch(/Vault leak|unfindable:invoices|same hole/);
    }
    expect((await patch('unfindable:invoices', { merge_into: null })).status).toBe(200);
  });

  it('takes in no gap that others know: its name would become known to them', async () => {
    const answer = await api.call('PATCH', address('unclear:refunds'), { merge_into: 'unfindable:invoices' }, reader);
    expect([answer.status, problemOf(answer).code]).toEqual([422, 'cannot_merge']);
  });
});
