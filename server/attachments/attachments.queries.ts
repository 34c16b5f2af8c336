// Reads the rows of attachments.
import type { Selectable } from 'kysely';
import type { Db } from '../db/database.ts';
import type { AttachmentTable } from './attachments.table.ts';

export type AttachmentRow = Selectable<AttachmentTable>;

/** All of these requests' files, by message, in the order in which they were sent. */
export async function attachmentsByMessage(
  db: Db,
  ticketIds: readonly string[],
): Promise<ReadonlyMap<string, AttachmentRow[]>> {
  const rows =
    ticketIds.length === 0
      ? []
      : await db
          .selectFrom('attachment')
          .selectAll()
          .where('ticket_id', 'in', [...ticketIds])
          .orderBy('position')
          .execute();
  const byMessage = new Map<string, AttachmentRow[]>();
  for (const row of rows) byMessage.set(row.message_id, [...(byMessage.get(row.message_id) ?? []), row]);
  return byMessage;
}

/** The file of a request for somebody who may see all of it; undefined where there is none. */
export function attachmentOf(db: Db, ticketId: string, id: string): Promise<AttachmentRow | undefined> {
  return db
    .selectFrom('attachment')
    .selectAll()
    .where('id', '=', id)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst();
}

/** The ids of those of `ids` that have a row. */
export async function knownAttachments(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('attachment')
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  return new Set(rows.map(({ id }) => id));
}
