// Working on one request: files, drafts, who is on the page, what was merged, and which version each line belongs to.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['ticket_message', 'ticket_history']) {
    await db.schema
      .alterTable(table)
      .addColumn('version', 'integer', (col) => col.notNull().defaultTo(0))
      .execute();
  }
  await db.schema
    .alterTable('ticket_message')
    .addColumn('via_ticket_id', 'text', (col) => col.references('ticket.id').onDelete('cascade'))
    .execute();
  await db.schema
    .createTable('attachment')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('ticket_id', 'text', (col) => col.notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('message_id', 'text', (col) => col.notNull().references('ticket_message.id').onDelete('cascade'))
    .addColumn('position', 'integer', (col) => col.notNull())
    .addColumn('name', 'text', (col) => col.notNull())
    .addColumn('type', 'text', (col) => col.notNull())
    .addColumn('bytes', 'integer', (col) => col.notNull())
    .addColumn('sha256', 'text', (col) => col.notNull())
    .addColumn('created_at', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createTable('ticket_merge')
    .addColumn('ticket_id', 'text', (col) => col.primaryKey().notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('into_id', 'text', (col) => col.notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('at', 'text', (col) => col.notNull())
    .addColumn('actor', 'text', (col) => col.notNull())
    .addColumn('before', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createTable('ticket_draft')
    .addColumn('ticket_id', 'text', (col) => col.notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('agent_id', 'text', (col) => col.notNull().references('agent.id').onDelete('cascade'))
    .addColumn('visibility', 'text', (col) => col.notNull())
    .addColumn('body', 'text', (col) => col.notNull())
    .addColumn('articles', 'text', (col) => col.notNull())
    .addColumn('version', 'integer')
    .addColumn('saved_at', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('ticket_draft_pk', ['ticket_id', 'agent_id'])
    .execute();
  await db.schema
    .createTable('ticket_presence')
    .addColumn('ticket_id', 'text', (col) => col.notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('agent_id', 'text', (col) => col.notNull().references('agent.id').onDelete('cascade'))
    .addColumn('state', 'text', (col) => col.notNull())
    .addColumn('since', 'text', (col) => col.notNull())
    .addColumn('seen_at', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('ticket_presence_pk', ['ticket_id', 'agent_id'])
    .execute();
  await db.schema.createIndex('attachment_ticket_index').on('attachment').columns(['ticket_id']).execute();
  await db.schema.createIndex('attachment_message_index').on('attachment').columns(['message_id']).execute();
  await db.schema.createIndex('ticket_message_via_index').on('ticket_message').columns(['via_ticket_id']).execute();
  await db.schema.createIndex('ticket_merge_into_index').on('ticket_merge').columns(['into_id']).execute();
  await db.schema.createIndex('ticket_duplicate_of_index').on('ticket').columns(['duplicate_of']).execute();
  await db.schema
    .createIndex('ticket_requester_index')
    .on('ticket')
    .columns(['requester_key', 'submitted_at'])
    .execute();
  await db.schema.createIndex('ticket_category_index').on('ticket').columns(['category', 'submitted_at']).execute();
}
