// Adds words to a request: a public reply, an internal note, or the requester's own answer.
import type { AdminMessage } from '../../contract/api/admin-tickets.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { ReceivedFile } from '../attachments/read-multipart.ts';
import { storeAttachments } from '../attachments/store-attachments.ts';
import type { Trx } from '../db/database.ts';
import { deleteDraft } from '../drafts/drafts.queries.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../people/permissions.ts';
import { indexTicketText } from '../queue/ticket-search.ts';
import { nowText, type Services } from '../services.ts';
import { checkArticles } from './change-status.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { addHistory } from './history.ts';
import { requireNotMerged } from './merge-tickets.ts';
import { mergedInto } from './merged-tickets.queries.ts';
import { canMoveByItself } from './moves.ts';

/**
 * A reply or a note by somebody who works here, with its files. The first public reply moves a new request into review,
 * and the writer's draft is gone. Returns the message's id.
 * @throws AppError unknown_article; not_possible_now where the request is full, or was merged into another one.
 */
export async function writeAgentMessage(
  trx: Trx,
  services: Services,
  ticket: TicketRow,
  viewer: Viewer,
  message: AdminMessage,
  files: readonly ReceivedFile[] = [],
): Promise<string> {
  await requireNotMerged(trx, viewer, ticket);
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
      version: ticket.version + 1,
    })
    .execute();
  await storeAttachments(trx, services, { ticketId: ticket.id, messageId: id }, files);
  await deleteDraft(trx, { ticketId: ticket.id, agentId: viewer.id });
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
  if (isPublic) await enqueueReply(trx, services, ticket, at);
  return id;
}

/** A reply is for the requester, and for those whose requests were merged into this one; each address once. */
async function enqueueReply(trx: Trx, services: Services, ticket: TicketRow, at: string): Promise<void> {
  const merged = (await mergedInto(trx, ticket.id)).map((one) => one.ticket);
  const told = new Set<string>();
  for (const { id, requester_email: recipient, reply_expected } of [ticket, ...merged]) {
    if (!recipient || !reply_expected || told.has(recipient.toLowerCase())) continue;
    told.add(recipient.toLowerCase());
    await trx
      .insertInto('outbox')
      .values({
        id: services.ids.uuid(),
        ticket_id: id,
        kind: 'reply',
        recipient,
        state: 'mail_off',
        due_at: at,
        attempts: 0,
        created_at: at,
      })
      .execute();
  }
}

/**
 * The requester's own words, with their files. `via` is the merged request by whose key they were written, where it is
 * not this one.
 */
export async function writeRequesterMessage(
  trx: Trx,
  services: Services,
  ticket: TicketRow,
  message: { body: string; files?: readonly ReceivedFile[]; via?: string | null },
): Promise<void> {
  await requireRoom(trx, ticket);
  const at = nowText(services.clock);
  const id = services.ids.uuid();
  await trx
    .insertInto('ticket_message')
    .values({
      id,
      ticket_id: ticket.id,
      at,
      author: 'requester',
      visibility: 'public',
      body: message.body,
      articles: '[]',
      version: ticket.version + 1,
      via_ticket_id: message.via ?? null,
    })
    .execute();
  await storeAttachments(trx, services, { ticketId: ticket.id, messageId: id }, message.files ?? []);
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
