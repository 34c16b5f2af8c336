// Daily counts lie together by day, those of articles by article and day; each is found in one tree instead of two.
import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import { dialectOf } from '../dialect.ts';

const PLACE = ['day', 'site', 'target_group', 'audience', 'locale', 'page_key', 'category'];

/** The tables of 0010: their other columns, in the order in which they have them. */
const TABLES: Record<string, { keys: Record<string, 'text' | 'integer'>; counts: string }> = {
  attempt_day: {
    keys: {},
    counts:
      'sessions attempted answered possibly_answered unanswered escalated no_attempt reason_said_no reason_form_abandoned reason_zero_results reason_no_click reason_not_read form form_escalated form_yes intent_asked intent_yes with_user_ref searches zero_searches found_searches no_click_searches opened_searches refined_searches ranks rank_sum search_sessions zero_sessions search_exits success_low success_high read_pairs yes_pairs no_pairs',
  },
  article_day: {
    keys: { article: 'text' },
    counts: 'opened reads yes no no_unclear no_incomplete no_outdated no_wrong_topic no_does_not_work',
  },
  unanswered_day: { keys: { signs: 'text' }, counts: 'sessions' },
  phrase_day: {
    keys: { cluster: 'integer', phrase_id: 'integer', form: 'text' },
    counts: 'searches zero_results no_click',
  },
  cluster_day: { keys: { cluster: 'integer' }, counts: 'sessions zero_sessions zero_asked' },
  cluster_article_day: { keys: { cluster: 'integer', article: 'text' }, counts: 'opened reads' },
};

/** What was counted is carried over: its names lose the day that they began with, and keep their hash. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, { keys, counts }] of Object.entries(TABLES)) {
    const made = `${table}_by_day`;
    const others = [...PLACE.slice(1), ...Object.keys(keys), ...counts.split(' ')];
    let create: CreateTableBuilder<string, string> = db.schema
      .createTable(made)
      .addColumn('is_whole', 'integer', (col) => col.notNull())
      .addColumn('day', 'text', (col) => col.notNull())
      .addColumn('id', 'text', (col) => col.notNull());
    for (const name of others)
      create = create.addColumn(name, isText(name, keys) ? 'text' : 'integer', (col) => col.notNull());
    const key = table === 'article_day' ? ['is_whole', 'article', 'day', 'id'] : ['is_whole', 'day', 'id'];
    create = create.addPrimaryKeyConstraint(`${table}_by_day_key`, key as never[]);
    // Else SQLite finds a row by its name in one tree, and by its number in another.
    if (dialectOf(db) === 'sqlite') create = create.modifyEnd(sql`without rowid`);
    await create.execute();
    const columns = sql.join(['is_whole', 'day', ...others].map((name) => sql.ref(name)));
    await sql`insert into ${sql.table(made)} (id, ${columns}) select substr(id, 12), ${columns} from ${sql.table(table)} order by ${sql.join(key.map((name) => sql.ref(name)))}`.execute(
      db,
    );
    await db.schema.dropTable(table).execute();
    await db.schema.alterTable(made).renameTo(table).execute();
  }
  // With its name: what is taken from a row knows the day and the name of it, and not the article.
  await db.schema.createIndex('article_day_day_index').on('article_day').columns(['is_whole', 'day', 'id']).execute();
  await db.schema.createIndex('phrase_day_phrase_index').on('phrase_day').columns(['phrase_id']).execute();
}

function isText(name: string, keys: Readonly<Record<string, 'text' | 'integer'>>): boolean {
  return PLACE.includes(name) || keys[name] === 'text';
}
