// Reads the conversation of requests as the console shows it: who wrote it, for whom, with which articles and files.
import type { TicketAttachment, TicketMessage } from '../../contract/api/ticket-work.ts';
import { type AttachmentRow, attachmentsByMessage } from '../attachments/attachments.queries.ts';
import type { Db } from '../db/database.ts';
import type { Viewer } from '../people/permissions.ts';
import type { LinkTo } from './article-link.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import type { NameOf } from './history-words.ts';

export async function messagesOf(
  db: Db,
  viewer: Viewer,
  ticket: Pick<TicketRow, 'id' | 'number' | 'requester_name'>,
  nameOf: NameOf,
  link: LinkTo,
): Promise<TicketMessage[]> {
  const rows = await db
    .selectFrom('ticket_message')
    .leftJoin('ticket as via', 'via.id', 'ticket_message.via_ticket_id')
    .selectAll('ticket_message')
    .select('via.requester_name as via_name')
    .where('ticket_message.ticket_id', '=', ticket.id)
    .orderBy('ticket_message.at')
    .orderBy('ticket_message.id')
    .execute();
  const files = await attachmentsByMessage(db, [ticket.id]);
  return rows.map((row) => {
    const isRequester = row.author === 'requester';
    const articles = JSON.parse(row.articles) as string[];
    const requester = row.via_ticket_id === null ? ticket.requester_name : row.via_name;
    return {
      id: row.id,
      at: row.at,
      from: isRequester ? 'requester' : 'team',
      name: isRequester ? requester : nameOf(row.author),
      visibility: row.visibility,
      body: row.body,
      articles,
      article_links: articles.map((slug) => link(slug)),
      attachments: (files.get(row.id) ?? []).map((file) => attachmentView(file, ticket.number)),
      is_mine: row.author === viewer.id,
    };
  });
}

function attachmentView(file: AttachmentRow, number: number): TicketAttachment {
  return {
    id: file.id,
    name: file.name,
    type: file.type,
    bytes: file.bytes,
    sha256: file.sha256,
    url: `/api/v1/admin/tickets/${number}/attachments/${file.id}`,
  };
}
