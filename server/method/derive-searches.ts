/** Derives the searches of one session, and what they put in front of the person (METHOD 2.3). */
import type { EventOf, UsageEvent } from './events.ts';

/** One search, after the prefix collapse. */
export interface DerivedSearch {
  readonly search_id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Milliseconds since the start of the tab's first session. */
  readonly t_ms: number;
  readonly seq: number;
  readonly query: string;
  /** Null when neither a number nor results were reported. */
  readonly result_count: number | null;
  /** In rank order, at most 20. */
  readonly result_ids: readonly string[];
  /** How many of them were visible without scrolling. */
  readonly shown_count: number;
  readonly trigger: 'enter' | 'pause';
  /** Articles opened from this search, each once, in order. */
  readonly opened_ids: readonly string[];
}

/** The part of a view that says which search it came from. */
interface OpenedFrom {
  readonly article_id: string;
  readonly search_id: string | null;
}

/** The searches among ordered, collapsed events; of two with the same id the later one stands. */
export function deriveSearches(
  events: readonly UsageEvent[],
  views: readonly OpenedFrom[],
  shownDefault: number,
  toIso: (tMs: number) => string,
): DerivedSearch[] {
  const byId = new Map<string, EventOf<'search_performed'>>();
  for (const event of events) {
    if (event.type !== 'search_performed') continue;
    byId.delete(event.search_id);
    byId.set(event.search_id, event);
  }
  return [...byId.values()].map((event) => ({
    search_id: event.search_id,
    at: toIso(event.t_ms),
    t_ms: event.t_ms,
    seq: event.seq,
    query: event.query,
    result_count: event.result_count ?? event.result_ids?.length ?? null,
    result_ids: event.result_ids ?? [],
    shown_count: event.shown_count ?? shownDefault,
    trigger: event.trigger ?? 'enter',
    opened_ids: [...new Set(views.filter((view) => view.search_id === event.search_id).map((view) => view.article_id))],
  }));
}

/** What was in front of the person: the visible part of each result list, suggestions and contextual offers (METHOD 6). */
export function shownIds(
  events: readonly UsageEvent[],
  searches: readonly Pick<DerivedSearch, 'result_ids' | 'shown_count'>[],
): string[] {
  const shown = new Set<string>();
  for (const event of events) {
    if (event.type !== 'contextual_shown' && event.type !== 'suggestions_shown') continue;
    for (const id of event.article_ids ?? []) shown.add(id);
  }
  for (const search of searches) {
    for (const id of search.result_ids.slice(0, search.shown_count)) shown.add(id);
  }
  return [...shown];
}
