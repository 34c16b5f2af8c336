// Which gap a request belongs to, what people split off by hand, and what they say when they decide about a gap.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('ticket').addColumn('gap_key', 'text').execute();
  // By the words of a request nothing is known of those from before: they had no wording either.
  await sql`update ticket set gap_key = 'bug:' || root_cause
    where kind = 'functionality_issue' and root_cause is not null`.execute(db);
  await sql`update ticket set gap_key = coalesce(sub_kind_confirmed, sub_kind_auto) || ':' || sub_kind_target
    where kind = 'knowledge_gap' and sub_kind_target is not null
    and coalesce(sub_kind_confirmed, sub_kind_auto) in ('missing', 'unfindable', 'unclear', 'not_looked')`.execute(db);
  await db.schema.createIndex('ticket_gap_key_index').on('ticket').columns(['gap_key', 'submitted_at']).execute();
  await db.schema
    .createTable('gap_split')
    .addColumn('ticket_id', 'text', (col) => col.primaryKey().notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('from_key', 'text', (col) => col.notNull())
    .addColumn('key', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .alterTable('gap')
    .addColumn('version', 'integer', (col) => col.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('gap_history').addColumn('note', 'text').execute();
  await db.schema.createIndex('gap_merged_into_index').on('gap').columns(['merged_into']).execute();
  await db.schema.createIndex('gap_history_key_index').on('gap_history').columns(['key', 'at']).execute();
}
