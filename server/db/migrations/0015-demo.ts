// What the demo put in, row by row, and what was there before it: so that it can be told apart, and taken out again.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('demo_row')
    .addColumn('what', 'text', (col) => col.notNull())
    .addColumn('id', 'text', (col) => col.notNull())
    .addColumn('was', 'text')
    .addPrimaryKeyConstraint('demo_row_key', ['what', 'id'])
    .execute();
}
