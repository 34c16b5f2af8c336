// Mail that is about no request, with its words; sent once, also where several processes look at the outbox.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // A column that must not be empty can be loosened on PostgreSQL only: a table with its rows does it on both.
  await db.schema
    .createTable('outbox_next')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('ticket_id', 'text', (col) => col.references('ticket.id').onDelete('cascade'))
    .addColumn('kind', 'text', (col) => col.notNull())
    .addColumn('recipient', 'text', (col) => col.notNull())
    .addColumn('state', 'text', (col) => col.notNull())
    .addColumn('due_at', 'text', (col) => col.notNull())
    .addColumn('attempts', 'integer', (col) => col.notNull())
    .addColumn('created_at', 'text', (col) => col.notNull())
    .addColumn('once_key', 'text', (col) => col.unique())
    .addColumn('topic', 'text')
    .addColumn('mail', 'text')
    .addColumn('last_error', 'text')
    .execute();
  const columns = ['id', 'ticket_id', 'kind', 'recipient', 'state', 'due_at', 'attempts', 'created_at'] as const;
  const tables = db as Kysely<Record<'outbox' | 'outbox_next', Record<(typeof columns)[number], string>>>;
  await tables
    .insertInto('outbox_next')
    .columns([...columns])
    .expression(tables.selectFrom('outbox').select([...columns]))
    .execute();
  await db.schema.dropTable('outbox').execute();
  await db.schema.alterTable('outbox_next').renameTo('outbox').execute();
  await db.schema.createIndex('outbox_due_index').on('outbox').columns(['state', 'due_at']).execute();
}
