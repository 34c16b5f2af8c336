/** M26: what of an article needs a look, as flags of their own and no score (METHOD 9). */
import { wilson } from './statistics.ts';

export const CONTENT_FLAGS = ['stale', 'unclear', 'unfindable', 'unhelpful', 'no_reads', 'broken_link'] as const;
export type ContentFlagName = (typeof CONTENT_FLAGS)[number];

/** Days without a review. */
export const STALE_DAYS = 180;
/** Days without a read; also how long an article must have been there to be blamed for it. */
export const UNREAD_DAYS = 90;
/** Requests from which on the article is said to be unclear, or hard to find. */
export const FLAGGED_REQUESTS = 2;
const DAY_MS = 86_400_000;

/** What is known of one article as of the end of a window. */
export interface ArticleFacts {
  /** ISO 8601; null for one that was never published. */
  readonly published_at: string | null;
  /** A date, or a moment: the last review that the article names, else its last change; null where neither is known. */
  readonly reviewed_at: string | null;
  /** Requests of the window with this article as their target, by sub-kind. */
  readonly unclear: number;
  readonly unfindable: number;
  /** Votes of the window. */
  readonly yes: number;
  readonly no: number;
  /** Sessions with a read in the 90 days up to the end. */
  readonly reads_90_days: number;
  /** Links, pictures and related articles that lead nowhere. */
  readonly broken_links: number;
}

export interface ContentFlag {
  readonly flag: ContentFlagName;
  /** A sentence of what was found. */
  readonly why: string;
  /** What the sentence counts; null where the flag is about something that never happened. */
  readonly count: number | null;
}

/** The flags of an article, in a fixed order. @param asOf ISO 8601, the end of the window. */
export function contentFlags(article: ArticleFacts, asOf: string): ContentFlag[] {
  const flags: ContentFlag[] = [];
  const flag = (name: ContentFlagName, why: string, count: number | null) => flags.push({ flag: name, why, count });
  const sinceReview = daysBetween(article.reviewed_at, asOf);
  if (sinceReview !== null && sinceReview >= STALE_DAYS)
    flag('stale', `Nobody has reviewed it for ${sinceReview} days.`, sinceReview);
  if (article.unclear >= FLAGGED_REQUESTS)
    flag('unclear', `${article.unclear} requests came from people who had read it.`, article.unclear);
  if (article.unfindable >= FLAGGED_REQUESTS)
    flag(
      'unfindable',
      `${article.unfindable} requests came from people who looked and did not find it.`,
      article.unfindable,
    );
  const votes = article.yes + article.no;
  const share = wilson(article.yes, votes);
  if (share !== null && share.hi < 0.5)
    flag('unhelpful', `${article.no} of ${votes} votes say that it did not answer the question.`, article.no);
  const sincePublished = daysBetween(article.published_at, asOf);
  if (article.reads_90_days === 0 && sincePublished !== null && sincePublished >= UNREAD_DAYS)
    flag('no_reads', `Nobody has read it for ${UNREAD_DAYS} days.`, null);
  if (article.broken_links > 0)
    flag(
      'broken_link',
      article.broken_links === 1
        ? 'One link in it leads nowhere.'
        : `${article.broken_links} links in it lead nowhere.`,
      article.broken_links,
    );
  return flags;
}

/** Whole days; null where there is no beginning. */
function daysBetween(from: string | null, to: string): number | null {
  return from === null ? null : Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
