// Makes events again of sessions whose raw events have expired: in an order that ends each of them as it ended.
import type { Selectable } from 'kysely';
import type { ArticleViewTable, HelpSessionTable, SearchTable } from '../events/events.table.ts';
import { parseEvent, type UsageEvent } from '../method/events.ts';

/** A derived session with its searches and reads. */
export interface StoredSession {
  readonly session: Selectable<HelpSessionTable>;
  readonly searches: readonly Selectable<SearchTable>[];
  readonly views: readonly Selectable<ArticleViewTable>[];
}

type Raw = { type: string; t_ms: number; [field: string]: unknown };

/** A longer pause would end the session (METHOD 3). */
const LONGEST_PAUSE_MS = 25 * 60_000;
const SHOWN_AT_ONCE = 5;

/** @param sessions those of one tab, in the order in which they began. */
export function rebuildEvents(sessions: readonly StoredSession[]): UsageEvent[] {
  const base = Date.parse(sessions[0]?.session.started_at ?? '');
  const raw = sessions.flatMap((stored) => eventsOf(stored, base));
  return raw.flatMap((event, seq) => parseEvent({ ...event, seq }) ?? []);
}

function eventsOf({ session, searches, views }: StoredSession, base: number): Raw[] {
  const start = Date.parse(session.started_at) - base;
  const end = Math.max(start, Date.parse(session.last_event_at) - base);
  const at = (moment: string) => Math.min(end, Math.max(start, Date.parse(moment) - base));
  const found = new Set(searches.flatMap(({ result_ids }) => listOf(result_ids)));
  const offered = listOf(session.shown).filter((slug) => !found.has(slug));
  const steps = [
    ...searches.map((row) => ({ seq: row.seq, events: [searchOf(row, at(row.at))] })),
    ...views.map((row) => ({ seq: row.seq, events: viewOf(row, at(row.at)) })),
  ].sort((a, b) => a.seq - b.seq);
  const looked = steps.flatMap(({ events }) => events);
  const signs = signsOf(session, views, end);
  const form: Raw[] = session.form_opened === 1 ? [{ type: 'form_opened', t_ms: end }] : [];
  const isGivenUp = session.outcome_reason === 'form_abandoned';
  const isLate = isGivenUp || (session.outcome === 'answered' && session.yes_after_form === 0);
  const endsWithSearch = session.ends_with_search === 1 && looked.at(-1)?.type === 'search_performed';
  const last = endsWithSearch ? looked.slice(-1) : [];
  const before = endsWithSearch ? looked.slice(0, -1) : looked;
  const body = isLate ? [...before, ...signs, ...form] : [...form, ...before, ...signs];
  const ordered: Raw[] = [
    startOf(session, start),
    ...chunks(offered).map((article_ids): Raw => ({ type: 'contextual_shown', t_ms: start, article_ids })),
    ...body,
    ...last,
    ...(session.ticket_link === 'same_session' && session.ticket_id
      ? [{ type: 'ticket_submitted', t_ms: end, ticket_id: session.ticket_id }]
      : [{ type: 'widget_closed', t_ms: end }]),
  ];
  return withoutPauses(inTime(ordered, start));
}

function startOf(session: Selectable<HelpSessionTable>, t_ms: number): Raw {
  return {
    ...{ type: 'session_started', t_ms, page_key: session.page_key ?? '', locale: session.locale },
    ...{ audience: session.audience, user_ref: session.user_ref, is_staff: session.is_staff === 1 },
    ...{ host_error_count: session.host_error_count, host_error_codes: listOf(session.host_error_codes).slice(0, 5) },
    storage: session.end_reason === 'unload' ? 'none' : null,
  };
}

function searchOf(row: Selectable<SearchTable>, t_ms: number): Raw {
  const { search_id, query, result_count, shown_count } = row;
  const result_ids = listOf(row.result_ids).slice(0, 20);
  // A search that a pause committed would be put together with the next one; these were already.
  return { type: 'search_performed', t_ms, search_id, query, result_count, result_ids, shown_count, trigger: 'enter' };
}

function viewOf(row: Selectable<ArticleViewTable>, t_ms: number): Raw[] {
  const { view_id, article_id, revision, source, search_id, position, active_ms, max_scroll_pct, close_source } = row;
  return [
    { type: 'article_opened', t_ms, view_id, article_id, revision, source, search_id, position },
    { type: 'article_closed', t_ms, view_id, active_ms, max_scroll_pct, close_source },
  ];
}

/** Votes, a withdrawal, and what else was said: the last word is the one that decided. */
function signsOf(session: Selectable<HelpSessionTable>, views: StoredSession['views'], t_ms: number): Raw[] {
  const votes = views.flatMap((view) =>
    view.vote
      ? [
          {
            ...{ type: 'answer_voted', t_ms, view_id: view.view_id, value: view.vote },
            ...{ reason: view.vote_reason, comment: view.vote_comment },
          },
        ]
      : [],
  );
  const withdrawn: Raw[] = session.withdrawn === 1 ? [{ type: 'request_withdrawn', t_ms }] : [];
  const yes = [...votes.filter(({ value }) => value === 'yes'), ...withdrawn];
  const no = votes.filter(({ value }) => value !== 'yes');
  const { would_have_contacted: intent, other_channel: channel } = session;
  return [
    ...(session.outcome === 'answered' ? [...no, ...yes] : [...yes, ...no]),
    ...(intent === null ? [] : [{ type: 'intent_answered', t_ms, would_have_contacted: intent === 1 }]),
    ...(channel === null
      ? []
      : [{ type: 'other_channel_used', t_ms, channel: channel === 'unknown' ? null : channel }]),
  ];
}

/** In the order of the list, none before the one that it follows. */
function inTime(events: readonly Raw[], start: number): Raw[] {
  let latest = Number.POSITIVE_INFINITY;
  const bounded = [...events].reverse().map((event) => {
    latest = Math.min(latest, event.t_ms);
    return { ...event, t_ms: Math.max(start, latest) };
  });
  return bounded.reverse();
}

/** Somebody who read for an hour was there all the time: something stands in each long pause. */
function withoutPauses(events: readonly Raw[]): Raw[] {
  return events.flatMap((event, at) => {
    const before = events[at - 1]?.t_ms ?? event.t_ms;
    const pauses = Math.floor(Math.max(0, event.t_ms - before - 1) / LONGEST_PAUSE_MS);
    const fillers = Array.from({ length: pauses }, (_, nth) => {
      return { type: 'contextual_shown', t_ms: before + (nth + 1) * LONGEST_PAUSE_MS, article_ids: [] };
    });
    return [...fillers, event];
  });
}

function chunks(slugs: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let at = 0; at < slugs.length; at += SHOWN_AT_ONCE) parts.push(slugs.slice(at, at + SHOWN_AT_ONCE));
  return parts;
}

function listOf(json: string): string[] {
  return JSON.parse(json) as string[];
}
