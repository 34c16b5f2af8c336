// The daily counts follow what happens, in whatever order it comes, and counting anew from raw events gives the same.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetExpired } from '../../../server/forget-expired.ts';
import type { Viewer } from '../../../server/people/permissions.ts';
import { scopeOf } from '../../../server/reports/read-window.ts';
import { articleSums, attemptSums, attemptsByDay } from '../../../server/rollups/attempt-sums.queries.ts';
import { COUNTS } from '../../../server/rollups/count-session.ts';
import { keepRollupsCurrent, rebuildRollups } from '../../../server/rollups/recount-sessions.ts';
import type { RollupTable } from '../../../server/rollups/rollup-scope.queries.ts';
import { unansweredBySigns } from '../../../server/rollups/silent-demand.queries.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const NOBODY = { restrictedCategories: [] as string[] } as unknown as Viewer;
const READER = { restrictedCategories: ['security'] } as unknown as Viewer;
const WINDOW = scopeOf({ from: '2026-02-01', to: '2026-04-30' }, 'UTC');
const DAY = 86_400_000;

let services: TestServices;
let api: ApiCaller;
let tabs = 0;

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
});
afterAll(() => services.close());

const START = { type: 'session_started', page_key: '/billing/invoices', locale: 'en' };
const found = (query: string, search_id = 's') => ({
  ...{ type: 'search_performed', search_id, query },
  ...{ result_count: 2, result_ids: ['invoices', 'refunds'] },
});
const nothing = (query: string, search_id = 's') => ({ ...found(query, search_id), result_count: 0, result_ids: [] });
const open = (article_id: string, position = 1, search_id = 's') => ({
  ...{ type: 'article_opened', view_id: `v-${article_id}`, article_id, source: 'search' },
  ...{ search_id, position },
});
const read = (article_id: string) => ({ type: 'article_closed', view_id: `v-${article_id}`, active_ms: 12_000 });
const vote = (article_id: string, value: string) => ({
  ...{ type: 'answer_voted', view_id: `v-${article_id}`, value },
  ...(value === 'no' ? { reason: 'unclear' } : {}),
});
const FORM = { type: 'form_opened' };

function newTab(): string {
  tabs += 1;
  return tabs.toString(16).padStart(32, '0');
}

const numbered = (events: readonly object[]) => events.map((event, seq) => ({ seq, t_ms: seq * 10_000, ...event }));

async function send(sid: string, events: readonly object[], own = services): Promise<void> {
  const receivedAt = own.clock.now().toISOString();
  expect(own.events.accept({ site: 'default', sid, receivedAt, events })).toMatchObject({ ignored: 0 });
  await own.events.flush();
}

async function browse(...events: object[]): Promise<string> {
  const sid = newTab();
  await send(sid, numbered([START, ...events]));
  return sid;
}

/** Every row of the daily counts in which anything is counted. */
async function everyCount(own = services): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const table of Object.keys(COUNTS) as RollupTable[]) {
    const rows = await own.db
      .selectFrom(table as 'attempt_day')
      .selectAll()
      .orderBy('id')
      .execute();
    const names: readonly string[] = COUNTS[table];
    found[table] = rows.filter((row) => names.some((name) => Number((row as Record<string, unknown>)[name]) !== 0));
  }
  return found;
}

const sumsOf = async (viewer = NOBODY, own = services) => (await attemptSums(own.db, viewer, WINDOW)).sums;

describe('the daily counts', () => {
  it('hold what a session is now, however often more of it comes', async () => {
    const before = await sumsOf();
    const sid = newTab();
    const events = numbered([START, nothing('receipt'), found('invoice', 's2'), open('invoices', 2, 's2')]);
    await send(sid, events.slice(0, 2));
    expect((await sumsOf()).reason_zero_results - before.reason_zero_results).toBe(1);
    await send(sid, events.slice(2));
    await send(sid, events);
    const later = numbered([{}, {}, {}, {}, read('invoices'), vote('invoices', 'yes')]).slice(4);
    await send(sid, [...later].reverse());
    const now = await sumsOf();
    expect(now.reason_zero_results).toBe(before.reason_zero_results);
    expect(now.answered - before.answered).toBe(1);
    expect(now.sessions - before.sessions).toBe(1);
    expect(now.searches - before.searches).toBe(2);
    expect(now.rank_sum - before.rank_sum).toBe(2);
    expect(now.refined_searches - before.refined_searches).toBe(1);
    expect(await articleSums(services.db, NOBODY, WINDOW)).toMatchObject([
      { article: 'invoices', opened: 1, reads: 1, yes: 1, no: 0 },
    ]);
  });

  it('leave staff out, also when it is known late', async () => {
    const before = await everyCount();
    const sid = newTab();
    await send(sid, numbered([START, nothing('a secret test of ours')]));
    await send(sid, [{ seq: 9, t_ms: 90_000, type: 'session_started', page_key: '/x', is_staff: true }]);
    expect(await everyCount()).toEqual(before);
  });

  it('know by their signs those who left without an answer', async () => {
    await browse(nothing('vat number'));
    await browse(found('vat number'), open('invoices'), read('invoices'), vote('invoices', 'no'));
    await browse(found('vat number'), open('invoices'), read('invoices'), vote('invoices', 'yes'));
    const rows = await unansweredBySigns(services.db, NOBODY, WINDOW);
    const cluster = rows.find(({ signs }) => signs.length === 1)?.signs[0] ?? '';
    expect(cluster).toMatch(/^c\d+$/);
    expect(rows).toContainEqual({ signs: [cluster], sessions: 1 });
    expect(rows).toContainEqual({ signs: [cluster, 'no:invoices'], sessions: 1 });
  });

  it('count a session for the day in the time zone of the site', async () => {
    const own = await makeServices({
      now: '2026-03-02T23:30:00.000Z',
      settings: (settings) => {
        settings.time_zone = 'Asia/Kolkata';
      },
    });
    await send(newTab(), numbered([START, FORM]), own);
    expect(await attemptsByDay(own.db, NOBODY, WINDOW)).toEqual([{ day: '2026-03-03', attempted: 1 }]);
    await own.close();
  });

  it('are counted anew when the time zone was changed, once', async () => {
    const own = await makeServices({ now: '2026-03-02T23:30:00.000Z' });
    await send(newTab(), numbered([START, found('x y z'), open('refunds'), read('refunds')]), own);
    expect(await keepRollupsCurrent(own)).toBe(1);
    const moved = { ...own, settings: { ...own.settings, time_zone: 'Asia/Kolkata' } };
    expect(await keepRollupsCurrent(moved)).toBe(1);
    expect(await keepRollupsCurrent(moved)).toBe(0);
    expect(await attemptsByDay(own.db, NOBODY, WINDOW)).toEqual([{ day: '2026-03-03', attempted: 1 }]);
    await own.close();
  });

  it('let those alone who may know of a restricted request see the attempt behind it', async () => {
    const admin = await api.personWith('admin');
    const sid = newTab();
    const trail = numbered([START, nothing('hole in the wall')]);
    const { number } = await api.submitted({ session: { sid, trail } });
    await services.events.flush();
    const before = { all: await sumsOf(), readers: await sumsOf(READER) };
    expect(before.all).toEqual(before.readers);
    const path = `/api/v1/admin/tickets/${number}`;
    const move = async (category: string) => {
      const etag = (await api.get(path, admin)).headers.get('etag') ?? '';
      const answer = await api.call('PATCH', path, { category }, { ...admin, 'if-match': etag });
      expect(answer.status, answer.text).toBe(200);
    };
    await move('security');
    expect((await sumsOf()).escalated).toBe(before.all.escalated - 1);
    expect((await sumsOf()).zero_searches).toBe(before.all.zero_searches - 1);
    expect(await sumsOf(READER)).toEqual(before.all);
    await move('general');
    expect(await sumsOf()).toEqual(before.all);
  });

  it('count a session as one that asked when its person asks within a day', async () => {
    const before = await sumsOf();
    const who = { ...START, user_ref: 'hmac-of-ada' };
    await send(newTab(), numbered([who, found('two seats'), open('refunds'), read('refunds')]));
    expect((await sumsOf()).possibly_answered).toBe(before.possibly_answered + 1);
    services.clock.advance(3 * 3_600_000);
    await api.submitted({ session: { sid: newTab(), trail: numbered([who, FORM]) } });
    await services.events.flush();
    const now = await sumsOf();
    expect(now.possibly_answered).toBe(before.possibly_answered);
    expect(now.escalated).toBe(before.escalated + 2);
    expect(now.with_user_ref).toBe(before.with_user_ref + 2);
  });

  it('are the same when they are counted anew from raw events, and from stored sessions', async () => {
    const counted = await everyCount();
    expect(counted.phrase_day?.length).toBeGreaterThan(2);
    await rebuildRollups(services);
    expect(await everyCount()).toEqual(counted);

    for (const table of Object.keys(COUNTS) as RollupTable[]) await services.db.deleteFrom(table).execute();
    await services.db.updateTable('help_session').set({ counted: null }).execute();
    await rebuildRollups(services);
    expect(await everyCount()).toEqual(counted);

    await services.db.deleteFrom('event').execute();
    for (const table of Object.keys(COUNTS) as RollupTable[]) await services.db.deleteFrom(table).execute();
    await services.db.updateTable('help_session').set({ counted: null }).execute();
    await rebuildRollups(services);
    expect(await everyCount()).toEqual(counted);
  });

  it('outlive the events and the sessions that they were counted from, without words', async () => {
    const own = await makeServices();
    await send(newTab(), numbered([START, nothing('zebra crossing')]), own);
    const counted = await sumsOf(NOBODY, own);
    own.clock.advance(100 * DAY);
    await forgetExpired(own);
    expect(await own.db.selectFrom('event').selectAll().execute()).toEqual([]);
    await rebuildRollups(own);
    expect(await sumsOf(NOBODY, own)).toEqual(counted);
    own.clock.advance(330 * DAY);
    await forgetExpired(own);
    expect(await own.db.selectFrom('help_session').selectAll().execute()).toEqual([]);
    await rebuildRollups(own);
    expect(await sumsOf(NOBODY, own)).toEqual(counted);
    expect(JSON.stringify(await everyCount(own))).not.toContain('zebra');
    await own.close();
  });

  it('keep the figures of somebody who was erased, and none of their words', async () => {
    const own = await makeServices();
    const ownApi = apiOf(own);
    const trail = numbered([START, nothing('purple elephant invoice')]);
    await ownApi.submitted({ email: 'ada@example.com', session: { sid: newTab(), trail } });
    await own.events.flush();
    const counted = await sumsOf(NOBODY, own);
    const admin = await ownApi.personWith('admin');
    const address = 'ada@example.com';
    const erasure = { email: address, confirm: address };
    const erased = await ownApi.post('/api/v1/admin/requesters/erase', erasure, admin);
    expect(erased.status, erased.text).toBe(200);
    expect(await sumsOf(NOBODY, own)).toEqual(counted);
    await rebuildRollups(own);
    expect(await sumsOf(NOBODY, own)).toEqual(counted);
    expect(JSON.stringify(await everyCount(own))).not.toContain('elephant');
    expect(JSON.stringify(await own.db.selectFrom('help_session').selectAll().execute())).not.toContain('elephant');
    await own.close();
  });
});
