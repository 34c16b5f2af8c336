/** Which article a request counts against, and how often each one fails its readers (METHOD 6 and 8.3, M11). */
import { shrink } from './exact-statistics.ts';
import type { TicketRow } from './report-rows.ts';
import { type Rate, rate } from './statistics.ts';

/** What a request says of an article that was read before it; only `unclear` counts against the article. */
export const ATTRIBUTIONS = ['unclear', 'wrong_article', 'product_defect', 'other', 'unattributed'] as const;
export type Attribution = (typeof ATTRIBUTIONS)[number];

const MIN_READS = 10;

/** A request with the articles that were read before it. */
export interface AttributedTicket extends Pick<TicketRow, 'id' | 'kind' | 'sub_kind'> {
  /** The article that its sub-kind is about. */
  readonly target: string | null;
  /** Articles with a qualified read in its trail, each once. */
  readonly reads: readonly string[];
}

/** How often an article was read, in sessions, and how these voted last. */
export interface ArticleReads {
  readonly article: string;
  readonly reads: number;
  readonly yes: number;
  readonly no: number;
}

export type AttributionSplit = { readonly [Name in Attribution]: number };

export interface ArticleTicketRate extends ArticleReads, AttributionSplit {
  /** Requests after a read; the split adds up to them. */
  readonly tickets: number;
  readonly rate: Rate;
  readonly unclear_rate: Rate;
  /** For ranking: `unclear_rate` drawn towards the pooled one; null without reads. */
  readonly shrunk_unclear: number | null;
}

/**
 * What the request says of one of the articles read before it. An undetermined one says nothing yet, nor does a
 * knowledge gap of which nobody has named the answer.
 */
export function attributionOf(ticket: AttributedTicket, article: string): Attribution {
  if (ticket.kind === 'functionality_issue') return 'product_defect';
  if (ticket.kind === 'other') return 'other';
  if (ticket.kind === 'undetermined' || ticket.sub_kind === null || ticket.sub_kind === 'unattributed')
    return 'unattributed';
  if (ticket.sub_kind !== 'unclear') return 'wrong_article';
  if (ticket.target === null) return 'unattributed';
  return ticket.target === article ? 'unclear' : 'wrong_article';
}

/** Splits the requests that were sent after a read of each article; keys are articles. */
export function splitByArticle(tickets: readonly AttributedTicket[]): Map<string, { [Name in Attribution]: number }> {
  const splits = new Map<string, { [Name in Attribution]: number }>();
  for (const ticket of tickets)
    for (const article of new Set(ticket.reads)) {
      const split = splits.get(article) ?? noTickets();
      split[attributionOf(ticket, article)] += 1;
      splits.set(article, split);
    }
  return splits;
}

/** No request at all. */
export function noTickets(): { [Name in Attribution]: number } {
  return { unclear: 0, wrong_article: 0, product_defect: 0, other: 0, unattributed: 0 };
}

/**
 * M11: a row for each article given, the worst first by `shrunk_unclear`. A request after a read stands for a session
 * with that read, also where the session began before the window: so there are never fewer reads than requests.
 *
 * @param pooled requests that blame an article among reads, of all articles of the site in 90 days.
 * @param minN reads from which on the rates are shown.
 */
export function articleTicketRates(
  articles: readonly ArticleReads[],
  tickets: readonly AttributedTicket[],
  pooled: { readonly unclear: number; readonly reads: number },
  minN = MIN_READS,
): ArticleTicketRate[] {
  const splits = splitByArticle(tickets);
  const share = pooled.reads === 0 ? 0 : pooled.unclear / pooled.reads;
  const rows = articles.map(({ article, reads: counted, yes, no }): ArticleTicketRate => {
    const split = splits.get(article) ?? noTickets();
    const asked = ATTRIBUTIONS.reduce((sum, name) => sum + split[name], 0);
    const reads = Math.max(counted, asked);
    return {
      ...{ article, reads, yes, no },
      tickets: asked,
      ...split,
      rate: rate(asked, reads, minN),
      unclear_rate: rate(split.unclear, reads, minN),
      shrunk_unclear: shrink(split.unclear, reads, share),
    };
  });
  return rows.sort(
    (a, b) =>
      (b.shrunk_unclear ?? -1) - (a.shrunk_unclear ?? -1) || b.reads - a.reads || (a.article < b.article ? -1 : 1),
  );
}
