// What a requester does with their request: answers, says whether it is solved, rates the help.
import type { ReceivedFile } from '../attachments/read-multipart.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { nowText, type Services } from '../services.ts';
import { changeStatus } from './change-status.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { addHistory } from './history.ts';
import { homeOfWords } from './merged-tickets.queries.ts';
import { allowedMoves } from './moves.ts';
import { mayBeRated, mayConfirm } from './requester-view.ts';
import { endsRequest } from './workflow-of.ts';
import { writeRequesterMessage } from './write-message.ts';

/**
 * An answer; it reopens what was closed and ends the waiting for the requester. Written on a merged request it goes to the
 * one that stays, where it is read, and is still seen by its writer only.
 */
export async function replyAsRequester(
  trx: Trx,
  services: Services,
  ticket: TicketRow,
  message: { body: string; files?: readonly ReceivedFile[] },
): Promise<void> {
  const current = await homeOfWords(trx, ticket);
  const via = current.id === ticket.id ? null : ticket.id;
  await writeRequesterMessage(trx, services, current, { ...message, via });
  const waits = current.status === 'waiting_on_requester' || endsRequest(services.settings, current.status);
  if (waits) await reopen(trx, services, { ...current, version: current.version + 1 }, 'the requester answered');
}

/** "Yes, it is solved" completes it; "No, still broken" opens it again. @throws AppError not_possible_now when nobody asked. */
export async function confirmSolved(
  trx: Trx,
  services: Services,
  ticket: TicketRow,
  answer: { solved: boolean; comment?: string | undefined },
): Promise<void> {
  if (!mayConfirm(services, ticket)) {
    throw new AppError('not_possible_now', {
      detail: 'This request does not wait for your word just now. You can write an answer instead.',
    });
  }
  let current = ticket;
  if (answer.comment) {
    await writeRequesterMessage(trx, services, ticket, { body: answer.comment });
    current = { ...ticket, version: ticket.version + 1 };
  }
  if (answer.solved)
    await changeStatus(trx, services, current, 'requester', {
      status: 'completed',
      note: 'the requester says that it is solved',
    });
  else await reopen(trx, services, current, 'the requester says that it is still broken');
}

/** One rating, once, after the end. */
export async function rateHelp(
  trx: Trx,
  services: Services,
  ticket: TicketRow,
  rating: { score: number; comment?: string | undefined },
): Promise<void> {
  if (ticket.csat !== null || !(await mayBeRated(trx, services, ticket))) {
    throw new AppError('not_possible_now', {
      detail:
        ticket.csat === null
          ? 'You can rate our help when the request is closed.'
          : 'You have rated this already. Thank you.',
    });
  }
  const at = nowText(services.clock);
  await trx
    .updateTable('ticket')
    .set({ csat: rating.score, csat_comment: rating.comment ?? null, version: ticket.version + 1, updated_at: at })
    .where('id', '=', ticket.id)
    .execute();
  await addHistory(trx, services, { ticketId: ticket.id, actor: 'requester', what: 'csat', to: String(rating.score) });
}

async function reopen(trx: Trx, services: Services, ticket: TicketRow, note: string): Promise<void> {
  const next = allowedMoves(services.settings, ticket, 'requester');
  const status = ['in_review', 'in_progress'].find((open) => next.includes(open));
  if (status) await changeStatus(trx, services, ticket, 'requester', { status, note });
}
