// Writes usage events as the short entries of the exchange format, `[seconds, "search", …]` (METHOD 11), for other programs.
import type { UsageEvent } from '../method/events.ts';

/** The entries of one tab's events; what the format has no entry for, heartbeats for instance, is left to `events`. */
export function entriesOf(events: readonly UsageEvent[]): unknown[][] {
  const articleOf = new Map<string, string>();
  for (const event of events) if (event.type === 'article_opened') articleOf.set(event.view_id, event.article_id);
  return events.flatMap((event) => {
    const entry = entryOf(event, articleOf);
    return entry ? [[event.t_ms / 1000, ...entry]] : [];
  });
}

function entryOf(event: UsageEvent, articleOf: ReadonlyMap<string, string>): unknown[] | null {
  switch (event.type) {
    case 'search_performed': {
      const results = event.result_ids ?? [];
      const shown = event.shown_count === undefined ? [] : [event.shown_count];
      return ['search', event.query, results, ...shown];
    }
    case 'article_opened':
      return ['open', event.article_id, event.source ?? 'browse', event.position ?? null];
    case 'article_closed': {
      const article = articleOf.get(event.view_id);
      return article ? ['close', article, (event.active_ms ?? 0) / 1000, (event.max_scroll_pct ?? 0) / 100] : null;
    }
    case 'answer_voted': {
      const article = articleOf.get(event.view_id);
      return article && event.value ? ['vote', article, event.value, event.reason ?? null] : null;
    }
    case 'intent_answered':
      return event.would_have_contacted === undefined ? null : ['intent', event.would_have_contacted ? 'yes' : 'no'];
    case 'form_opened':
      return ['form_opened'];
    case 'suggestions_shown':
      return ['suggest', event.article_ids ?? []];
    case 'contextual_shown':
      return ['contextual', event.article_ids ?? []];
    case 'request_withdrawn':
      return ['withdrawn', event.article_id ?? null];
    case 'other_channel_used':
      return ['other_channel_used', event.channel ?? null];
    case 'ticket_submitted':
      return event.ticket_id === undefined ? null : ['ticket', event.ticket_id];
    default:
      return null;
  }
}
