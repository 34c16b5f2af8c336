// The team that an article belongs to, as a file of history says it.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('article').addColumn('target_group', 'text').execute();
}
