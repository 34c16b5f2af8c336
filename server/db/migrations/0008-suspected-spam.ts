// What makes a request look like spam; nothing for almost all of them.
import { type Kysely, type SqlBool, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('ticket').addColumn('spam_reasons', 'text').execute();
  await db.schema
    .createIndex('ticket_spam_index')
    .on('ticket')
    .column('number')
    .where(sql<SqlBool>`spam_reasons is not null`)
    .execute();
}
