// The searches that led people to an article, and those that did not: by wording, and never one that fewer than `k_sessions` used.
import type { ArticleHealth } from '../../contract/api/article-health.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { nearestRank } from '../method/exact-statistics.ts';
import { groupBy } from '../method/group-by.ts';
import type { Viewer } from '../people/permissions.ts';
import { rollupsIn } from '../rollups/rollup-scope.queries.ts';
import type { ArticleTicket } from './article-rows.queries.ts';
import type { ReportScope } from './report-rows.queries.ts';
import { sessionsIn } from './session-scope.queries.ts';

interface Wording {
  session_id: string;
  cluster: number;
  phrase_id: number;
  /** As the earliest person wrote it. */
  text: string;
  tokens: string;
  first_at: string;
}

/** By how many attempts each cluster was used in the window; with fewer than `k_sessions` it is not there (METHOD 2.5.4). */
async function shownClusters(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  clusters: readonly number[],
  kSessions: number,
): Promise<Map<number, number>> {
  if (clusters.length === 0) return new Map();
  const rows = await rollupsIn(db, 'cluster_day', viewer, scope)
    .where('cluster', 'in', [...new Set(clusters)])
    .select((eb) => ['cluster', eb.fn.sum<number>('sessions').as('sessions')])
    .groupBy('cluster')
    .execute();
  return new Map(
    rows.map(({ cluster, sessions }) => [cluster, Number(sessions)] as const).filter(([, n]) => n >= kSessions),
  );
}

/** What people had searched for when they opened the article from the results. */
export async function searchesThatLedTo(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  { articles, kSessions }: { articles: ArticleDirectory; kSessions: number },
  slug: string,
): Promise<Pick<ArticleHealth, 'led_here' | 'led_here_hidden'>> {
  const rows = await sessionsIn(db, viewer, scope)
    .innerJoin('article_view', 'article_view.session_id', 'help_session.id')
    .innerJoin('search', (join) =>
      join
        .onRef('search.session_id', '=', 'article_view.session_id')
        .onRef('search.search_id', '=', 'article_view.search_id'),
    )
    .innerJoin('phrase', 'phrase.id', 'search.phrase_id')
    .where('article_view.article_id', 'in', [...articles.namesOf(slug)])
    .where('article_view.source', '=', 'search')
    .select([
      'article_view.session_id',
      'article_view.position',
      'help_session.outcome',
      'phrase.cluster',
      'phrase.id as phrase_id',
      'phrase.text',
      'phrase.tokens',
      'phrase.first_at',
    ])
    .orderBy('article_view.at')
    .execute();
  const shown = await shownClusters(
    db,
    viewer,
    scope,
    rows.map(({ cluster }) => cluster),
    kSessions,
  );
  const byCluster = [...groupBy(rows, ({ cluster }) => String(cluster)).values()];
  const led_here = byCluster.flatMap((same) => {
    if (!shown.has(same[0]?.cluster ?? 0)) return [];
    const sessions = new Map(same.map(({ session_id, outcome }) => [session_id, outcome]));
    const ended = (outcome: string) => [...sessions.values()].filter((each) => each === outcome).length;
    const ranks = same.flatMap(({ position }) => position ?? []);
    return [
      {
        label: labelOf(same),
        phrases: phrasesOf(same),
        sessions: sessions.size,
        rank: nearestRank(ranks, 0.5),
        outcomes: {
          answered: ended('answered'),
          possibly_answered: ended('possibly_answered'),
          unanswered: ended('unanswered'),
          escalated: ended('escalated'),
        },
      },
    ];
  });
  const hidden = new Set(rows.filter(({ cluster }) => !shown.has(cluster)).map(({ phrase_id }) => phrase_id));
  return {
    led_here: led_here
      .sort((a, b) => b.sessions - a.sessions || (a.label < b.label ? -1 : 1))
      .slice(0, LIMITS.adminPageSize),
    led_here_hidden: hidden.size,
  };
}

/** What people had searched for before they asked what this article answers. @param tickets about this article. */
export async function searchesItFails(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  tickets: readonly ArticleTicket[],
  kSessions: number,
): Promise<Pick<ArticleHealth, 'fails_for' | 'fails_for_hidden'>> {
  const failed = new Set(
    tickets.filter(({ sub_kind }) => sub_kind === 'unclear' || sub_kind === 'unfindable').map(({ id }) => id),
  );
  const rows: (Wording & { ticket_id: string | null })[] = [];
  const ids = [...failed];
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE)
    rows.push(
      ...(await db
        .selectFrom('help_session')
        .innerJoin('search', 'search.session_id', 'help_session.id')
        .innerJoin('phrase', 'phrase.id', 'search.phrase_id')
        .where('help_session.ticket_id', 'in', ids.slice(at, at + IDS_AT_ONCE))
        .select([
          'help_session.ticket_id',
          'search.session_id',
          'phrase.cluster',
          'phrase.id as phrase_id',
          'phrase.text',
          'phrase.tokens',
          'phrase.first_at',
        ])
        .orderBy('search.at')
        .execute()),
    );
  const shown = await shownClusters(
    db,
    viewer,
    scope,
    rows.map(({ cluster }) => cluster),
    kSessions,
  );
  const fails_for = [...groupBy(rows, ({ cluster }) => String(cluster)).values()].flatMap((same) => {
    const sessions = shown.get(same[0]?.cluster ?? 0);
    if (sessions === undefined) return [];
    return [{ label: labelOf(same), tickets: new Set(same.map(({ ticket_id }) => ticket_id)).size, sessions }];
  });
  const hidden = new Set(rows.filter(({ cluster }) => !shown.has(cluster)).map(({ phrase_id }) => phrase_id));
  return {
    fails_for: fails_for.sort((a, b) => b.tickets - a.tickets || (a.label < b.label ? -1 : 1)),
    fails_for_hidden: hidden.size,
  };
}

const IDS_AT_ONCE = 500;

/** The wording with most searches, then the one with more words, then the earliest (METHOD 7.2). */
function labelOf(rows: readonly Wording[]): string {
  const wordings = [...groupBy(rows, ({ phrase_id }) => String(phrase_id)).values()].sort(([a, ...as], [b, ...bs]) => {
    if (!a || !b) return 0;
    const words = ({ tokens }: Wording) => tokens.split(' ').length;
    return bs.length - as.length || words(b) - words(a) || (a.first_at < b.first_at ? -1 : 1);
  });
  return wordings[0]?.[0]?.text ?? '';
}

function phrasesOf(rows: readonly Wording[]): string[] {
  return [...new Set(rows.map(({ text }) => text))].filter((text) => text !== '');
}
