// Which request was merged into which: from one to the request that stays, and from that one to all that went into it.
import type { Selectable } from 'kysely';
import type { Db } from '../db/database.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import type { TicketMergeTable } from './ticket-merge.table.ts';

export type MergeRow = Selectable<TicketMergeTable>;

/** Requests may have been merged one after another; no chain is followed further than this. */
const MAX_MERGES = 50;

export function mergeOf(db: Db, ticketId: string): Promise<MergeRow | undefined> {
  return db.selectFrom('ticket_merge').selectAll().where('ticket_id', '=', ticketId).executeTakeFirst();
}

/** The request that stays, at the end of the chain; the same one where it was not merged. */
export function survivorOf(db: Db, ticket: TicketRow): Promise<TicketRow> {
  return endOfChain(db, ticket, () => true);
}

/**
 * Where the words of its requester belong: to the request that stays, but what was restricted since the merge never goes
 * where others than its readers would read it.
 */
export function homeOfWords(db: Db, ticket: TicketRow): Promise<TicketRow> {
  const hasSameReaders = (next: TicketRow) => next.restricted === 1 && next.category === ticket.category;
  return endOfChain(db, ticket, (next) => ticket.restricted === 0 || hasSameReaders(next));
}

async function endOfChain(db: Db, ticket: TicketRow, mayGo: (next: TicketRow) => boolean): Promise<TicketRow> {
  let current = ticket;
  for (let step = 0; step < MAX_MERGES; step += 1) {
    const merge = await mergeOf(db, current.id);
    const next =
      merge && (await db.selectFrom('ticket').selectAll().where('id', '=', merge.into_id).executeTakeFirst());
    if (!next || next.erased_at !== null || !mayGo(next)) return current;
    current = next;
  }
  return current;
}

/** All that was merged into a request, also by way of another one, the first merged first. */
export async function mergedInto(db: Db, ticketId: string): Promise<{ ticket: TicketRow; merge: MergeRow }[]> {
  const found: { ticket: TicketRow; merge: MergeRow }[] = [];
  let targets = [ticketId];
  while (targets.length > 0 && found.length < MAX_MERGES) {
    const merges = await db.selectFrom('ticket_merge').selectAll().where('into_id', 'in', targets).execute();
    targets = merges.map((merge) => merge.ticket_id);
    if (targets.length === 0) break;
    const tickets = await db.selectFrom('ticket').selectAll().where('id', 'in', targets).execute();
    for (const merge of merges) {
      const ticket = tickets.find((row) => row.id === merge.ticket_id);
      if (ticket) found.push({ ticket, merge });
    }
  }
  return found.sort((a, b) => (a.merge.at < b.merge.at ? -1 : Number(a.merge.at > b.merge.at)));
}
