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

/** A request whose answers are for this requester, and from when until when; `null` until now. */
interface Place {
  ticket: TicketRow;
  since: string;
  until: string | null;
}

/** Of a request into which another one went, for a while or to this day. */
interface Span {
  into: TicketRow | undefined;
  since: string;
  until: string | null;
}

const MAX_MERGES = 50;

/**
 * In order. What came by another key is never among it, even where the requests of both were merged: of the request that
 * stays, the requester sees what they wrote by their own key, and what the team wrote to it since the merge. What was
 * written until the two were taken apart again was written and mailed to both: it stays with both. That both requests name
 * one mail address changes nothing: anybody can type it.
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
    const isMine = (row.via_ticket_id ?? row.ticket_id) === ticket.id;
    const isForThem = places.some((place) => place.ticket.id === row.ticket_id && isWithin(place, row.at));
    if (isTeam ? !isForThem : !isMine) return [];
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

/** The request itself, then those into which it went and they went, as long as they are as restricted as it is. */
async function placesOf(db: Db, ticket: TicketRow): Promise<Place[]> {
  const places: Place[] = [{ ticket, since: '', until: null }];
  for (let at = 0; at < places.length && places.length <= MAX_MERGES; at += 1) {
    const from = places[at];
    if (!from) break;
    for (const span of await spansOf(db, from.ticket)) {
      const since = span.since > from.since ? span.since : from.since;
      const until = earlier(span.until, from.until);
      if (!span.into || span.into.erased_at !== null || span.into.restricted !== ticket.restricted) continue;
      if (until === null || since < until) places.push({ ticket: span.into, since, until });
    }
  }
  return places;
}

/** Into which requests this one was merged, and when it was taken apart again: the history keeps what is over. */
async function spansOf(db: Db, ticket: TicketRow): Promise<Span[]> {
  const lines = await db
    .selectFrom('ticket_history')
    .select(['what', 'at', 'from_value', 'to_value'])
    .where('ticket_id', '=', ticket.id)
    .where('what', 'in', ['merged_into', 'unmerged'])
    .orderBy('version')
    .execute();
  const spans: Span[] = [];
  for (const [index, line] of lines.entries()) {
    // Another `unmerged` tells of a request that had gone into this one.
    const end = lines.slice(index).find(({ what, from_value }) => what === 'unmerged' && from_value === line.to_value);
    if (line.what !== 'merged_into' || !end) continue;
    const number = Number(line.to_value);
    const into = await db.selectFrom('ticket').selectAll().where('number', '=', number).executeTakeFirst();
    spans.push({ into, since: line.at, until: end.at });
  }
  const merge = await mergeOf(db, ticket.id);
  if (!merge) return spans;
  const into = await db.selectFrom('ticket').selectAll().where('id', '=', merge.into_id).executeTakeFirst();
  return [...spans, { into, since: merge.at, until: null }];
}

function isWithin({ since, until }: Place, at: string): boolean {
  return at >= since && (until === null || at < until);
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
