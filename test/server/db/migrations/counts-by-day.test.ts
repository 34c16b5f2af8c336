// Daily counts that an earlier version kept are carried over, and what comes later is added to the same rows.
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { up } from '../../../../server/db/migrations/0018-counts-by-day.ts';
import { COUNTS } from '../../../../server/rollups/count-session.ts';
import { rebuildRollups } from '../../../../server/rollups/recount-sessions.ts';
import type { RollupTable } from '../../../../server/rollups/rollup-scope.queries.ts';
import { makeServices, type TestServices } from '../../../support/make-services.ts';

const TABLES = Object.keys(COUNTS) as RollupTable[];
const SID = 'a'.repeat(32);
const EVENTS = [
  { type: 'session_started', page_key: '/billing', locale: 'en' },
  { type: 'search_performed', search_id: 's', query: 'refund', result_count: 1, result_ids: ['refunds'] },
  { type: 'article_opened', view_id: 'v', article_id: 'refunds', source: 'search', search_id: 's', position: 1 },
  { type: 'article_closed', view_id: 'v', active_ms: 12_000 },
  { type: 'answer_voted', view_id: 'v', value: 'no', reason: 'unclear' },
].map((event, seq) => ({ seq, t_ms: seq * 10_000, ...event }));

let services: TestServices;
beforeAll(async () => {
  services = await makeServices();
});
afterAll(() => services.close());

async function send(events: readonly object[], sid = SID): Promise<void> {
  const receivedAt = services.clock.now().toISOString();
  services.events.accept({ site: 'default', sid, receivedAt, events });
  await services.events.flush();
}

async function counted(): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const table of TABLES)
    found[table] = await services.db
      .selectFrom(table as 'attempt_day')
      .selectAll()
      .orderBy('is_whole')
      .orderBy('id')
      .execute();
  return found;
}

/** The tables as they were before: a row is named by its day, a point and its hash, and by nothing else. */
async function asBefore(db: Kysely<unknown>): Promise<void> {
  for (const table of TABLES) {
    await sql`create table earlier as select * from ${sql.table(table)}`.execute(db);
    await sql`update earlier set id = day || '.' || id`.execute(db);
    await db.schema.dropTable(table).execute();
    await db.schema.alterTable('earlier').renameTo(table).execute();
  }
}

it('carries daily counts over, and adds to them', async () => {
  await send(EVENTS.slice(0, 2));
  await send(EVENTS, 'b'.repeat(32));
  const before = await counted();
  for (const table of TABLES) expect(before[table]?.length, table).toBeGreaterThan(1);
  const db = services.db as unknown as Kysely<unknown>;
  await asBefore(db);
  const names = await sql<{ id: string }>`select id from attempt_day`.execute(db);
  expect(names.rows[0]?.id).toMatch(/^2026-03-02\..{16}$/);

  await up(db);
  expect(await counted()).toEqual(before);

  await send(EVENTS.slice(2));
  const now = await counted();
  expect(now).not.toEqual(before);
  for (const table of TABLES) await services.db.deleteFrom(table).execute();
  await services.db.updateTable('help_session').set({ counted: null }).execute();
  await rebuildRollups(services);
  const anew = await counted();
  // Rows that count nothing any more are not made anew.
  for (const table of TABLES) {
    const rows = now[table] as Record<string, unknown>[];
    const some = rows.filter((row) => COUNTS[table].some((name) => row[name] !== 0));
    expect(some, table).toEqual(anew[table]);
  }
});
