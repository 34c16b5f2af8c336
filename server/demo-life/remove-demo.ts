// Takes the demo out again, row by row as it was noted: what real people did meanwhile stays, and is counted as before.

import type { ArticleRevisionTable } from '../articles/articles.table.ts';
import type { Trx } from '../db/database.ts';
import { forgetPhrases } from '../phrases/forget-phrases.ts';
import { removeFromSearch } from '../queue/ticket-search.ts';
import { forgetForms } from '../rollups/forget-forms.ts';
import { createRollupChanges } from '../rollups/rollup-changes.ts';
import type { RollupTable } from '../rollups/rollup-scope.queries.ts';
import type { Services } from '../services.ts';

const ROWS_AT_ONCE = 100;
const ROLLUPS: readonly RollupTable[] = [
  'attempt_day',
  'article_day',
  'unanswered_day',
  'phrase_day',
  'cluster_day',
  'cluster_article_day',
];

export interface RemovedDemo {
  tickets: number;
  sessions: number;
}

/** Removes what is there of the demo; nothing where there is none. */
export async function removeDemo({ writes }: Pick<Services, 'writes'>): Promise<RemovedDemo> {
  const removed: RemovedDemo = { tickets: 0, sessions: 0 };
  for (const [what, remove] of [
    ['ticket', removeTickets],
    ['session', removeSessions],
  ] as const) {
    for (;;) {
      const count = await writes.write(async (trx) => {
        const ids = await noted(trx, what);
        if (ids.length > 0) await remove(trx, ids);
        await forget(trx, what, ids);
        return ids.length;
      });
      if (count === 0) break;
      removed[`${what}s`] += count;
    }
  }
  await writes.write(async (trx) => {
    await restoreArticles(trx);
    await removePeople(trx);
    await removeRest(trx);
    await trx.deleteFrom('demo_row').execute();
  });
  return removed;
}

async function noted(trx: Trx, what: string): Promise<string[]> {
  const rows = await trx.selectFrom('demo_row').select('id').where('what', '=', what).limit(ROWS_AT_ONCE).execute();
  return rows.map(({ id }) => id);
}

async function forget(trx: Trx, what: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await trx
      .deleteFrom('demo_row')
      .where('what', '=', what)
      .where('id', 'in', [...ids])
      .execute();
}

/** Their lines of history go with them: the database lets a line go whose request is gone. */
async function removeTickets(trx: Trx, ids: readonly string[]): Promise<void> {
  const tickets = await trx
    .selectFrom('ticket')
    .select(['id', 'phrase_id'])
    .where('id', 'in', [...ids])
    .execute();
  for (const { id } of tickets) await removeFromSearch(trx, id);
  await trx
    .deleteFrom('outbox')
    .where('ticket_id', 'in', [...ids])
    .execute();
  await trx
    .deleteFrom('learnt_evidence')
    .where('origin', 'in', [...ids])
    .execute();
  await trx
    .deleteFrom('ticket')
    .where('id', 'in', [...ids])
    .execute();
  await trx
    .deleteFrom('ticket_history')
    .where('ticket_id', 'in', [...ids])
    .execute();
  await forgetPhrases(
    trx,
    tickets.flatMap(({ phrase_id }) => phrase_id ?? []),
  );
}

async function removeSessions(trx: Trx, sids: readonly string[]): Promise<void> {
  const sessions = await trx
    .selectFrom('help_session')
    .select(['id', 'counted'])
    .where('sid', 'in', [...sids])
    .execute();
  const ids = sessions.map(({ id }) => id);
  const searches = ids.length
    ? await trx.selectFrom('search').select('phrase_id').where('session_id', 'in', ids).execute()
    : [];
  const changes = createRollupChanges();
  for (const { counted } of sessions) changes.takeAway(counted);
  await trx
    .deleteFrom('event')
    .where('sid', 'in', [...sids])
    .execute();
  await trx
    .deleteFrom('learnt_evidence')
    .where('sid', 'in', [...sids])
    .execute();
  await trx
    .deleteFrom('help_session')
    .where('sid', 'in', [...sids])
    .execute();
  await changes.write(trx);
  const phrases = searches.flatMap(({ phrase_id }) => phrase_id ?? []);
  await forgetPhrases(trx, phrases);
  await forgetForms(trx, phrases);
}

async function restoreArticles(trx: Trx): Promise<void> {
  const rows = await trx.selectFrom('demo_row').select(['id', 'was']).where('what', '=', 'article').execute();
  for (const { id, was } of rows) {
    const [locale, slug] = [id.slice(0, id.indexOf('/')), id.slice(id.indexOf('/') + 1)];
    const before = JSON.parse(was ?? '{}') as {
      published_at: string | null;
      revision: number;
      revisions: ArticleRevisionTable[];
    };
    const { revision } = await trx
      .selectFrom('article')
      .select('revision')
      .where('locale', '=', locale)
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow();
    // An article that somebody really changed meanwhile keeps its number: trails name it.
    await trx
      .updateTable('article')
      .set({ published_at: before.published_at, revision: Math.max(before.revision, revision > 2 ? revision : 0) })
      .where('locale', '=', locale)
      .where('slug', '=', slug)
      .execute();
    await trx
      .deleteFrom('article_revision')
      .where('locale', '=', locale)
      .where('slug', '=', slug)
      .where('revision', '<=', 2)
      .execute();
    if (before.revisions.length > 0)
      await trx
        .insertInto('article_revision')
        .values(before.revisions)
        .onConflict((conflict) => conflict.columns(['locale', 'slug', 'revision']).doNothing())
        .execute();
  }
}

async function removePeople(trx: Trx): Promise<void> {
  const people = await trx.selectFrom('demo_row').select('id').where('what', '=', 'agent').execute();
  const ids = people.map(({ id }) => id);
  if (ids.length === 0) return;
  await trx.updateTable('ticket').set({ assignee_id: null }).where('assignee_id', 'in', ids).execute();
  await trx.deleteFrom('agent').where('id', 'in', ids).execute();
}

/** What is left over once nothing of it is anybody's: empty days, decisions on gaps that are gone, the next numbers. */
async function removeRest(trx: Trx): Promise<void> {
  const session = await trx.selectFrom('help_session').select('id').limit(1).executeTakeFirst();
  if (!session) for (const table of ROLLUPS) await trx.deleteFrom(table).execute();
  const ticket = await trx.selectFrom('ticket').select('id').limit(1).executeTakeFirst();
  if (ticket || session) return;
  await trx.deleteFrom('gap_history').execute();
  await trx.deleteFrom('gap').execute();
  await trx.deleteFrom('learnt_stale').execute();
  const counters = await trx.selectFrom('demo_row').select(['id', 'was']).where('what', '=', 'counter').execute();
  for (const { id, was } of counters)
    await trx
      .updateTable('counter')
      .set({ value: Number(was) })
      .where('name', '=', id)
      .execute();
}
