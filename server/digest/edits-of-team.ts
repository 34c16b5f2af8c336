// The edits that one team is told of: each with the verdict that everybody sees, in the digest of the team whose people read it most.
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { groupBy } from '../method/group-by.ts';
import type { Viewer } from '../people/permissions.ts';
import type { ReportScope } from '../reports/report-rows.queries.ts';
import { rollupsIn } from '../rollups/rollup-scope.queries.ts';

/** How often people of a team, by the pages that they were on, read an article; '' is of no team. */
export interface TeamReads {
  readonly article: string;
  readonly target_group: string;
  readonly reads: number;
}

/**
 * The team of each article: the one with the most reads, ties by name. What nobody reads on a team's pages is its owner's.
 * One edit has one effect; told by each team's reads alone it would be another in every digest.
 */
export function teamsOfArticles(rows: readonly TeamReads[]): Map<string, string> {
  const teams = new Map<string, string>();
  for (const [article, own] of groupBy(
    rows.filter(({ target_group, reads }) => target_group !== '' && reads > 0),
    (row) => row.article,
  )) {
    const [most] = [...own].sort((a, b) => b.reads - a.reads || (a.target_group < b.target_group ? -1 : 1));
    if (most) teams.set(article, most.target_group);
  }
  return teams;
}

/** @param scope of all teams. @returns rows by the articles' present names. */
export async function readsOfTeams(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  articles: ArticleDirectory,
  slugs: readonly string[],
): Promise<TeamReads[]> {
  const names = [...new Set(slugs.flatMap((slug) => articles.namesOf(slug)))];
  if (names.length === 0) return [];
  const rows = await rollupsIn(db, 'article_day', viewer, scope, true)
    .where('article', 'in', names)
    .select((eb) => ['article', 'target_group', eb.fn.sum<number>('reads').as('reads')])
    .groupBy(['article', 'target_group'])
    .execute();
  const named = rows.map((row) => ({ ...row, article: articles.nameOf(row.article), reads: Number(row.reads) }));
  return [...groupBy(named, ({ article, target_group }) => `${article}\n${target_group}`).values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ ...first, reads: same.reduce((sum, { reads }) => sum + reads, 0) }] : [];
  });
}
