// Writes events once each and derives the sessions, searches and reads of the tabs that they belong to.
import type { Trx } from '../db/database.ts';
import { learnFromTab } from '../learning/keep-evidence.ts';
import { type DerivedSession, deriveSessions } from '../method/derive-session.ts';
import { type EventOf, MAX_EVENTS_PER_SESSION, parseEvent, type UsageEvent } from '../method/events.ts';
import { createRollupChanges, type RollupChanges } from '../rollups/rollup-changes.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { storeSession } from './store-session.ts';

/** The source of events that a browser sent. */
const BROWSER = 'browser';
/** Rows of one statement: SQLite takes a bounded number of values. */
const ROWS_AT_ONCE = 500;
const FOLLOW_UP_HOURS = 24;
const MS_PER_HOUR = 3_600_000;

/** What came from a tab in one batch. */
export interface TabEvents {
  site: string;
  sid: string;
  receivedAt: string;
  events: readonly UsageEvent[];
}

/** Stores a browser's events that are not there yet; one tab keeps at most 200. */
export function insertEvents(trx: Trx, tab: Omit<TabEvents, 'events'>, events: readonly UsageEvent[]): Promise<void> {
  return insertBatches(trx, [{ ...tab, events }]);
}

/** The same for many batches at once, also several of one tab: they are asked about and written together. */
export async function insertBatches(trx: Trx, batches: readonly TabEvents[]): Promise<void> {
  const known = new Map(batches.filter(({ events }) => events.length > 0).map(({ sid }) => [sid, new Set<number>()]));
  if (known.size === 0) return;
  const stored = await trx
    .selectFrom('event')
    .select(['sid', 'seq'])
    .where('sid', 'in', [...known.keys()])
    .where('source', '=', BROWSER)
    .execute();
  for (const { sid, seq } of stored) known.get(sid)?.add(seq);
  const rows = batches.flatMap((tab) => {
    const seqs = known.get(tab.sid) ?? new Set();
    return tab.events.flatMap((event) => {
      if (seqs.has(event.seq) || seqs.size >= MAX_EVENTS_PER_SESSION) return [];
      seqs.add(event.seq);
      return [rowOf(tab, event, BROWSER)];
    });
  });
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await trx
      .insertInto('event')
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .onConflict((conflict) => conflict.columns(['sid', 'seq', 'source']).doNothing())
      .execute();
}

/** Stores that a request was sent; the server's own word, which no limit of a tab keeps out. */
export async function insertSubmission(
  trx: Trx,
  tab: { site: string; sid: string; receivedAt: string },
  event: EventOf<'ticket_submitted'> & { ticket_id: string },
): Promise<void> {
  await trx
    .insertInto('event')
    .values(rowOf(tab, event, event.ticket_id))
    .execute();
}

/** The row of one event of a tab. @param source `browser`, or the id of the request whose submission the server wrote. */
export function rowOf(tab: Omit<TabEvents, 'events'>, event: UsageEvent, source: string) {
  const { seq, t_ms, type, ...body } = event;
  return {
    sid: tab.sid,
    seq,
    source,
    site: tab.site,
    t_ms,
    type,
    body: JSON.stringify(body),
    received_at: tab.receivedAt,
  };
}

/** The stored events of a tab, and the moment of their `t_ms` 0: the server's clock, never the browser's. */
export async function readTab(
  trx: Trx,
  sid: string,
): Promise<{ site: string; startedAt: string; events: UsageEvent[] } | null> {
  const rows = await trx.selectFrom('event').selectAll().where('sid', '=', sid).orderBy('seq').execute();
  const first = rows[0];
  if (!first) return null;
  const started = Math.min(...rows.map((row) => Date.parse(row.received_at) - row.t_ms));
  const events = rows.flatMap((row) => {
    const event = parseEvent({ seq: row.seq, t_ms: row.t_ms, type: row.type, ...JSON.parse(row.body) });
    return event ? [event] : [];
  });
  return { site: first.site, startedAt: new Date(started).toISOString(), events };
}

/**
 * Derives the sessions of one tab anew and replaces what was derived and counted of it before.
 * @param changes where several tabs are written in one transaction: their caller writes the daily counts once for all.
 */
export async function deriveTab(trx: Trx, settings: Settings, sid: string, changes?: RollupChanges): Promise<void> {
  const tab = await readTab(trx, sid);
  if (!tab) return;
  const input = {
    sid,
    site: tab.site,
    started_at: tab.startedAt,
    events: tab.events,
    read_min_ms: settings.read_min_ms,
  };
  const before = deriveSessions(input);
  const followUps = await followUpTickets(trx, before);
  const sessions = followUps.size > 0 ? deriveSessions({ ...input, followed_up: new Set(followUps.keys()) }) : before;
  const counts = changes ?? createRollupChanges();
  const gone = await trx.deleteFrom('help_session').where('sid', '=', sid).returning('counted').execute();
  for (const { counted } of gone) counts.takeAway(counted);
  for (const session of sessions)
    counts.add(await storeSession(trx, settings, session, followUps.get(session.id) ?? null));
  if (!changes) await counts.write(trx);
  await learnFromTab(trx, sid, sessions);
}

/** Tickets of the same person within the follow-up window after a session that sent none (METHOD 3). */
async function followUpTickets(trx: Trx, sessions: readonly DerivedSession[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const session of sessions) {
    if (!session.user_ref || session.ticket_id) continue;
    const until = new Date(Date.parse(session.ended_at) + FOLLOW_UP_HOURS * MS_PER_HOUR).toISOString();
    const ticket = await trx
      .selectFrom('ticket')
      .select('id')
      .where('user_ref', '=', session.user_ref)
      .where('restricted', '=', 0)
      .where('submitted_at', '>=', session.started_at)
      .where('submitted_at', '<=', until)
      .orderBy('submitted_at')
      .executeTakeFirst();
    if (ticket) found.set(session.id, ticket.id);
  }
  return found;
}
