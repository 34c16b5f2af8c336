// What the solve panel and the status button do: words to the requester, minutes, and the move; all of it or nothing.
import type { MoveTicket } from '../../contract/api/ticket-work.ts';
import type { Trx } from '../db/database.ts';
import type { Viewer } from '../people/permissions.ts';
import type { Services } from '../services.ts';
import { changeStatus } from './change-status.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { patchTicket } from './patch-ticket.ts';
import { writeAgentMessage } from './write-message.ts';

/**
 * Consequences in order: minutes, status with the answer, reply. The reply comes last, so that it does not by itself move
 * a new request to another status first. @throws AppError as each of them.
 */
export async function moveTicket(
  trx: Trx,
  services: Services,
  ticket: TicketRow,
  viewer: Viewer,
  { reply, handling_minutes, force: _force, ...change }: MoveTicket,
): Promise<void> {
  const now = () => trx.selectFrom('ticket').selectAll().where('id', '=', ticket.id).executeTakeFirstOrThrow();
  let current = ticket;
  if (handling_minutes !== undefined) {
    await patchTicket(trx, services, current, viewer, { handling_minutes });
    current = await now();
  }
  await changeStatus(trx, services, current, viewer, change);
  if (reply) await writeAgentMessage(trx, services, await now(), viewer, { visibility: 'public', ...reply });
}
