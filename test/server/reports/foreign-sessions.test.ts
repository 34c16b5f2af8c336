// Requests that name a session which is not there, or not theirs: they count once, and for what they brought themselves.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };

const DAY = 'from=2026-03-02&to=2026-03-02&min_n=1';
const READER = 'a'.repeat(32);
const NOBODY = 'b'.repeat(32);

const reading = (slug: string, first = 0) =>
  [
    { type: 'session_started', page_key: '/billing' },
    { type: 'article_opened', view_id: `v${first}`, article_id: slug },
    { type: 'article_closed', view_id: `v${first}`, active_ms: 12_000 },
  ].map((event, at) => ({ seq: first + at, t_ms: (first + at) * 10_000, ...event }));

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
  const trail = reading('refunds');
  await api.post('/api/v1/events', { v: 1, site: 'default', sid: READER, events: trail });
  services.clock.advance(60_000);
  await api.submitted({ session: { sid: READER, trail } });
  services.clock.advance(60_000);
  // Somebody else, who was told of the tab, or guessed it.
  await api.submitted({ session: { sid: READER, trail: [] } });
  await api.submitted({ session: { sid: READER, trail: reading('invoices', 50) } });
  // A tab of which nothing ever came.
  await api.submitted({ session: { sid: NOBODY, trail: [] } });
  await services.events.flush();
});
afterAll(() => services.close());

async function figure<Data>(name: string): Promise<Data> {
  const answer = await api.get(`/api/v1/admin/reports/${name}?${DAY}`, admin);
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { data: Data }).data;
}

it('counts a read before a request for the one that was sent with it only', async () => {
  expect(await figure('self_service_before_ticket')).toMatchObject({ num: 2, den: 4 });
  const rows = await figure<{ article: string; reads: number; tickets: number }[]>('article_ticket_rate');
  expect(rows.find(({ article }) => article === 'refunds')).toMatchObject({ reads: 1, tickets: 1 });
  for (const { reads, tickets } of rows) expect(tickets).toBeLessThanOrEqual(reads);
});

it('lets no request change what was stored with an earlier one', async () => {
  const rows = await services.db
    .selectFrom('ticket')
    .innerJoin('ticket_read', 'ticket_read.ticket_id', 'ticket.id')
    .select(['ticket.number', 'ticket_read.slug'])
    .orderBy('ticket.number')
    .execute();
  expect(rows).toEqual([
    { number: 1001, slug: 'refunds' },
    { number: 1003, slug: 'invoices' },
  ]);
});

it('counts no attempt twice, and none that never was an attempt as read', async () => {
  const outcomes = await figure<{ attempted: number; escalated: number }>('help_outcomes');
  expect(outcomes.attempted).toBe(outcomes.escalated);
  expect(outcomes.attempted).toBeLessThanOrEqual(4);
  expect(await figure<{ tickets: number }[]>('volume')).toMatchObject([{ tickets: 4 }]);
});
