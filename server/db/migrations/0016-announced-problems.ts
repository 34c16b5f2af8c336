// Problems that somebody who works here announced from the page of a gap: what the widget says of them, and on which pages.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('announced_problem')
    .addColumn('gap_key', 'text', (col) => col.primaryKey().notNull())
    .addColumn('site', 'text', (col) => col.notNull())
    .addColumn('words', 'text', (col) => col.notNull())
    .addColumn('article', 'text', (col) => col.notNull())
    .addColumn('pages', 'text', (col) => col.notNull())
    .addColumn('announced_by', 'text', (col) => col.notNull())
    .addColumn('announced_at', 'text', (col) => col.notNull())
    .execute();
}
