// Reads the help sessions for an export, tab by tab: the raw events while they are kept, else events made of what was derived.
import type { Db } from '../db/database.ts';
import { parseEvent, type UsageEvent } from '../method/events.ts';
import { groupBy } from '../method/group-by.ts';
import { orderEvents } from '../method/order-events.ts';
import { exportedTickets, restrictedTabs } from './export-scope.ts';
import { rebuildEvents } from './rebuild-events.ts';
import { entriesOf } from './session-entries.ts';

const TABS_AT_ONCE = 200;

/** One tab, with all sessions in it. */
export interface ExportedTab {
  readonly sid: string;
  readonly site: string;
  /** ISO 8601, UTC: the moment of `t_ms` 0. */
  readonly startedAt: string;
  readonly events: readonly UsageEvent[];
  /** Its raw events have expired: the order within is as far as it is known. */
  readonly isRebuilt: boolean;
  /** Sessions of it that a request of the same person followed. */
  readonly followedUp: ReadonlySet<string>;
}

/** @param within only tabs with a session that began in this half-open window. */
export async function* exportedTabs(
  db: Db,
  within: { start: string; end: string } | null = null,
): AsyncGenerator<ExportedTab> {
  let after = '';
  for (;;) {
    let query = db
      .selectFrom('help_session')
      .select('sid')
      .distinct()
      .where('sid', '>', after)
      .where('sid', 'not in', restrictedTabs(db));
    if (within) query = query.where('started_at', '>=', within.start).where('started_at', '<', within.end);
    const page = await query.orderBy('sid').limit(TABS_AT_ONCE).execute();
    if (page.length === 0) return;
    const sids = page.map(({ sid }) => sid);
    after = sids.at(-1) ?? '';
    yield* await readTabs(db, sids);
  }
}

/** Requests whose sessions have expired: what was frozen with each is all that is left of the tab it came from. */
export async function* tabsOfTrails(db: Db): AsyncGenerator<ExportedTab> {
  let after = '';
  for (;;) {
    const rows = await exportedTickets(db)
      .innerJoin('ticket_trail', 'ticket_trail.ticket_id', 'ticket.id')
      .select(['ticket.id', 'ticket.sid', 'ticket.site', 'ticket.submitted_at', 'ticket_trail.events'])
      .where('ticket.trail', '=', 'attached')
      .where('ticket.sid', 'is not', null)
      .where('ticket.sid', 'not in', db.selectFrom('help_session').select('help_session.sid'))
      .where('ticket.id', '>', after)
      .orderBy('ticket.id')
      .limit(TABS_AT_ONCE)
      .execute();
    if (rows.length === 0) return;
    after = rows.at(-1)?.id ?? '';
    for (const { id, sid, site, submitted_at, events: frozen } of rows) {
      const events = (JSON.parse(frozen) as unknown[]).flatMap((event) => parseEvent(event) ?? []);
      const t_ms = Math.max(0, ...events.map((event) => event.t_ms));
      const seq = Math.max(0, ...events.map((event) => event.seq)) + 1;
      const startedAt = new Date(Date.parse(submitted_at) - t_ms).toISOString();
      const sent: UsageEvent = { type: 'ticket_submitted', seq, t_ms, ticket_id: id, trail: 'attached' };
      const all = [...events, sent];
      yield { sid: sid ?? '', site, startedAt, events: all, isRebuilt: true, followedUp: new Set() };
    }
  }
}

async function readTabs(db: Db, sids: readonly string[]): Promise<ExportedTab[]> {
  const sessions = await db
    .selectFrom('help_session')
    .selectAll()
    .where('sid', 'in', [...sids])
    .orderBy('started_at')
    .execute();
  const raw = await db
    .selectFrom('event')
    .selectAll()
    .where('sid', 'in', [...sids])
    .orderBy('sid')
    .orderBy('seq')
    .execute();
  const eventsBySid = groupBy(raw, ({ sid }) => sid);
  const expired = sessions.filter(({ sid }) => !eventsBySid.has(sid)).map(({ id }) => id);
  const [searches, views] = expired.length
    ? [
        await db.selectFrom('search').selectAll().where('session_id', 'in', expired).execute(),
        await db.selectFrom('article_view').selectAll().where('session_id', 'in', expired).execute(),
      ]
    : [[], []];
  const searchesOf = groupBy(searches, ({ session_id }) => session_id);
  const viewsOf = groupBy(views, ({ session_id }) => session_id);
  return [...groupBy(sessions, ({ sid }) => sid)].map(([sid, own]) => {
    const rows = eventsBySid.get(sid);
    const followedUp = new Set(own.filter(({ ticket_link }) => ticket_link === 'follow_up').map(({ id }) => id));
    const site = own[0]?.site ?? '';
    if (rows) {
      const started = Math.min(...rows.map((row) => Date.parse(row.received_at) - row.t_ms));
      const events = rows.flatMap(
        (row) => parseEvent({ seq: row.seq, t_ms: row.t_ms, type: row.type, ...JSON.parse(row.body) }) ?? [],
      );
      const startedAt = new Date(started).toISOString();
      return { sid, site, startedAt, events: orderEvents(events), isRebuilt: false, followedUp };
    }
    const stored = own.map((session) => ({
      ...{ session, searches: searchesOf.get(session.id) ?? [], views: viewsOf.get(session.id) ?? [] },
    }));
    return {
      ...{ sid, site, startedAt: own[0]?.started_at ?? '', events: rebuildEvents(stored), isRebuilt: true, followedUp },
    };
  });
}

/** A tab as the exchange format has a session; `events` is the same in full, and `import` takes that where it is there. */
export function exportedSession({ sid, site, startedAt, events, isRebuilt }: ExportedTab) {
  const started = events.find((event) => event.type === 'session_started');
  return {
    ...{ id: sid, at: startedAt, page_key: started?.page_key || null, site },
    ...{ audience: started?.audience ?? null, locale: started?.locale ?? null, user_ref: started?.user_ref ?? null },
    ...{ is_staff: started?.is_staff ?? false, rebuilt: isRebuilt },
    ev: entriesOf(events),
    events,
  };
}
