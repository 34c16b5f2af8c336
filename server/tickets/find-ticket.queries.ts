// Reads one ticket, for a requester with a key or for somebody who works here, or answers as if it were not there.
import type { Selectable } from 'kysely';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { canReadTicket, type Viewer } from '../people/permissions.ts';
import { isAccessKey } from './access-key.ts';
import type { TicketTable } from './tickets.table.ts';

export type TicketRow = Selectable<TicketTable>;

const MAX_NUMBER = 2_147_483_647;

/** @throws AppError not_found alike for a missing ticket and for one that this person may not see. */
export async function findTicketFor(db: Db, viewer: Viewer, number: string): Promise<TicketRow> {
  const ticket = await ticketByNumber(db, number);
  if (!ticket || !canReadTicket(viewer, ticket)) throw new AppError('not_found');
  return ticket;
}

/** @throws AppError ticket_not_found alike for a wrong number, a wrong key and no key, after the same work. */
export async function findTicketByKey(
  db: Db,
  secretKey: Buffer,
  number: string,
  key: string | undefined,
): Promise<TicketRow> {
  const ticket = await ticketByNumber(db, number);
  const fits = isAccessKey(secretKey, ticket?.id ?? 'nobody', ticket?.key_version ?? 1, (key ?? '').slice(0, 64));
  if (!ticket || !fits || ticket.erased_at !== null) throw new AppError('ticket_not_found');
  return ticket;
}

/** The key in `Authorization: Bearer KEY`, if there is one. */
export function bearerKey(authorization: string | undefined): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
}

async function ticketByNumber(db: Db, number: string): Promise<TicketRow | undefined> {
  const wanted = /^\d{1,10}$/.test(number) ? Math.min(Number(number), MAX_NUMBER) : 0;
  return db.selectFrom('ticket').selectAll().where('number', '=', wanted).executeTakeFirst();
}
