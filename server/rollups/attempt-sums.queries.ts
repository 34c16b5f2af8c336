// Adds up the daily counts of attempts: over a window, by day, and by article.
import type { Db } from '../db/database.ts';
import { ATTEMPT_COUNTS, type AttemptCounts } from '../method/attempt-counts.ts';
import type { Viewer } from '../people/permissions.ts';
import type { ReportScope } from '../reports/report-rows.queries.ts';
import { COUNTS } from './count-session.ts';
import { rollupsIn } from './rollup-scope.queries.ts';
import type { ArticleDayTable } from './rollups.table.ts';

/** The sums over all sessions of the window, and its first day with an attempt (null where there is none). */
export async function attemptSums(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
): Promise<{ sums: AttemptCounts; since: string | null }> {
  const row = await rollupsIn(db, 'attempt_day', viewer, scope)
    .select((eb) => ATTEMPT_COUNTS.map((count) => eb.fn.sum<number | null>(count).as(count)))
    .executeTakeFirstOrThrow();
  const sums = Object.fromEntries(ATTEMPT_COUNTS.map((count) => [count, Number(row[count] ?? 0)])) as AttemptCounts;
  const first = await rollupsIn(db, 'attempt_day', viewer, scope)
    .select('day')
    .where('attempted', '>', 0)
    .orderBy('day')
    .limit(1)
    .executeTakeFirst();
  return { sums, since: first?.day ?? null };
}

/** Attempts by day, days without any left out, in order. */
export async function attemptsByDay(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
): Promise<{ day: string; attempted: number }[]> {
  const rows = await rollupsIn(db, 'attempt_day', viewer, scope)
    .select((eb) => ['day', eb.fn.sum<number>('attempted').as('attempted')])
    .groupBy('day')
    .having((eb) => eb.fn.sum('attempted'), '>', 0)
    .orderBy('day')
    .execute();
  return rows.map(({ day, attempted }) => ({ day, attempted: Number(attempted) }));
}

export type ArticleSums = Pick<ArticleDayTable, 'article' | (typeof COUNTS.article_day)[number]>;

/** What was done with each article in the window; one that nobody opened is not in it. */
export async function articleSums(db: Db, viewer: Viewer, scope: ReportScope): Promise<ArticleSums[]> {
  const rows = await rollupsIn(db, 'article_day', viewer, scope)
    .select((eb) => ['article', ...COUNTS.article_day.map((count) => eb.fn.sum<number>(count).as(count))])
    .groupBy('article')
    .orderBy('article')
    .execute();
  return rows.map((row) => asNumbers(row));
}

/** The same by day, for one article or (null) for all: what an edit changed is read from it. */
export async function articleSumsByDay(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  article: string | null,
): Promise<({ day: string } & ArticleSums)[]> {
  let query = rollupsIn(db, 'article_day', viewer, scope);
  if (article !== null) query = query.where('article', '=', article);
  const rows = await query
    .select((eb) => ['day', 'article', ...COUNTS.article_day.map((count) => eb.fn.sum<number>(count).as(count))])
    .groupBy(['day', 'article'])
    .orderBy('day')
    .orderBy('article')
    .execute();
  return rows.map((row) => ({ day: row.day, ...asNumbers(row) }));
}

function asNumbers(row: ArticleSums): ArticleSums {
  const counts = Object.fromEntries(COUNTS.article_day.map((count) => [count, Number(row[count])]));
  return { article: row.article, ...counts } as ArticleSums;
}
