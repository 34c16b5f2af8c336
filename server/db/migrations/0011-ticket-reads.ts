// What was read and searched before a request, as figures count it: without words, so that it outlives them.
import { type Kysely, sql } from 'kysely';

interface Tables {
  ticket: { id: string; read_before: number; searched_before: number };
  ticket_trail: { ticket_id: string; steps: string };
  ticket_read: { ticket_id: string; slug: string };
}

interface Step {
  kind: 'search' | 'view';
  article_id?: string;
  qualified?: boolean;
}

/** Trails of one question; rows of one statement stay far below what databases take. */
const AT_ONCE = 200;

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ticket_read')
    .addColumn('ticket_id', 'text', (col) => col.notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('slug', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('ticket_read_pk', ['ticket_id', 'slug'])
    .execute();
  await db.schema.createIndex('ticket_read_slug_index').on('ticket_read').columns(['slug']).execute();
  for (const column of ['read_before', 'searched_before'])
    await db.schema
      .alterTable('ticket')
      .addColumn(column, 'integer', (col) => col.notNull().defaultTo(0))
      .execute();
  await db.schema.createIndex('ticket_sub_kind_target_index').on('ticket').columns(['sub_kind_target']).execute();
  await fillFromTrails(db as Kysely<Tables>);
}

async function fillFromTrails(db: Kysely<Tables>): Promise<void> {
  let last = '';
  for (;;) {
    const rows = await db
      .selectFrom('ticket_trail')
      .select(['ticket_id', 'steps'])
      .where('ticket_id', '>', last)
      .orderBy('ticket_id')
      .limit(AT_ONCE)
      .execute();
    const trails = rows.map(({ ticket_id, steps }) => ({ id: ticket_id, ...readsOf(steps) }));
    const reads = trails.flatMap(({ id, slugs }) => slugs.map((slug) => ({ ticket_id: id, slug })));
    for (let from = 0; from < reads.length; from += AT_ONCE)
      await db
        .insertInto('ticket_read')
        .values(reads.slice(from, from + AT_ONCE))
        .execute();
    const idsWith = (has: (trail: (typeof trails)[number]) => boolean) => trails.filter(has).map(({ id }) => id);
    await mark(
      db,
      'read_before',
      idsWith(({ slugs }) => slugs.length > 0),
    );
    await mark(
      db,
      'searched_before',
      idsWith(({ hasSearched }) => hasSearched),
    );
    const end = rows.at(-1);
    if (!end || rows.length < AT_ONCE) return;
    last = end.ticket_id;
  }
}

async function mark(db: Kysely<Tables>, column: 'read_before' | 'searched_before', ids: string[]): Promise<void> {
  if (ids.length > 0) await sql`update ticket set ${sql.ref(column)} = 1 where id in (${sql.join(ids)})`.execute(db);
}

function readsOf(text: string): { slugs: string[]; hasSearched: boolean } {
  const steps = (JSON.parse(text) as { steps?: Step[] }).steps ?? [];
  const read = steps.flatMap((step) => (step.kind === 'view' && step.qualified ? (step.article_id ?? []) : []));
  return { slugs: [...new Set(read)], hasSearched: steps.some((step) => step.kind === 'search') };
}
