// What people say for it: a label for each cluster of searches that enough attempts used, most used first.
import type { Db } from '../db/database.ts';
import { labelOf } from '../method/failed-searches.ts';
import { groupBy } from '../method/group-by.ts';
import type { Viewer } from '../people/permissions.ts';
import type { ReportScope } from '../reports/report-rows.queries.ts';
import { phraseCounts } from '../rollups/phrase-sums.queries.ts';
import { rollupsIn } from '../rollups/rollup-scope.queries.ts';

/** @param least attempts of the window from which on words are told (METHOD 2.5.4). */
export async function saidLabels(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  least: number,
): Promise<{ cluster: number; label: string }[]> {
  const counts = await rollupsIn(db, 'cluster_day', viewer, scope)
    .select((eb) => ['cluster', eb.fn.sum<number>('sessions').as('sessions')])
    .groupBy('cluster')
    .execute();
  const sessions = new Map(counts.map((row) => [row.cluster, Number(row.sessions)]));
  const shown = [...sessions]
    .filter(([, count]) => count >= least)
    .map(([cluster]) => [cluster, { isShown: true }] as const);
  const said = await phraseCounts(db, viewer, scope, new Map(shown));
  return [
    ...groupBy(
      said.filter(({ form }) => form !== ''),
      ({ cluster }) => cluster,
    ),
  ]
    .map(([cluster, forms]) => ({ cluster, label: labelOf(forms) }))
    .sort((a, b) => (sessions.get(b.cluster) ?? 0) - (sessions.get(a.cluster) ?? 0) || a.cluster - b.cluster);
}
