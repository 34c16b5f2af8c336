// How requests like this one were resolved before: with the same article, else in the same category.
import type { ResolutionCodeName } from '../../contract/api/ticket-insight.ts';
import type { Db } from '../db/database.ts';
import type { TicketRow } from './find-ticket.queries.ts';

/** So many of the latest are looked at. */
const SAMPLE = 200;

/** The most used resolution and root cause; null where there is none yet. Restricted and other requests never mix. */
export async function usualResolution(
  db: Db,
  ticket: TicketRow,
  slug: string | null,
): Promise<{ resolution_code: ResolutionCodeName | null; root_cause: string | null }> {
  const similar = db
    .selectFrom('ticket')
    .select(['ticket.resolution_code', 'ticket.root_cause'])
    .where('ticket.restricted', '=', ticket.restricted)
    .where('ticket.id', '!=', ticket.id)
    .where('ticket.solved_at', 'is not', null)
    .orderBy('ticket.submitted_at', 'desc')
    .limit(SAMPLE);
  const inCategory = similar.where('ticket.category', '=', ticket.category);
  const withArticle = (ticket.restricted ? inCategory : similar).where(
    'ticket.id',
    'in',
    db
      .selectFrom('ticket_answer')
      .select('ticket_answer.ticket_id')
      .where('ticket_answer.slug', '=', slug ?? ''),
  );
  const rows = slug ? await withArticle.execute() : [];
  const found = rows.length > 0 ? rows : await inCategory.execute();
  return {
    // What repeats another request says nothing about the next one.
    resolution_code: mostUsed(
      found.map((row) => row.resolution_code).filter((code) => code !== 'duplicate_of'),
    ) as ResolutionCodeName | null,
    root_cause: mostUsed(found.map((row) => row.root_cause)),
  };
}

/** The latest of the most used ones, since the list begins with the latest. */
function mostUsed(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: string | null = null;
  for (const [value, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = value;
  return best;
}
