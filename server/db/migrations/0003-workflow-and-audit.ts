// The audit, requests whose words were erased, and history that the database itself keeps as it was written.
import type { Kysely } from 'kysely';
import { makeAppendOnly } from '../../audit/append-only.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('ticket').addColumn('erased_at', 'text').execute();
  await db.schema
    .createTable('audit')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('at', 'text', (col) => col.notNull())
    .addColumn('actor', 'text', (col) => col.notNull())
    .addColumn('what', 'text', (col) => col.notNull())
    .addColumn('about', 'text')
    .addColumn('detail', 'text')
    .execute();
  await db.schema.createIndex('audit_at_index').on('audit').columns(['at', 'id']).execute();
  await db.schema.createIndex('audit_actor_index').on('audit').columns(['actor', 'at']).execute();
  await makeAppendOnly(db, 'ticket_history', 'ticket_id');
  await makeAppendOnly(db, 'audit');
}
