// Requests whose kind is read by a second person (METHOD 5), and what they said: beside the request, which stays as it is.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('second_reading')
    .addColumn('ticket_id', 'text', (col) => col.primaryKey().notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('asked_at', 'text', (col) => col.notNull())
    .addColumn('read_at', 'text')
    .addColumn('reader_id', 'text')
    .addColumn('kind', 'text')
    .addColumn('first_kind', 'text')
    .addColumn('first_reader_id', 'text')
    .addColumn('rule_version', 'text')
    .execute();
}
