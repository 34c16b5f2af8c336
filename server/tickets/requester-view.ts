// What a requester sees of their request: public words only, and what they may do now.
import type { RequesterTicket } from '../../contract/api/tickets.ts';
import { findArticle } from '../articles/find-article.ts';
import type { Db } from '../db/database.ts';
import type { Services } from '../services.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { mergeOf } from './merged-tickets.queries.ts';
import { allowedMoves } from './moves.ts';
import { promiseText } from './promise.ts';
import { requesterMessages } from './requester-messages.queries.ts';
import { endsRequest, publicStatus } from './workflow-of.ts';

export async function requesterView(db: Db, services: Services, ticket: TicketRow): Promise<RequesterTicket> {
  const { settings } = services;
  const messages = await requesterMessages(db, ticket);
  const release = services.releases.current();
  const hasReply = ticket.first_reply_at !== null || messages.some((message) => message.from === 'team');
  return {
    number: ticket.number,
    subject: ticket.subject,
    status: publicStatus(settings, ticket.status, ticket.locale),
    submitted_at: ticket.submitted_at,
    promise: hasReply
      ? null
      : {
          text: promiseText(settings, { hours: ticket.promise_hours, respondBy: ticket.respond_by }, ticket.locale),
          respond_by: ticket.respond_by,
        },
    messages: messages.map((message) => ({
      from: message.from,
      name: message.name,
      body: message.body,
      at: message.at,
      unread: message.isUnread,
      articles: message.articles.flatMap((slug) => {
        const article = findArticle(release, ticket.locale, slug);
        return article ? [{ slug, title: article.file.title, url: `/help/${article.locale}/${slug}` }] : [];
      }),
      attachments: message.files.map(({ id, name, type, bytes }) => ({
        id,
        name,
        type,
        bytes,
        url: `/api/v1/tickets/${ticket.number}/attachments/${id}`,
      })),
    })),
    restricted: ticket.restricted === 1,
    may: {
      reply: true,
      confirm: mayConfirm(services, ticket),
      rate: ticket.csat === null && (await mayBeRated(db, services, ticket)),
    },
  };
}

/** Once it has ended. A merged request goes on in another one: there is nothing to rate yet, and it is not opened again. */
export async function mayBeRated(
  db: Db,
  { settings }: Pick<Services, 'settings'>,
  ticket: TicketRow,
): Promise<boolean> {
  return endsRequest(settings, ticket.status) && (await mergeOf(db, ticket.id)) === undefined;
}

/** True while the team waits for the requester's final word. */
export function mayConfirm(services: Pick<Services, 'settings'>, ticket: TicketRow): boolean {
  const { settings } = services;
  return (
    settings.statuses[ticket.status]?.asks_requester === true &&
    allowedMoves(settings, ticket, 'requester').includes('completed')
  );
}
