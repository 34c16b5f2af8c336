// What was read and searched before a request is kept apart from its words: for each article once, and it outlives them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;

const open = (view: string, article: string) => ({ type: 'article_opened', view_id: view, article_id: article });
const close = (view: string, active_ms: number) => ({ type: 'article_closed', view_id: view, active_ms });
const SEARCH = { type: 'search_performed', search_id: 's', query: 'vat', result_count: 0, result_ids: [] };
const TRAIL = [
  { type: 'session_started', page_key: '/billing' },
  SEARCH,
  open('v1', 'refunds'),
  close('v1', 12_000),
  open('v2', 'refunds'),
  close('v2', 20_000),
  open('v3', 'invoices'),
  close('v3', 3_000),
].map((event, seq) => ({ seq, t_ms: seq * 1_000, ...event }));

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
});
afterAll(() => services.close());

async function keptOf(ticket: object) {
  const { number } = await api.submitted({ ...ticket });
  const row = await services.db
    .selectFrom('ticket')
    .select(['id', 'read_before', 'searched_before'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return { ...row, slugs: await slugsOf(row.id) };
}

async function slugsOf(id: string) {
  const rows = await services.db.selectFrom('ticket_read').select('slug').where('ticket_id', '=', id).execute();
  return rows.map(({ slug }) => slug);
}

it('keeps each article that was read long enough, once, and that something was searched', async () => {
  const kept = await keptOf({ session: { sid: '1'.repeat(32), trail: TRAIL } });
  expect(kept).toMatchObject({ read_before: 1, searched_before: 1, slugs: ['refunds'] });
});

it('keeps a search without a read as a search only', async () => {
  const kept = await keptOf({ session: { sid: '2'.repeat(32), trail: TRAIL.slice(0, 2) } });
  expect(kept).toMatchObject({ read_before: 0, searched_before: 1, slugs: [] });
});

it.each([
  ['was taken off', { session: { sid: '3'.repeat(32), trail: 'removed' } }],
  ['never was', {}],
  ['led to a restricted request', { category: 'security', session: { sid: '4'.repeat(32), trail: TRAIL } }],
])('keeps nothing of a trail that %s', async (_how, ticket) => {
  expect(await keptOf(ticket)).toMatchObject({ read_before: 0, searched_before: 0, slugs: [] });
});

it('keeps the articles when the requester is erased, and none of the words', async () => {
  const admin = await api.personWith('admin');
  const { id } = await keptOf({ email: 'jo@example.com', session: { sid: '5'.repeat(32), trail: TRAIL } });
  const erased = await api.post(
    '/api/v1/admin/requesters/erase',
    { email: 'jo@example.com', confirm: 'jo@example.com' },
    admin,
  );
  expect(erased.status, erased.text).toBeLessThan(300);
  expect(await slugsOf(id)).toEqual(['refunds']);
  expect(
    await services.db.selectFrom('ticket').select(['read_before', 'searched_before']).where('id', '=', id).execute(),
  ).toEqual([{ read_before: 1, searched_before: 1 }]);
  expect(
    await services.db.selectFrom('ticket_trail').selectAll().where('ticket_id', '=', id).executeTakeFirst(),
  ).toBeUndefined();
});
