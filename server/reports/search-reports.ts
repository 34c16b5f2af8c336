// The report on searches that found nothing, in people's own words where enough of them said the same.
import { failedSearches } from '../method/failed-searches.ts';
import { attemptSums } from '../rollups/attempt-sums.queries.ts';
import { bestArticles, failedClusters, phraseCounts } from '../rollups/phrase-sums.queries.ts';
import type { Report } from './report.ts';

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
    compute: async (db, viewer, scope, { settings }) => {
      const clusters = await failedClusters(db, viewer, scope);
      const failed = new Map(
        clusters.map(({ cluster, sessions }) => [cluster, { isShown: sessions >= settings.k_sessions }]),
      );
      const { rows, hidden } = failedSearches(
        await phraseCounts(db, viewer, scope, failed),
        clusters,
        settings.k_sessions,
      );
      const best = await bestArticles(db, viewer, scope, {
        clusters: rows.map(({ cluster }) => cluster),
        kSessions: settings.k_sessions,
      });
      const { since } = await attemptSums(db, viewer, scope);
      return {
        data: {
          rows: rows.map(({ cluster, ...row }) => ({ ...row, best_article: best.get(cluster) ?? null })),
          hidden,
        },
        notes: { since },
      };
    },
  },
];
