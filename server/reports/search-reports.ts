// The report on searches that found nothing, in people's own words where enough of them said the same.
import { gapNames } from '../gaps/gap-names.ts';
import { failedSearches } from '../method/failed-searches.ts';
import { groupBy } from '../method/group-by.ts';
import { attemptSums } from '../rollups/attempt-sums.queries.ts';
import { bestArticles, failedClusters, missingGapsOf, phraseCounts } from '../rollups/phrase-sums.queries.ts';
import type { Report } from './report.ts';

/** The key with the most requests, also where several came together in one gap; null for none. */
function largest(gaps: readonly { key: string; requests: number }[]): string | null {
  const sums = [...groupBy(gaps, ({ key }) => key)].map(([key, own]) => ({
    key,
    requests: own.reduce((sum, { requests }) => sum + requests, 0),
  }));
  return sums.sort((a, b) => b.requests - a.requests || (a.key < b.key ? -1 : 1))[0]?.key ?? null;
}

export const SEARCH_REPORTS: readonly Report[] = [
  {
    name: 'failed_searches',
    question: 'What do people search for that finds nothing?',
    formula:
      'Searches put together by similar words, where at least one found nothing; sessions and asked are of those that found nothing, searches and no_click of all.',
    min_n: null,
    limits:
      'Words are shown only where three attempts used them, or as many more as the settings ask for; the others are a number. Short texts that mean the same may share no word.',
    rows: {
      sessions: '/api/v1/admin/sessions?with=zero_results&searched={label}',
      asked: '/api/v1/admin/sessions?with=zero_results&outcome=escalated&searched={label}',
      searches: '/api/v1/admin/sessions?with=search&searched={label}',
      zero_results: '/api/v1/admin/sessions?with=zero_results&searched={label}',
      no_click: '/api/v1/admin/sessions?with=no_click&searched={label}',
    },
    compute: async (db, viewer, scope, { settings, articles }) => {
      const clusters = await failedClusters(db, viewer, scope);
      const failed = new Map(
        clusters.map(({ cluster, sessions }) => [cluster, { isShown: sessions >= settings.k_sessions }]),
      );
      const { rows, hidden } = failedSearches(
        await phraseCounts(db, viewer, scope, failed),
        clusters,
        settings.k_sessions,
      );
      const shown = rows.map(({ cluster }) => cluster);
      const best = await bestArticles(db, viewer, scope, { clusters: shown, kSessions: settings.k_sessions });
      const gaps = await missingGapsOf(db, viewer, scope, shown);
      const names = await gapNames(db, articles);
      const { since } = await attemptSums(db, viewer, scope);
      return {
        data: {
          rows: rows.map(({ cluster, ...row }) => ({
            ...row,
            best_article: best.get(cluster) ?? null,
            gap: largest((gaps.get(cluster) ?? []).map((gap) => ({ ...gap, key: names.countsUnder(gap.key) }))),
          })),
          hidden,
        },
        notes: { since },
      };
    },
  },
];
