// Daily counts of help sessions, so that a figure costs as much as its days and not as its events (METHOD 2.5.6).
import type { CreateTableBuilder, Kysely } from 'kysely';

const ATTEMPT_COLUMNS =
  'sessions attempted answered possibly_answered unanswered escalated no_attempt reason_said_no reason_form_abandoned reason_zero_results reason_no_click reason_not_read form form_escalated form_yes intent_asked intent_yes with_user_ref searches zero_searches found_searches no_click_searches opened_searches refined_searches ranks rank_sum search_sessions zero_sessions search_exits success_low success_high read_pairs yes_pairs no_pairs'.split(
    ' ',
  );
const ARTICLE_COLUMNS =
  'opened reads yes no no_unclear no_incomplete no_outdated no_wrong_topic no_does_not_work'.split(' ');

const TABLES: Record<string, { keys: Record<string, 'text' | 'integer'>; counts: string[] }> = {
  attempt_day: { keys: {}, counts: ATTEMPT_COLUMNS },
  article_day: { keys: { article: 'text' }, counts: ARTICLE_COLUMNS },
  unanswered_day: { keys: { signs: 'text' }, counts: ['sessions'] },
  phrase_day: {
    keys: { cluster: 'integer', phrase_id: 'integer', form: 'text' },
    counts: ['searches', 'zero_results', 'no_click'],
  },
  cluster_day: { keys: { cluster: 'integer' }, counts: ['sessions', 'zero_sessions', 'zero_asked'] },
  cluster_article_day: { keys: { cluster: 'integer', article: 'text' }, counts: ['opened', 'reads'] },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, { keys, counts }] of Object.entries(TABLES)) {
    let create: CreateTableBuilder<string, string> = db.schema
      .createTable(table)
      .addColumn('id', 'text', (col) => col.primaryKey().notNull());
    for (const name of ['day', 'site', 'target_group', 'audience', 'locale', 'page_key', 'category'])
      create = create.addColumn(name, 'text', (col) => col.notNull());
    create = create.addColumn('is_whole', 'integer', (col) => col.notNull());
    for (const [name, type] of Object.entries(keys)) create = create.addColumn(name, type, (col) => col.notNull());
    for (const name of counts) create = create.addColumn(name, 'integer', (col) => col.notNull());
    await create.execute();
    await db.schema.createIndex(`${table}_day_index`).on(table).columns(['is_whole', 'day']).execute();
  }
  await db.schema
    .createIndex('article_day_article_index')
    .on('article_day')
    .columns(['is_whole', 'article', 'day'])
    .execute();
  await db.schema.createIndex('phrase_day_phrase_index').on('phrase_day').columns(['phrase_id']).execute();
  await db.schema
    .createTable('rollup_state')
    .addColumn('name', 'text', (col) => col.primaryKey().notNull())
    .addColumn('value', 'text', (col) => col.notNull())
    .execute();
  // What each session counted as, so that it can be taken away again; what of it no other column says.
  await db.schema.alterTable('help_session').addColumn('counted', 'text').execute();
  await db.schema
    .alterTable('help_session')
    .addColumn('yes_after_form', 'integer', (col) => col.notNull().defaultTo(0))
    .execute();
  await db.schema
    .alterTable('help_session')
    .addColumn('ends_with_search', 'integer', (col) => col.notNull().defaultTo(0))
    .execute();
}
