// What is said beside the figures: since when there is anything, what is hidden, erased, or came without a trail.
import type { RequestNotes } from '../../contract/api/reports.ts';
import { localDateOf } from '../method/local-time.ts';
import type { ScopedTicket } from './report-rows.queries.ts';

/** @param timeZone the settings' own, which decides what a day is. */
export function notesOnRequests(tickets: readonly ScopedTicket[], timeZone: string): RequestNotes {
  const gaps = tickets.filter(({ kind }) => kind === 'knowledge_gap');
  return {
    since: firstDay(
      tickets.map(({ submitted_at }) => submitted_at),
      timeZone,
    ),
    requests: tickets.length,
    people: new Set(tickets.map(({ requester, id }) => requester ?? `ticket ${id}`)).size,
    hidden: tickets.filter(({ is_hidden }) => is_hidden).length,
    erased: tickets.filter(({ is_erased }) => is_erased).length,
    gaps: {
      without_trail: gaps.filter(({ has_trail }) => !has_trail).length,
      erased: gaps.filter(({ is_erased }) => is_erased).length,
    },
  };
}

function firstDay(moments: readonly string[], timeZone: string): string | null {
  const first = moments.reduce<string | null>((early, at) => (early === null || at < early ? at : early), null);
  return first === null ? null : localDateOf(Date.parse(first), timeZone);
}
