// The daily counts that a figure adds up: the days of its window, its filters, and nothing that the viewer may not know of.
import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Database, Db } from '../db/database.ts';
import type { Viewer } from '../people/permissions.ts';
import type { ReportScope } from '../reports/report-rows.queries.ts';

export type RollupTable =
  | 'attempt_day'
  | 'article_day'
  | 'unanswered_day'
  | 'phrase_day'
  | 'cluster_day'
  | 'cluster_article_day';

/** Channels whose requests come from a help session. */
const SESSION_CHANNELS = ['widget', 'help_centre'];

const NARROWING = ['target_group', 'audience', 'locale', 'page_key'] as const;

/**
 * The same sessions as `sessionsIn` gives one by one (session-scope.queries.ts), already added up.
 * @param isApart also without a filter as rows of each team, audience, language and page.
 */
export function rollupsIn<Table extends RollupTable>(
  db: Db,
  table: Table,
  viewer: Pick<Viewer, 'restrictedCategories'>,
  scope: Pick<ReportScope, 'days' | 'filters'>,
  isApart = false,
): SelectQueryBuilder<Database, Table, object> {
  const { channel, site, ...filters } = scope.filters;
  // All these tables begin with the same columns; the compiler cannot see it through the name.
  const narrowed = NARROWING.filter((column) => filters[column] !== undefined);
  let query = db
    .selectFrom(table as 'attempt_day')
    .where('is_whole', '=', narrowed.length === 0 && !isApart ? 1 : 0)
    .where('day', '>=', scope.days.from)
    .where('day', '<=', scope.days.to)
    .where('category', 'in', ['', ...viewer.restrictedCategories]);
  // Whole rows are of one site each.
  if (site !== undefined) query = query.where('site', '=', site);
  for (const column of narrowed) {
    const value = filters[column];
    if (value !== undefined) query = query.where(column, '=', value);
  }
  const never: Expression<SqlBool> = sql<SqlBool>`1 = 0`;
  const counted = channel !== undefined && !SESSION_CHANNELS.includes(channel) ? query.where(never) : query;
  return counted as unknown as SelectQueryBuilder<Database, Table, object>;
}
