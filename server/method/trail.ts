/** Freezes what a person tried before a request, for showing ("What they tried first") and as the evidence of SUB. */

import type { DerivedSearch } from './derive-searches.ts';
import { deriveSessions } from './derive-session.ts';
import type { DerivedView } from './derive-views.ts';
import type { UsageEvent } from './events.ts';
import type { TrailEvidence } from './sub-kind.ts';

/** One search of a trail. */
export interface TrailSearch
  extends Pick<DerivedSearch, 'search_id' | 'query' | 'result_count' | 'result_ids' | 'shown_count' | 'opened_ids'> {
  readonly kind: 'search';
  /** Seconds since the help was opened. */
  readonly at_s: number;
}

/** One opened article of a trail, with title and revision as they were. */
export interface TrailView
  extends Pick<
    DerivedView,
    | 'view_id'
    | 'article_id'
    | 'revision'
    | 'source'
    | 'search_id'
    | 'position'
    | 'active_ms'
    | 'max_scroll_pct'
    | 'qualified'
    | 'vote'
    | 'vote_reason'
  > {
  readonly kind: 'view';
  /** Seconds since the help was opened. */
  readonly at_s: number;
  /** Whole seconds of active time, for showing. */
  readonly seconds: number;
  /** Null when no such article was known. */
  readonly title: string | null;
}

/** What is stored with a ticket and never changes again. */
export interface FrozenTrail {
  readonly version: 1;
  readonly session_id: string | null;
  readonly page_key: string | null;
  readonly host_error_count: number;
  readonly host_error_codes: readonly string[];
  /** Searches and opened articles in the order in which they happened. */
  readonly steps: readonly (TrailSearch | TrailView)[];
  readonly shown_ids: readonly string[];
}

/** Gives an article's present title and revision, or null for an unknown slug. */
export type TitleOf = (slug: string) => { readonly title: string; readonly revision: number | null } | null;

/** How sessions are derived, and which ticket the trail is for. */
export interface FreezeOptions {
  /** The ticket, when its `ticket_submitted` is among the events; else the session that is still going on is taken. */
  readonly ticket_id?: string | undefined;
  readonly sid?: string | undefined;
  readonly read_min_ms?: number | undefined;
  readonly shown_default?: number | undefined;
}

const EMPTY: FrozenTrail = {
  version: 1,
  session_id: null,
  page_key: null,
  host_error_count: 0,
  host_error_codes: [],
  steps: [],
  shown_ids: [],
};

/** The trail of a request that has none: removed, blocked or sent another way. */
export function emptyTrail(): FrozenTrail {
  return EMPTY;
}

/**
 * Freezes the trail of one request from the events of its tab: the searches and opened articles of the session it was
 * sent in, before it was sent, in order, with seconds (METHOD 2.3). Events of an earlier session are not part of it;
 * without any session the trail is empty.
 */
export function freezeTrail(events: readonly UsageEvent[], titleOf: TitleOf, options: FreezeOptions = {}): FrozenTrail {
  const sid = options.sid ?? 'session';
  // Only distances are kept, so that any origin serves.
  const sessions = deriveSessions({ ...options, sid, site: '', started_at: '1970-01-01T00:00:00.000Z', events });
  const own = sessions.find((session) => options.ticket_id !== undefined && session.ticket_id === options.ticket_id);
  const last = sessions.at(-1);
  const session = own ?? (last?.end_reason === 'submitted' ? undefined : last);
  if (!session) return EMPTY;

  const startMs = Date.parse(session.started_at);
  const secondsAt = (tMs: number) => Math.round((tMs - startMs) / 1000);
  const searches = session.searches.map(({ seq, t_ms, at: _at, trigger: _trigger, ...search }) => ({
    seq,
    step: { kind: 'search' as const, at_s: secondsAt(t_ms), ...search },
  }));
  const views = session.views.map(
    ({ seq, t_ms, opened_at: _openedAt, close_source: _close, vote_comment: _comment, ...view }) => {
      const article = titleOf(view.article_id);
      const revision = view.revision ?? article?.revision ?? null;
      const seconds = Math.round(view.active_ms / 1000);
      const title = article?.title ?? null;
      return { seq, step: { kind: 'view' as const, at_s: secondsAt(t_ms), seconds, title, ...view, revision } };
    },
  );
  return {
    version: 1,
    session_id: session.id,
    page_key: session.page_key,
    host_error_count: session.host_error_count,
    host_error_codes: session.host_error_codes,
    steps: [...searches, ...views].sort((a, b) => a.seq - b.seq).map(({ step }) => step),
    shown_ids: session.shown_ids,
  };
}

/** The searches of a trail, in order. */
export function searchesOf(trail: FrozenTrail): TrailSearch[] {
  return trail.steps.filter((step) => step.kind === 'search');
}

/** The opened articles of a trail, in order. */
export function viewsOf(trail: FrozenTrail): TrailView[] {
  return trail.steps.filter((step) => step.kind === 'view');
}

/** The trail as Rule SUB and Rule KIND-1 look at it. */
export function trailEvidence(trail: FrozenTrail): TrailEvidence {
  return { searches: searchesOf(trail), views: viewsOf(trail), shown_ids: trail.shown_ids };
}
