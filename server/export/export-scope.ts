// What an export leaves out: restricted requests with the attempts that led to them, and what was erased.
import type { Db } from '../db/database.ts';

/** Requests that are in an export. */
export function exportedTickets(db: Db) {
  return db.selectFrom('ticket').where('ticket.restricted', '=', 0).where('ticket.erased_at', 'is', null);
}

/** Tabs with an attempt that became a restricted request: what was looked at before a hole was reported says where it is. */
export function restrictedTabs(db: Db) {
  return db
    .selectFrom('help_session')
    .innerJoin('ticket', 'ticket.id', 'help_session.ticket_id')
    .where('ticket.restricted', '=', 1)
    .select('help_session.sid');
}

/** How much is left out. */
export async function leftOut(db: Db): Promise<{ restricted: number; erased: number }> {
  const { restricted, erased } = await db
    .selectFrom('ticket')
    .select((eb) => [
      eb.fn.sum<number | null>('ticket.restricted').as('restricted'),
      eb.fn.count<number>('ticket.erased_at').as('erased'),
    ])
    .executeTakeFirstOrThrow();
  return { restricted: Number(restricted ?? 0), erased: Number(erased) };
}
