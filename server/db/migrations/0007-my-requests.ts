// Whose a request is, where the product's own server has signed it, and how far its requester has read.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ticket_person')
    .addColumn('ticket_id', 'text', (col) => col.primaryKey().notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('person', 'text')
    .addColumn('seen_at', 'text')
    .execute();
  await db.schema.createIndex('ticket_person_index').on('ticket_person').columns(['person']).execute();
}
