// Adds words to a request: a public reply, an internal note, or the requester's own answer.
import type { AdminMessage } from '../../contract/api/admin-tickets.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../people/permissions.ts';
import { indexTicketText } from '../queue/ticket-search.ts';
import { nowText, type Services } from '../services.ts';
import { checkArticles } from './change-status.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { addHistory } from './history.ts';
import { canMoveByItself } from './moves.ts';

/** A reply or a note by somebody who works here. The first public reply moves a new request into review. Returns the message's id. */
export async function writeAgentMessage(
  trx: Trx,
  services: Services,
  ticket: TicketRow,
  viewer: Viewer,
  message: AdminMessage,
): Promise<string> {
  await requireRoom(trx, ticket);
  await checkArticles(trx, message.articles ?? [], '/articles');
  const at = nowText(services.clock);
  const id = services.ids.uuid();
  await trx
    .insertInto('ticket_message')
    .values({
      id,
      ticket_id: ticket.id,
      at,
      author: viewer.id,
      visibility: message.visibility,
      body: message.body,
      articles: JSON.stringify(message.articles ?? []),
    })
    .execute();
  await indexTicketText(trx, ticket.id);
  const isPublic = message.visibility === 'public';
  const startsReview =
    isPublic && ticket.status === 'submitted' && canMoveByItself(services.settings, ticket, 'in_review');
  await trx
    .updateTable('ticket')
    .set({
      public_replies: ticket.public_replies + Number(isPublic),
      first_reply_at: isPublic ? (ticket.first_reply_at ?? at) : ticket.first_reply_at,
      ...(startsReview ? { status: 'in_review', status_changed_at: at } : {}),
      version: ticket.version + 1,
      updated_at: at,
    })
    .where('id', '=', ticket.id)
    .execute();
  if (startsReview) {
    await addHistory(trx, services, {
      ticketId: ticket.id,
      actor: 'system',
      what: 'status',
      from: 'submitted',
      to: 'in_review',
      note: 'first reply',
    });
  }
  if (isPublic && ticket.requester_email && ticket.reply_expected) {
    await trx
      .insertInto('outbox')
      .values({
        id: services.ids.uuid(),
        ticket_id: ticket.id,
        kind: 'reply',
        recipient: ticket.requester_email,
        state: 'mail_off',
        due_at: at,
        attempts: 0,
        created_at: at,
      })
      .execute();
  }
  return id;
}

/** The requester's own words; they bring a request that waited for them, or was closed, back into review. */
export async function writeRequesterMessage(
  trx: Trx,
  services: Services,
  ticket: TicketRow,
  body: string,
): Promise<void> {
  await requireRoom(trx, ticket);
  const at = nowText(services.clock);
  await trx
    .insertInto('ticket_message')
    .values({
      id: services.ids.uuid(),
      ticket_id: ticket.id,
      at,
      author: 'requester',
      visibility: 'public',
      body,
      articles: '[]',
    })
    .execute();
  await indexTicketText(trx, ticket.id);
  await trx
    .updateTable('ticket')
    .set({ version: ticket.version + 1, updated_at: at })
    .where('id', '=', ticket.id)
    .execute();
}

async function requireRoom(trx: Trx, ticket: TicketRow): Promise<void> {
  const { count } = await trx
    .selectFrom('ticket_message')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ticket_id', '=', ticket.id)
    .executeTakeFirstOrThrow();
  if (Number(count) >= LIMITS.messagesPerTicket) {
    throw new AppError('not_possible_now', {
      detail: `A request takes at most ${LIMITS.messagesPerTicket} messages. Write a new one.`,
    });
  }
}
