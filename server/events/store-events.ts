// Writes events once each and derives the sessions, searches and reads of the tabs that they belong to.
import type { Trx } from '../db/database.ts';
import { learnFromTab } from '../learning/keep-evidence.ts';
import { type DerivedSession, deriveSessions } from '../method/derive-session.ts';
import { type EventOf, MAX_EVENTS_PER_SESSION, parseEvent, type UsageEvent } from '../method/events.ts';
import { assignPhrases } from '../phrases/assign-phrases.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { targetGroupOfPage } from '../tickets/target-group.ts';

/** The source of events that a browser sent. */
const BROWSER = 'browser';
const FOLLOW_UP_HOURS = 24;
const MS_PER_HOUR = 3_600_000;

/** Stores a browser's events that are not there yet; one tab keeps at most 200. Returns how many were new. */
export async function insertEvents(
  trx: Trx,
  tab: { site: string; sid: string; receivedAt: string },
  events: readonly UsageEvent[],
): Promise<number> {
  if (events.length === 0) return 0;
  const stored = await trx
    .selectFrom('event')
    .select('seq')
    .where('sid', '=', tab.sid)
    .where('source', '=', BROWSER)
    .execute();
  const known = new Set(stored.map((row) => row.seq));
  const fresh = events.filter((event) => !known.has(event.seq) && known.add(event.seq));
  const room = Math.max(0, MAX_EVENTS_PER_SESSION - stored.length);
  const rows = fresh.slice(0, room).map((event) => rowOf(tab, event, BROWSER));
  if (rows.length === 0) return 0;
  await trx
    .insertInto('event')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['sid', 'seq', 'source']).doNothing())
    .execute();
  return rows.length;
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

function rowOf(tab: { site: string; sid: string; receivedAt: string }, event: UsageEvent, source: string) {
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

/** Derives the sessions of one tab anew and replaces what was derived of it before. */
export async function deriveTab(trx: Trx, settings: Settings, sid: string): Promise<void> {
  const tab = await readTab(trx, sid);
  if (!tab) return;
  const input = { sid, site: tab.site, started_at: tab.startedAt, events: tab.events };
  const before = deriveSessions(input);
  const followUps = await followUpTickets(trx, before);
  const sessions = followUps.size > 0 ? deriveSessions({ ...input, followed_up: new Set(followUps.keys()) }) : before;
  await trx.deleteFrom('help_session').where('sid', '=', sid).execute();
  for (const session of sessions) await insertSession(trx, settings, session, followUps.get(session.id) ?? null);
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

async function insertSession(
  trx: Trx,
  settings: Settings,
  session: DerivedSession,
  followUp: string | null,
): Promise<void> {
  const isEnded = session.end_reason !== 'idle';
  await trx
    .insertInto('help_session')
    .values({
      id: session.id,
      sid: session.sid,
      site: session.site,
      started_at: session.started_at,
      last_event_at: session.ended_at,
      ended_at: isEnded ? session.ended_at : null,
      end_reason: isEnded ? session.end_reason : null,
      page_key: session.page_key,
      target_group: targetGroupOfPage(settings, session.page_key),
      audience: session.audience,
      locale: session.locale,
      user_ref: session.user_ref,
      is_staff: Number(session.is_staff),
      host_error_count: session.host_error_count,
      host_error_codes: JSON.stringify(session.host_error_codes),
      outcome: session.outcome,
      outcome_reason: session.outcome_reason,
      provisional: 1,
      form_opened: Number(session.form_opened),
      withdrawn: Number(session.withdrawn),
      would_have_contacted: session.intent === null ? null : Number(session.intent),
      other_channel: session.other_channel,
      shown: JSON.stringify(session.shown_ids),
      ticket_id: session.ticket_id ?? followUp,
      ticket_link: session.ticket_id ? 'same_session' : followUp ? 'follow_up' : null,
    })
    .execute();
  if (session.searches.length > 0) {
    const phrases = await assignPhrases(
      trx,
      { site: session.site, space: 'search' },
      session.searches.map(({ query, at }) => ({ text: query, at })),
    );
    await trx
      .insertInto('search')
      .values(
        session.searches.map((search, at) => ({
          session_id: session.id,
          search_id: search.search_id,
          seq: search.seq,
          at: search.at,
          query: search.query,
          result_count: search.result_count,
          result_ids: JSON.stringify(search.result_ids),
          shown_count: search.shown_count,
          trigger: search.trigger,
          opened_ids: JSON.stringify(search.opened_ids),
          phrase_id: phrases[at]?.id ?? null,
        })),
      )
      .execute();
  }
  if (session.views.length > 0) {
    await trx
      .insertInto('article_view')
      .values(
        session.views.map((view) => ({
          session_id: session.id,
          view_id: view.view_id,
          seq: view.seq,
          at: view.opened_at,
          article_id: view.article_id,
          revision: view.revision,
          source: view.source,
          search_id: view.search_id,
          position: view.position,
          active_ms: view.active_ms,
          max_scroll_pct: view.max_scroll_pct,
          qualified: Number(view.qualified),
          vote: view.vote,
          vote_reason: view.vote_reason,
          vote_comment: view.vote_comment,
          close_source: view.close_source,
        })),
      )
      .execute();
  }
}
