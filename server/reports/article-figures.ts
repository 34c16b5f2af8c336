// The figures on articles, worked out once for the reports, the list and the page of each: split, ranks, flags.
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { type ArticleTicketRate, articleTicketRates, splitByArticle } from '../method/article-attribution.ts';
import { type ContentFlag, contentFlags, UNREAD_DAYS } from '../method/content-flags.ts';
import type { SubKind } from '../method/kinds.ts';
import { addDays } from '../method/local-time.ts';
import type { Viewer } from '../people/permissions.ts';
import type { Settings } from '../settings/settings-schema.ts';
import {
  type ArticleTicket,
  articleReads,
  articleTickets,
  type CountedReads,
  type KnownArticle,
  knownArticles,
} from './article-rows.queries.ts';
import { scopeOf } from './read-window.ts';
import { ofSite, type ReportScope } from './report-rows.queries.ts';

/** Days over which the site's own share of unclear reads is pooled (METHOD 8.3): those of `no_reads`, read at once. */
const POOLED_DAYS = UNREAD_DAYS;

export interface ArticleFigures {
  /** The worst first; of every article that was there in the window, or was read in it. */
  rows: ArticleTicketRate[];
  /** By slug. */
  known: ReadonlyMap<string, KnownArticle>;
  reads: ReadonlyMap<string, CountedReads>;
  flags: ReadonlyMap<string, ContentFlag[]>;
  /** Requests of the window that came after a read, or whose sub-kind is about an article. */
  tickets: ArticleTicket[];
  /** Requests that blame an article, and reads, of the whole site in 90 days. */
  pooled: { unclear: number; reads: number };
}

export interface ArticleFigureOptions {
  settings: Settings;
  articles: ArticleDirectory;
  minN: number | undefined;
  asShown: boolean;
}

/** Names that the database does not know are left out: anybody can send events of articles that never were. */
export async function articleFigures(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  { settings, articles, minN, asShown }: ArticleFigureOptions,
): Promise<ArticleFigures> {
  const lately = scopeOf(
    { from: addDays(scope.days.to, 1 - POOLED_DAYS), to: scope.days.to },
    settings.time_zone,
    ofSite(scope.filters),
  );
  const known = await knownArticles(db, articles);
  const reads = await articleReads(db, viewer, scope, articles);
  const readsLately = await articleReads(db, viewer, lately, articles);
  const tickets = await articleTickets(db, viewer, scope, { asShown, articles });
  const blaming = splitByArticle(await articleTickets(db, viewer, lately, { asShown, articles, subKind: 'unclear' }));
  const isKnown = ([slug]: [string, unknown]) => known.has(slug);
  const pooled = {
    unclear: [...blaming].filter(isKnown).reduce((sum, [, { unclear }]) => sum + unclear, 0),
    reads: [...readsLately].filter(isKnown).reduce((sum, [, row]) => sum + row.reads, 0),
  };
  const seen = new Set([...reads.keys(), ...tickets.flatMap((ticket) => ticket.reads)]);
  const there = [...known.values()].filter((article) => seen.has(article.slug) || wasThere(article, scope));
  const rows = articleTicketRates(
    there.map(({ slug }) => reads.get(slug) ?? { article: slug, reads: 0, yes: 0, no: 0 }).map(readsAlone),
    tickets,
    pooled,
    minN,
  );
  const targets = countTargets(tickets);
  const flags = new Map(
    there.map((article) => {
      const { slug } = article;
      const own = reads.get(slug);
      const [file] = articles.find(slug);
      const facts = {
        published_at: article.removed_at === null ? article.published_at : null,
        reviewed_at: article.removed_at === null ? (file?.reviewed ?? article.changed_at) : null,
        unclear: targets(slug, 'unclear'),
        unfindable: targets(slug, 'unfindable'),
        yes: own?.yes ?? 0,
        no: own?.no ?? 0,
        reads_90_days: readsLately.get(slug)?.reads ?? 0,
        broken_links: articles.brokenLinks(slug),
      };
      return [slug, contentFlags(facts, scope.end)];
    }),
  );
  return { rows, known, reads, flags, tickets, pooled };
}

/** How many requests have an article as the target of their sub-kind. */
export function countTargets(tickets: readonly ArticleTicket[]): (slug: string, subKind: SubKind) => number {
  const counts = new Map<string, number>();
  for (const { kind, sub_kind, target } of tickets) {
    if (kind !== 'knowledge_gap' || sub_kind === null || target === null) continue;
    const key = `${sub_kind}:${target}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (slug, subKind) => counts.get(`${subKind}:${slug}`) ?? 0;
}

function wasThere({ published_at, removed_at }: KnownArticle, scope: ReportScope): boolean {
  return published_at !== null && published_at < scope.end && (removed_at === null || removed_at >= scope.start);
}

function readsAlone({ article, reads, yes, no }: Pick<CountedReads, 'article' | 'reads' | 'yes' | 'no'>) {
  return { article, reads, yes, no };
}
