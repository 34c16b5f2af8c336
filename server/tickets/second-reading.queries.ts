// Who is asked to read which request a second time, and what the page of a request says of it.
import { type SqlBool, sql } from 'kysely';
import type { KindName, SecondReadingView } from '../../contract/api/ticket-insight.ts';
import { KIND_WORDS } from '../../contract/words/kind-words.ts';
import type { Db } from '../db/database.ts';
import { canGiveSecondReadings, canSeeWhoReadKinds, type Viewer } from '../people/permissions.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import type { NameOf } from './history-words.ts';

/** Lines of a history that tell what the first reader thinks, or thought. */
export const LINES_OF_KIND: readonly string[] = [
  'kind_confirmed',
  'other_kind',
  'sub_kind_confirmed',
  'demand_type',
  'root_cause',
  'answer',
];

/**
 * A condition on `ticket`: its kind is confirmed and it has ended, it waits for its second reading, and this person may
 * give it: they run the queue and have neither judged this request nor closed it. What they may read at all is not asked
 * here.
 */
export function waitsForReadingBy(viewer: Viewer) {
  if (!canGiveSecondReadings(viewer)) return sql<SqlBool>`1 = 0`;
  return sql<SqlBool>`(ticket.id in (select second_reading.ticket_id from second_reading where second_reading.read_at is null)
    and ticket.kind_confirmed is not null and ticket.solved_at is not null
    and coalesce(ticket.kind_confirmed_by, '') <> ${viewer.id}
    and not exists (select 1 from ticket_merge where ticket_merge.ticket_id = ticket.id)
    and not exists (select 1 from ticket_history where ticket_history.ticket_id = ticket.id and ticket_history.actor = ${viewer.id} and (ticket_history.what in (${sql.join([...LINES_OF_KIND])}) or (ticket_history.what = 'status' and ticket_history.to_value = ticket.status))))`;
}

/** Whether this person is asked about this request now. */
export async function isAskedToRead(db: Db, viewer: Viewer, ticketId: string): Promise<boolean> {
  if (!canGiveSecondReadings(viewer)) return false;
  const found = await db
    .selectFrom('ticket')
    .select('id')
    .where('ticket.id', '=', ticketId)
    .where(waitsForReadingBy(viewer))
    .executeTakeFirst();
  return found !== undefined;
}

/** What is said of it on the page of a request: null where it was not drawn, or waits for somebody else. */
export async function secondReadingView(
  db: Db,
  viewer: Viewer,
  ticket: Pick<TicketRow, 'id'>,
  nameOf: NameOf,
): Promise<SecondReadingView | null> {
  const row = await db.selectFrom('second_reading').selectAll().where('ticket_id', '=', ticket.id).executeTakeFirst();
  if (!row) return null;
  if (row.read_at === null) return (await isAskedToRead(db, viewer, ticket.id)) ? { is: 'asked' } : null;
  const reading = (kind: string | null, by: string | null) => ({
    kind: kind as KindName,
    label: KIND_WORDS[kind as KindName],
    who: by === null ? null : nameOf(by),
  });
  return {
    is: row.kind === row.first_kind ? 'alike' : 'different',
    at: row.read_at,
    readings: canSeeWhoReadKinds(viewer, [row.first_reader_id, row.reader_id])
      ? { first: reading(row.first_kind, row.first_reader_id), second: reading(row.kind, row.reader_id) }
      : null,
  };
}
