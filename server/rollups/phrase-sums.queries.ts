// Adds up what was searched for: by wording and by cluster, and which article answered a cluster best.
import type { Db } from '../db/database.ts';
import type { ClusterCount, PhraseCount } from '../method/failed-searches.ts';
import type { Viewer } from '../people/permissions.ts';
import { type ReportScope, ticketsIn } from '../reports/report-rows.queries.ts';
import { inParts } from '../requesters/in-parts.ts';
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
  const all = await rollupsIn(db, 'phrase_day', viewer, scope)
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

/**
 * For each cluster the article that answers it best: the one that agents most often named on requests whose attempt
 * searched for it, else the one that was read most after such a search, else opened most. Ties go by slug.
 */
export async function bestArticles(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  clusters: readonly number[],
): Promise<Map<number, string>> {
  const wanted = new Set(clusters);
  if (wanted.size === 0) return new Map();
  const named = await namedArticles(db, viewer, scope);
  const opened = await rollupsIn(db, 'cluster_article_day', viewer, scope)
    .select((eb) => [
      'cluster',
      'article',
      eb.fn.sum<number>('opened').as('opened'),
      eb.fn.sum<number>('reads').as('reads'),
    ])
    .groupBy(['cluster', 'article'])
    .having((eb) => eb.fn.sum('opened'), '>', 0)
    .execute();
  const points = new Map<number, Map<string, [named: number, reads: number, opened: number]>>();
  const add = (cluster: number, article: string, [n, r, o]: [number, number, number]) => {
    if (!wanted.has(cluster)) return;
    const own = points.get(cluster) ?? new Map<string, [number, number, number]>();
    points.set(cluster, own);
    const [names, reads, opens] = own.get(article) ?? [0, 0, 0];
    own.set(article, [names + n, reads + r, opens + o]);
  };
  for (const { cluster, slug } of named) add(cluster, slug, [1, 0, 0]);
  for (const row of opened) add(row.cluster, row.article, [0, Number(row.reads), Number(row.opened)]);
  return new Map(
    [...points].map(([cluster, own]) => {
      const ranked = [...own].sort(
        ([slugA, a], [slugB, b]) => b[0] - a[0] || b[1] - a[1] || b[2] - a[2] || (slugA < slugB ? -1 : 1),
      );
      return [cluster, ranked[0]?.[0] ?? ''];
    }),
  );
}

/** The first answer article of each request of the window, for each cluster that its attempt searched for. */
async function namedArticles(db: Db, viewer: Viewer, scope: ReportScope): Promise<{ cluster: number; slug: string }[]> {
  return ticketsIn(db, viewer, scope)
    .innerJoin('ticket_answer', 'ticket_answer.ticket_id', 'ticket.id')
    .innerJoin('help_session', 'help_session.ticket_id', 'ticket.id')
    .innerJoin('search', 'search.session_id', 'help_session.id')
    .innerJoin('phrase', 'phrase.id', 'search.phrase_id')
    .select(['ticket.id', 'phrase.cluster', 'ticket_answer.slug'])
    .distinct()
    .where('ticket_answer.position', '=', 0)
    .execute();
}
