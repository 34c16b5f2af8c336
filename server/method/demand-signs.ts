/** The signs by which demand that nobody wrote about is matched to a gap (METHOD 7.3, silent demand). */
import { type CountedSession, readPairs } from './attempt-counts.ts';

/** The sign of having searched for something. */
export function clusterSign(cluster: number): string {
  return `c${cluster}`;
}

/** The sign of having said, last, that an article does not answer. */
export function noVoteSign(article: string): string {
  return `no:${article}`;
}

/**
 * The signs of one session, sorted, each once: only one that was left without an answer has any.
 * @param clusters those of its searches.
 */
export function demandSigns(
  session: Pick<CountedSession, 'outcome' | 'is_staff' | 'views'>,
  clusters: readonly number[],
): string[] {
  if (session.outcome !== 'unanswered' || session.is_staff) return [];
  const votedNo = readPairs(session.views).filter(({ vote }) => vote === 'no');
  return [...new Set([...clusters.map(clusterSign), ...votedNo.map(({ article }) => noVoteSign(article))])].sort();
}

/** Signs told apart again: the clusters that were searched, and the articles to which somebody said no. */
export function readSigns(signs: Iterable<string>): { clusters: number[]; saidNoTo: string[] } {
  const all = [...signs];
  const named = noVoteSign('');
  return {
    clusters: all.filter((sign) => !sign.startsWith(named)).map((sign) => Number(sign.slice(1))),
    saidNoTo: all.filter((sign) => sign.startsWith(named)).map((sign) => sign.slice(named.length)),
  };
}
