// Keeps what was read and searched before a request apart from its words, so that figures have it for ever and by index.
import type { Trx } from '../db/database.ts';
import { type FrozenTrail, searchesOf, viewsOf } from '../method/trail.ts';

/** Rows of one statement. */
const AT_ONCE = 200;

/** The articles of a trail that were read (METHOD 2.3), each once, in the order in which they were first opened. */
export function readArticles(trail: FrozenTrail): string[] {
  return [...new Set(viewsOf(trail).flatMap(({ qualified, article_id }) => (qualified ? [article_id] : [])))];
}

/** Part of the request's own transaction; a trail that was taken off is empty, and so is what is kept of it. */
export async function keepReads(trx: Trx, ticketId: string, trail: FrozenTrail): Promise<void> {
  const reads = readArticles(trail);
  for (let from = 0; from < reads.length; from += AT_ONCE)
    await trx
      .insertInto('ticket_read')
      .values(reads.slice(from, from + AT_ONCE).map((slug) => ({ ticket_id: ticketId, slug })))
      .execute();
  const hasSearched = searchesOf(trail).length > 0;
  if (reads.length === 0 && !hasSearched) return;
  await trx
    .updateTable('ticket')
    .set({ read_before: Number(reads.length > 0), searched_before: Number(hasSearched) })
    .where('id', '=', ticketId)
    .execute();
}
