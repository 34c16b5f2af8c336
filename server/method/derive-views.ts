/** Derives the opened articles of one session, with the time spent on each and whether it was read (METHOD 2.3). */
import type { EventOf, UsageEvent } from './events.ts';
import { isQualifiedRead } from './qualified-read.ts';

/** A view is never counted longer than this. */
export const MAX_ACTIVE_MS = 600_000;

/** One opened article. */
export interface DerivedView {
  readonly view_id: string;
  readonly article_id: string;
  readonly revision: number | null;
  readonly source: 'search' | 'suggestion' | 'contextual' | 'browse' | 'related' | 'agent_link';
  readonly search_id: string | null;
  /** Rank in the list it was opened from, from 1. */
  readonly position: number | null;
  /** ISO 8601, UTC. */
  readonly opened_at: string;
  /** Milliseconds since the start of the tab's first session. */
  readonly t_ms: number;
  readonly seq: number;
  /** Time with the page visible and used, films included; at most ten minutes. */
  readonly active_ms: number;
  /** 0 to 100, whole. */
  readonly max_scroll_pct: number;
  readonly qualified: boolean;
  /** The last vote, if it was changed. */
  readonly vote: 'yes' | 'no' | null;
  readonly vote_reason: 'unclear' | 'incomplete' | 'outdated' | 'wrong_topic' | 'does_not_work' | null;
  readonly vote_comment: string | null;
  /** `server` when the closing was never reported and the last heartbeat stands. */
  readonly close_source: 'user' | 'navigate' | 'unload' | 'server';
}

/** What the events after the opening say about a view. */
function progressOf(viewId: string, events: readonly UsageEvent[]) {
  let activeMs = 0;
  let filmMs = 0;
  let scroll = 0;
  let vote: EventOf<'answer_voted'> | null = null;
  let closeSource: DerivedView['close_source'] | null = null;
  for (const event of events) {
    if (!('view_id' in event) || event.view_id !== viewId) continue;
    if (event.type === 'video_played') filmMs += (event.seconds ?? 0) * 1000;
    if (event.type === 'answer_voted' && event.value) vote = event;
    if (event.type === 'article_closed') closeSource ??= event.close_source ?? 'user';
    if (event.type === 'article_heartbeat' || event.type === 'article_closed') {
      activeMs = Math.max(activeMs, event.active_ms ?? 0);
      scroll = Math.max(scroll, event.max_scroll_pct ?? 0);
    }
  }
  return {
    active_ms: Math.min(activeMs + filmMs, MAX_ACTIVE_MS),
    max_scroll_pct: Math.round(scroll),
    vote,
    closeSource,
  };
}

/**
 * The views among ordered events. `late` are closings that came after the session; `standIn` names the search that
 * stands for a collapsed one. An opening from the results without a search id belongs to the last search before it.
 */
export function deriveViews(
  events: readonly UsageEvent[],
  late: readonly UsageEvent[],
  standIn: ReadonlyMap<string, string>,
  readMinMs: number,
  toIso: (tMs: number) => string,
): DerivedView[] {
  const all = [...events, ...late];
  const views = new Map<string, DerivedView>();
  let lastSearch: string | null = null;
  for (const event of events) {
    if (event.type === 'search_performed') lastSearch = event.search_id;
    if (event.type !== 'article_opened' || views.has(event.view_id)) continue;
    const source = event.source ?? (event.search_id ? 'search' : 'browse');
    const named = event.search_id ? (standIn.get(event.search_id) ?? event.search_id) : null;
    const { vote, closeSource, ...progress } = progressOf(event.view_id, all);
    views.set(event.view_id, {
      view_id: event.view_id,
      article_id: event.article_id,
      revision: event.revision ?? null,
      source,
      search_id: named ?? (source === 'search' ? lastSearch : null),
      position: event.position ?? null,
      opened_at: toIso(event.t_ms),
      t_ms: event.t_ms,
      seq: event.seq,
      ...progress,
      qualified: isQualifiedRead({ ...progress, has_vote: vote !== null }, readMinMs),
      vote: vote?.value ?? null,
      vote_reason: vote?.reason ?? null,
      vote_comment: vote?.comment ?? null,
      close_source: closeSource ?? 'server',
    });
  }
  return [...views.values()];
}
