// The public words that one requester may read: of their own request, and, where it was merged, the team's answer there.
import { type AttachmentRow, attachmentsByMessage } from '../attachments/attachments.queries.ts';
import type { Db } from '../db/database.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { mergeOf } from './merged-tickets.queries.ts';

export interface RequesterMessage {
  id: string;
  at: string;
  from: 'requester' | 'team';
  name: string | null;
  body: string;
  articles: string[];
  files: AttachmentRow[];
  /** The team's, and later than what the requester has read. */
  isUnread: boolean;
}

/** A request on the way to the one that stays, and from when on its answers are for this requester. */
interface Place {
  ticket: TicketRow;
  since: string;
}

const MAX_MERGES = 50;

/**
 * In order. What came by another key is never among it, even where the requests of both were merged: of the request that
 * stays, the requester sees what they wrote by their own key, and what the team wrote to it since the merge. That both
 * requests name one mail address changes nothing: anybody can type it.
 */
export async function requesterMessages(db: Db, ticket: TicketRow): Promise<RequesterMessage[]> {
  const places = await placesOf(db, ticket);
  const rows = await db
    .selectFrom('ticket_message')
    .leftJoin('agent', 'agent.id', 'ticket_message.author')
    .selectAll('ticket_message')
    .select('agent.name as agent_name')
    .where(
      'ticket_message.ticket_id',
      'in',
      places.map((place) => place.ticket.id),
    )
    .where('ticket_message.visibility', '=', 'public')
    .orderBy('ticket_message.at')
    .orderBy('ticket_message.id')
    .execute();
  const read = await db
    .selectFrom('ticket_person')
    .select('seen_at')
    .where('ticket_id', '=', ticket.id)
    .executeTakeFirst();
  const files = await attachmentsByMessage(
    db,
    places.map((place) => place.ticket.id),
  );
  return rows.flatMap((row) => {
    const isTeam = row.author !== 'requester';
    const since = places.find((place) => place.ticket.id === row.ticket_id)?.since ?? '';
    const isMine = (row.via_ticket_id ?? row.ticket_id) === ticket.id;
    if (isTeam ? row.at < since : !isMine) return [];
    return [
      {
        id: row.id,
        at: row.at,
        from: isTeam ? ('team' as const) : ('requester' as const),
        name: isTeam ? row.agent_name : ticket.requester_name,
        body: row.body,
        articles: JSON.parse(row.articles) as string[],
        files: files.get(row.id) ?? [],
        isUnread: isTeam && row.at > (read?.seen_at ?? ''),
      },
    ];
  });
}

/** A file of what this requester may read. */
export async function requesterFile(db: Db, ticket: TicketRow, id: string): Promise<AttachmentRow | undefined> {
  const messages = await requesterMessages(db, ticket);
  return messages.flatMap((message) => message.files).find((file) => file.id === id);
}

/** The request itself, then those into which it was merged, as long as they are as restricted as it is. */
async function placesOf(db: Db, ticket: TicketRow): Promise<Place[]> {
  const places: Place[] = [{ ticket, since: '' }];
  let current = ticket;
  while (places.length <= MAX_MERGES) {
    const merge = await mergeOf(db, current.id);
    const next =
      merge && (await db.selectFrom('ticket').selectAll().where('id', '=', merge.into_id).executeTakeFirst());
    if (!next || next.erased_at !== null || next.restricted !== ticket.restricted) break;
    places.push({ ticket: next, since: merge.at });
    current = next;
  }
  return places;
}
