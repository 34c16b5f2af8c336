// What people search for and ask about, each wording once, put together by meaning and for good (METHOD 7.2).
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('phrase')
    .addColumn('id', 'integer', (col) => col.primaryKey().notNull())
    .addColumn('site', 'text', (col) => col.notNull())
    .addColumn('space', 'text', (col) => col.notNull())
    .addColumn('tokens', 'text', (col) => col.notNull())
    .addColumn('cluster', 'integer', (col) => col.notNull())
    .addColumn('text', 'text', (col) => col.notNull())
    .addColumn('first_at', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createIndex('phrase_tokens_index')
    .on('phrase')
    .columns(['site', 'space', 'tokens'])
    .unique()
    .execute();
  await db.schema.createIndex('phrase_cluster_index').on('phrase').columns(['cluster']).execute();
  await db.schema
    .createTable('phrase_token')
    .addColumn('site', 'text', (col) => col.notNull())
    .addColumn('space', 'text', (col) => col.notNull())
    .addColumn('token', 'text', (col) => col.notNull())
    .addColumn('size', 'integer', (col) => col.notNull())
    .addColumn('phrase_id', 'integer', (col) => col.notNull().references('phrase.id').onDelete('cascade'))
    .addColumn('cluster', 'integer', (col) => col.notNull())
    .addPrimaryKeyConstraint('phrase_token_pk', ['site', 'space', 'token', 'size', 'phrase_id'])
    .execute();
  await db.schema.createIndex('phrase_token_phrase_index').on('phrase_token').columns(['phrase_id']).execute();
  await db.schema.createIndex('phrase_token_cluster_index').on('phrase_token').columns(['cluster']).execute();
  await db
    .insertInto('counter' as never)
    .values({ name: 'phrase', value: 0 } as never)
    .execute();
  await db.schema.alterTable('search').addColumn('phrase_id', 'integer').execute();
  await db.schema.alterTable('ticket').addColumn('phrase_id', 'integer').execute();
  await db.schema.createIndex('search_phrase_index').on('search').columns(['phrase_id']).execute();
  await db.schema.createIndex('ticket_phrase_index').on('ticket').columns(['phrase_id']).execute();
}
