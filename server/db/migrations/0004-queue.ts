// The queue at any size: counts kept by triggers, an index for each order, the text search, saved views, changes to many.
import { type Kysely, type SqlBool, sql } from 'kysely';
import { indexEveryTicket } from '../../queue/ticket-search.ts';
import { dialectOf } from '../dialect.ts';

/** What the counts are kept by, each as an expression of a ticket `t`; no part is ever null. */
const COUNTED = {
  status: 't.status',
  priority: 't.priority',
  category: 't.category',
  restricted: 't.restricted',
  // A suggestion that is still hidden must not be found out by counting.
  kind: "case when t.blind = 1 and t.kind_confirmed is null and t.kind_suggested_2 is null then 'undetermined' else t.kind end",
  kind_source:
    "case when t.kind_confirmed is not null then 'confirmed' when t.blind = 1 and t.kind_suggested_2 is null then 'hidden' when t.kind = 'undetermined' then 'unsure' else 'suggested' end",
  target_group: "coalesce(t.target_group, '')",
  assignee_id: "coalesce(t.assignee_id, '')",
  replied: 'case when t.first_reply_at is null then 0 else 1 end',
};
const WATCHED = [
  'status',
  'priority',
  'category',
  'restricted',
  'kind',
  'kind_confirmed',
  'kind_suggested_2',
  'blind',
  'target_group',
  'assignee_id',
  'first_reply_at',
  'erased_at',
];
const NAMES = Object.keys(COUNTED);

export async function up(db: Kysely<unknown>): Promise<void> {
  await countTables(db);
  for (const [name, columns] of [
    ['ticket_due_index', ['status', 'priority', 'respond_by', 'number']],
    ['ticket_priority_index', ['status', 'priority', 'number']],
    ['ticket_status_submitted_index', ['status', 'submitted_at', 'number']],
    ['ticket_status_updated_index', ['status', 'updated_at', 'number']],
    ['ticket_status_number_index', ['status', 'number']],
    ['ticket_status_age_index', ['status', 'status_changed_at', 'number']],
    ['ticket_all_due_index', ['priority', 'respond_by', 'number']],
    ['ticket_all_priority_index', ['priority', 'number']],
    ['ticket_all_submitted_index', ['submitted_at', 'number', 'restricted', 'category', 'erased_at']],
    ['ticket_all_updated_index', ['updated_at', 'number']],
    ['ticket_all_age_index', ['status_changed_at', 'number']],
    ['ticket_target_group_index', ['target_group']],
    ['ticket_kind_index', ['kind']],
  ] as const) {
    await db.schema
      .createIndex(name)
      .on('ticket')
      .columns([...columns])
      .execute();
  }
  await db.schema
    .createIndex('ticket_unanswered_index')
    .on('ticket')
    .column('respond_by')
    .where(sql<SqlBool>`first_reply_at is null and solved_at is null`)
    .execute();
  await db.schema
    .createIndex('ticket_restricted_index')
    .on('ticket')
    .columns(['category', 'number'])
    .where(sql<SqlBool>`restricted = 1`)
    .execute();
  await searchTable(db);
  await db.schema
    .createTable('ticket_seen')
    .addColumn('agent_id', 'text', (col) => col.notNull().references('agent.id').onDelete('cascade'))
    .addColumn('ticket_id', 'text', (col) => col.notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('seen_at', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('ticket_seen_pk', ['ticket_id', 'agent_id'])
    .execute();
  await db.schema
    .createTable('saved_view')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('owner_id', 'text', (col) => col.notNull().references('agent.id').onDelete('cascade'))
    .addColumn('shared', 'integer', (col) => col.notNull())
    .addColumn('name', 'text', (col) => col.notNull())
    .addColumn('filters', 'text', (col) => col.notNull())
    .addColumn('sort', 'text', (col) => col.notNull())
    .addColumn('position', 'integer', (col) => col.notNull())
    .addColumn('created_at', 'text', (col) => col.notNull())
    .addColumn('updated_at', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createTable('ticket_batch')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('agent_id', 'text', (col) => col.notNull())
    .addColumn('at', 'text', (col) => col.notNull())
    .addColumn('undone_at', 'text')
    .execute();
  await db.schema
    .createTable('ticket_batch_item')
    .addColumn('batch_id', 'text', (col) => col.notNull().references('ticket_batch.id').onDelete('cascade'))
    .addColumn('ticket_id', 'text', (col) => col.notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('version_after', 'integer', (col) => col.notNull())
    .addColumn('before', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('ticket_batch_item_pk', ['batch_id', 'ticket_id'])
    .execute();
  await indexEveryTicket(db);
}

/** One row for each combination that occurs; triggers keep it right whatever changes a ticket, in the same transaction. */
async function countTables(db: Kysely<unknown>): Promise<void> {
  const isNumber = (name: string) => name === 'restricted' || name === 'replied';
  let table = db.schema.createTable('ticket_count');
  for (const name of NAMES) table = table.addColumn(name, isNumber(name) ? 'integer' : 'text', (col) => col.notNull());
  await table
    .addColumn('n', 'integer', (col) => col.notNull())
    .addPrimaryKeyConstraint('ticket_count_pk', NAMES as never[])
    .execute();
  const values = NAMES.map((name) => COUNTED[name as keyof typeof COUNTED]).join(', ');
  const names = NAMES.join(', ');
  await run(
    db,
    `insert into ticket_count (${names}, n) select ${names}, count(*) from (select ${NAMES.map((name) => `${COUNTED[name as keyof typeof COUNTED]} as ${name}`).join(', ')} from ticket t where t.erased_at is null) counted group by ${names}`,
  );
  // What was erased is on no list and in no count.
  const of = (row: 'old' | 'new', text: string) => text.replaceAll('t.', `${row}.`);
  const same = (row: 'old' | 'new') =>
    NAMES.map((name) => `${name} = ${of(row, COUNTED[name as keyof typeof COUNTED])}`).join(' and ');
  const add = `insert into ticket_count (${names}, n) select ${of('new', values)}, 0 where new.erased_at is null and not exists (select 1 from ticket_count where ${same('new')}); update ticket_count set n = n + 1 where new.erased_at is null and ${same('new')};`;
  const take = `update ticket_count set n = n - 1 where old.erased_at is null and ${same('old')}; delete from ticket_count where ${same('old')} and n <= 0;`;
  if (dialectOf(db) === 'sqlite') {
    const changed = WATCHED.map((column) => `old.${column} is not new.${column}`).join(' or ');
    await run(db, `create trigger ticket_count_added after insert on ticket begin ${add} end`);
    await run(db, `create trigger ticket_count_removed after delete on ticket begin ${take} end`);
    await run(
      db,
      `create trigger ticket_count_changed after update of ${WATCHED.join(', ')} on ticket when ${changed} begin ${take} ${add} end`,
    );
    return;
  }
  const changed = WATCHED.map((column) => `old.${column} is distinct from new.${column}`).join(' or ');
  for (const [name, when, body] of [
    ['added', 'after insert', add],
    ['removed', 'after delete', take],
    ['changed', `after update of ${WATCHED.join(', ')}`, `${take} ${add}`],
  ] as const) {
    await run(
      db,
      `create function ticket_count_${name}() returns trigger language plpgsql as $$ begin ${body} return null; end $$`,
    );
    await run(
      db,
      `create trigger ticket_count_${name} ${when} on ticket for each row ${name === 'changed' ? `when (${changed})` : ''} execute function ticket_count_${name}()`,
    );
  }
}

/** Words that the server has folded and cut itself, so that both databases find the same. */
async function searchTable(db: Kysely<unknown>): Promise<void> {
  if (dialectOf(db) === 'sqlite') {
    await run(
      db,
      `create virtual table ticket_text using fts5 (words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* P* S* C*'")`,
    );
    await run(
      db,
      'create trigger ticket_text_removed after delete on ticket begin delete from ticket_text where rowid = old.number; end',
    );
    return;
  }
  await run(db, 'create table ticket_text (number integer primary key not null, words tsvector not null)');
  await run(db, 'create index ticket_text_words_index on ticket_text using gin (words)');
  await run(
    db,
    'create function ticket_text_removed() returns trigger language plpgsql as $$ begin delete from ticket_text where number = old.number; return null; end $$',
  );
  await run(
    db,
    'create trigger ticket_text_removed after delete on ticket for each row execute function ticket_text_removed()',
  );
}

async function run(db: Kysely<unknown>, statement: string): Promise<void> {
  await sql.raw(statement).execute(db);
}
