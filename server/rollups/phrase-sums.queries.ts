// Adds up what was searched for: by wording and by cluster, and which article answered a cluster best.
import type { SelectQueryBuilder } from 'kysely';
import type { Database, Db } from '../db/database.ts';
import { type AnswerSigns, bestArticle, type ClusterCount, type PhraseCount } from '../method/failed-searches.ts';
import { groupBy } from '../method/group-by.ts';
import type { Viewer } from '../people/permissions.ts';
import { type ReportScope, ticketsIn } from '../reports/report-rows.queries.ts';
import { inParts } from '../requesters/in-parts.ts';
import { IS_HIDDEN } from '../tickets/blind-suggestion.ts';
import { rollupsIn } from './rollup-scope.queries.ts';

/** The clusters of the window in which a search found nothing. */
export async function failedClusters(db: Db, viewer: Viewer, scope: ReportScope): Promise<ClusterCount[]> {
  const rows = await rollupsIn(db, 'cluster_day', viewer, scope)
    .select((eb) => [
      'cluster',
      eb.fn.sum<number>('sessions').as('sessions'),
      eb.fn.sum<number>('zero_sessions').as('zero_sessions'),
      eb.fn.sum<number>('zero_asked').as('zero_asked'),
    ])
    .groupBy('cluster')
    .having((eb) => eb.fn.sum('zero_sessions'), '>', 0)
    .execute();
  return rows.map((row) => ({
    cluster: row.cluster,
    sessions: Number(row.sessions),
    zero_sessions: Number(row.zero_sessions),
    zero_asked: Number(row.zero_asked),
  }));
}

/** Every form of every wording in the window, or of these clusters; `text` only for those of which `isShown` is true. */
export async function phraseCounts(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  clusters?: ReadonlyMap<number, { isShown: boolean }>,
): Promise<PhraseCount[]> {
  const all = await ofClusters(rollupsIn(db, 'phrase_day', viewer, scope), clusters && [...clusters.keys()])
    .select((eb) => [
      'cluster',
      'phrase_id',
      'form',
      eb.fn.sum<number>('searches').as('searches'),
      eb.fn.sum<number>('zero_results').as('zero_results'),
      eb.fn.sum<number>('no_click').as('no_click'),
    ])
    .groupBy(['cluster', 'phrase_id', 'form'])
    .having((eb) => eb.fn.sum('searches'), '>', 0)
    .execute();
  const rows = clusters ? all.filter(({ cluster }) => clusters.has(cluster)) : all;
  const shown = clusters ? rows.filter(({ cluster }) => clusters.get(cluster)?.isShown) : rows;
  const known = await inParts([...new Set(shown.map(({ phrase_id }) => phrase_id))], (some) =>
    db.selectFrom('phrase').select(['id', 'text', 'tokens']).where('id', 'in', some).execute(),
  );
  const byId = new Map(known.map((phrase) => [phrase.id, phrase]));
  return rows.map((row) => {
    const phrase = byId.get(row.phrase_id);
    return {
      cluster: row.cluster,
      phrase_id: row.phrase_id,
      form: row.form,
      words: phrase?.tokens.split(' ').length ?? 0,
      text: phrase?.text ?? null,
      searches: Number(row.searches),
      zero_results: Number(row.zero_results),
      no_click: Number(row.no_click),
    };
  });
}

/** As many fit into one statement; of more all are read, and those that nobody wants left out afterwards. */
const MOST_CLUSTERS = 500;

function ofClusters<Table extends 'phrase_day' | 'cluster_article_day'>(
  rows: SelectQueryBuilder<Database, Table, object>,
  clusters: readonly number[] | undefined,
): SelectQueryBuilder<Database, Table, object> {
  if (clusters === undefined || clusters.length > MOST_CLUSTERS) return rows;
  // The compiler does not see through the name that both tables have the column.
  const query = rows as unknown as SelectQueryBuilder<Database, 'phrase_day', object>;
  const narrowed = query.where('cluster', 'in', clusters.length > 0 ? [...clusters] : [-1]);
  return narrowed as unknown as SelectQueryBuilder<Database, Table, object>;
}

/** For each of these clusters the article that answers it, where one does (`bestArticle`). */
export async function bestArticles(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  { clusters, kSessions }: { clusters: readonly number[]; kSessions: number },
): Promise<Map<number, string | null>> {
  if (clusters.length === 0) return new Map();
  const requests = groupBy(await requestsAfterSearches(db, viewer, scope), ({ cluster }) => cluster);
  const read = groupBy(
    await ofClusters(rollupsIn(db, 'cluster_article_day', viewer, scope), clusters)
      .select((eb) => ['cluster', 'article', eb.fn.sum<number>('reads').as('reads')])
      .groupBy(['cluster', 'article'])
      .having((eb) => eb.fn.sum('reads'), '>', 0)
      .execute(),
    ({ cluster }) => cluster,
  );
  return new Map(
    clusters.map((cluster) => {
      const asked = requests.get(cluster) ?? [];
      const signs = new Map<string, AnswerSigns>();
      const add = (article: string, more: Partial<AnswerSigns>) => {
        const { named, reads } = signs.get(article) ?? { named: 0, reads: 0 };
        signs.set(article, { article, named: named + (more.named ?? 0), reads: reads + (more.reads ?? 0) });
      };
      for (const { slug, requests } of asked) if (slug !== null) add(slug, { named: requests });
      for (const { article, reads } of read.get(cluster) ?? []) add(article, { reads: Number(reads) });
      return [cluster, bestArticle([...signs.values()], sumOf(asked), kSessions)];
    }),
  );
}

/**
 * The gaps without an article in which requests count whose attempt searched for one of these clusters, by cluster; of each
 * how many. What is still hidden from those who decide on a request is left out.
 */
export async function missingGapsOf(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  clusters: readonly number[],
): Promise<Map<number, { key: string; requests: number }[]>> {
  if (clusters.length === 0) return new Map();
  const rows = await ticketsIn(db, viewer, scope)
    .innerJoin('help_session', 'help_session.ticket_id', 'ticket.id')
    .innerJoin('search', 'search.session_id', 'help_session.id')
    .innerJoin('phrase', 'phrase.id', 'search.phrase_id')
    .where('ticket.gap_key', 'like', 'missing:%')
    .where((eb) => eb.not(eb.parens(IS_HIDDEN)))
    .select((eb) => [
      'phrase.cluster',
      'ticket.gap_key as key',
      eb.fn.count<number>('ticket.id').distinct().as('requests'),
    ])
    .groupBy(['phrase.cluster', 'ticket.gap_key'])
    .orderBy('ticket.gap_key')
    .execute();
  const wanted = new Set(clusters);
  const own = rows.flatMap(({ cluster, key, requests }) =>
    key !== null && wanted.has(cluster) ? { cluster, key, requests: Number(requests) } : [],
  );
  return groupBy(own, ({ cluster }) => cluster);
}

/** How many requests of the window come from attempts that searched for a cluster, by their first answer article. */
async function requestsAfterSearches(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
): Promise<{ cluster: number; slug: string | null; requests: number }[]> {
  const rows = await ticketsIn(db, viewer, scope)
    .innerJoin('help_session', 'help_session.ticket_id', 'ticket.id')
    .innerJoin('search', 'search.session_id', 'help_session.id')
    .innerJoin('phrase', 'phrase.id', 'search.phrase_id')
    .leftJoin('ticket_answer', (join) =>
      join.onRef('ticket_answer.ticket_id', '=', 'ticket.id').on('ticket_answer.position', '=', 0),
    )
    .select((eb) => [
      'phrase.cluster',
      'ticket_answer.slug',
      eb.fn.count<number>('ticket.id').distinct().as('requests'),
    ])
    .groupBy(['phrase.cluster', 'ticket_answer.slug'])
    .execute();
  return rows.map(({ cluster, slug, requests }) => ({ cluster, slug, requests: Number(requests) }));
}

function sumOf(rows: readonly { requests: number }[]): number {
  return rows.reduce((total, { requests }) => total + requests, 0);
}
