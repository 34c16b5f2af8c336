// The words that people searched with and that a gap's requests have in common with others, as far as enough used them.
import type { Db } from '../db/database.ts';
import { clusterSign } from '../method/demand-signs.ts';
import { groupBy } from '../method/group-by.ts';
import type { Viewer } from '../people/permissions.ts';
import type { ReportScope } from '../reports/report-rows.queries.ts';
import { rollupsIn } from '../rollups/rollup-scope.queries.ts';

export interface GapWords {
  /** Each with all phrases that say the same: `text` the most searched, `others` the rest; counts are of all of these. */
  phrases: { text: string; others: string[]; searches: number; sessions: number }[];
  phrases_hidden: number;
}

/**
 * @param signs by `signsOfTicket`, of its requests.
 * @param least sessions from which on words are shown (METHOD 2.5.4).
 */
export async function wordsOfGap(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  signs: readonly string[],
  least: number,
): Promise<GapWords> {
  const own = new Set(signs);
  const sessions = await rollupsIn(db, 'cluster_day', viewer, scope)
    .select((eb) => ['cluster', eb.fn.sum<number>('sessions').as('sessions')])
    .groupBy('cluster')
    .execute();
  const asked = new Map(
    sessions.flatMap(({ cluster, sessions: count }) =>
      own.has(clusterSign(cluster)) ? [[cluster, Number(count)] as const] : [],
    ),
  );
  if (asked.size === 0) return { phrases: [], phrases_hidden: 0 };
  const forms = await rollupsIn(db, 'phrase_day', viewer, scope)
    .select((eb) => ['cluster', 'form', eb.fn.sum<number>('searches').as('searches')])
    .where('cluster', 'in', [...asked.keys()])
    .groupBy(['cluster', 'form'])
    .having((eb) => eb.fn.sum('searches'), '>', 0)
    .execute();
  const isShown = ({ cluster, form }: { cluster: number; form: string }) =>
    form !== '' && (asked.get(cluster) ?? 0) >= least;
  const shown = forms.filter(isShown).map((row) => ({ ...row, searches: Number(row.searches) }));
  shown.sort((a, b) => b.searches - a.searches || (a.form < b.form ? -1 : 1));
  const phrases = [...groupBy(shown, ({ cluster }) => cluster)].map(([cluster, own]) => {
    const [text = '', ...others] = own.map(({ form }) => form);
    const searches = own.reduce((sum, row) => sum + row.searches, 0);
    return { text, others, searches, sessions: asked.get(cluster) ?? 0 };
  });
  phrases.sort((a, b) => b.searches - a.searches);
  return { phrases, phrases_hidden: forms.length - shown.length };
}
