// Adds working time to a request, so that two people add up instead of overwriting each other.
import type { AddMinutes } from '../../contract/api/ticket-work.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../people/permissions.ts';
import { nowText, type Services } from '../services.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { addHistory } from './history.ts';

/** @throws AppError not_possible_now where the sum would be more than a request can hold. */
export async function addMinutes(
  trx: Trx,
  services: Services,
  ticket: TicketRow,
  viewer: Viewer,
  { add, source }: AddMinutes,
): Promise<void> {
  const sum = (ticket.handling_minutes ?? 0) + add;
  if (sum > LIMITS.handlingMinutes) {
    throw new AppError('not_possible_now', {
      detail: `A request holds at most ${LIMITS.handlingMinutes} minutes; this one has ${ticket.handling_minutes}.`,
    });
  }
  await trx
    .updateTable('ticket')
    .set({ handling_minutes: sum, version: ticket.version + 1, updated_at: nowText(services.clock) })
    .where('id', '=', ticket.id)
    .execute();
  await addHistory(trx, services, {
    ticketId: ticket.id,
    actor: viewer.id,
    what: 'handling_minutes',
    from: ticket.handling_minutes === null ? null : String(ticket.handling_minutes),
    to: String(sum),
    note: `${add} added ${source === 'timer' ? 'by the timer' : 'by hand'}`,
  });
}
