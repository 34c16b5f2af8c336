// Questions learnt from use: what speaks for and against each, what follows from it, and what an editor vetoed.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('learnt_evidence')
    .addColumn('origin', 'text', (col) => col.notNull())
    .addColumn('locale', 'text', (col) => col.notNull())
    .addColumn('slug', 'text', (col) => col.notNull())
    .addColumn('phrase', 'text', (col) => col.notNull())
    .addColumn('source', 'text', (col) => col.notNull())
    .addColumn('sid', 'text', (col) => col.notNull())
    .addColumn('value', 'integer', (col) => col.notNull())
    .addColumn('words', 'text', (col) => col.notNull())
    .addColumn('at', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('learnt_evidence_pk', ['origin', 'locale', 'slug', 'phrase'])
    .execute();
  await db.schema
    .createTable('learnt_question')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('locale', 'text', (col) => col.notNull())
    .addColumn('slug', 'text', (col) => col.notNull())
    .addColumn('title', 'text', (col) => col.notNull())
    .addColumn('minimum', 'integer', (col) => col.notNull())
    .addColumn('words', 'text')
    .addColumn('sessions', 'integer', (col) => col.notNull())
    .addColumn('against', 'integer', (col) => col.notNull())
    .addColumn('votes', 'integer', (col) => col.notNull())
    .addColumn('links', 'integer', (col) => col.notNull())
    .addColumn('first_seen', 'text', (col) => col.notNull())
    .addColumn('last_seen', 'text', (col) => col.notNull())
    .addColumn('position', 'integer')
    .execute();
  await db.schema
    .createTable('learnt_veto')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('locale', 'text', (col) => col.notNull())
    .addColumn('slug', 'text', (col) => col.notNull())
    .addColumn('words', 'text', (col) => col.notNull())
    .addColumn('phrases', 'text', (col) => col.notNull())
    .addColumn('vetoed_by', 'text', (col) => col.notNull())
    .addColumn('vetoed_at', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createTable('learnt_stale')
    .addColumn('slug', 'text', (col) => col.primaryKey().notNull())
    .execute();
  await db.schema.createIndex('learnt_evidence_sid_index').on('learnt_evidence').columns(['sid']).execute();
  await db.schema.createIndex('learnt_evidence_slug_index').on('learnt_evidence').columns(['slug']).execute();
  await db.schema.createIndex('learnt_evidence_at_index').on('learnt_evidence').columns(['at']).execute();
  await db.schema.createIndex('learnt_question_slug_index').on('learnt_question').columns(['slug']).execute();
  await db.schema.createIndex('learnt_veto_slug_index').on('learnt_veto').columns(['slug']).execute();
  // Asked with each change of a request, and by the reports of attempts.
  await db.schema.createIndex('help_session_ticket_index').on('help_session').columns(['ticket_id']).execute();
}
