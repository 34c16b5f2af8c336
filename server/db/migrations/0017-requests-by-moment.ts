// Requests by the moment that they were sent and solved, whatever their site: what figures of a window read.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('ticket_submitted_index').on('ticket').columns(['submitted_at']).execute();
  await db.schema.createIndex('ticket_solved_index').on('ticket').columns(['solved_at']).execute();
}
