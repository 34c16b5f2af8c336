/** Who looked for the same, found no answer, and did not ask (METHOD 7.3): by the words searched, and by the last no. */
import { clusterSign, noVoteSign } from './demand-signs.ts';

/** Unanswered sessions that have the same signs. */
export interface UnansweredBySigns {
  /** By `demandSigns`. */
  readonly signs: readonly string[];
  readonly sessions: number;
}

/**
 * What an unanswered session can have in common with a request: the clusters of every search in its trail, and, where
 * it was not clear, a last no on the article in question.
 */
export function signsOfTicket(ticket: {
  readonly sub_kind: string | null;
  readonly article: string | null;
  /** Those of every search in its trail. */
  readonly clusters: readonly number[];
}): string[] {
  const own = ticket.sub_kind === 'unclear' && ticket.article !== null ? [noVoteSign(ticket.article)] : [];
  return [...new Set([...ticket.clusters.map(clusterSign), ...own])];
}

/** How many unanswered sessions share a sign with each gap; a session counts once for a gap, and may count for several. */
export function countSilent(
  signsOfGaps: ReadonlyMap<string, ReadonlySet<string>>,
  unanswered: readonly UnansweredBySigns[],
): Map<string, number> {
  const withSign = new Map<string, number[]>();
  for (const [at, { signs }] of unanswered.entries())
    for (const sign of new Set(signs)) {
      const sessions = withSign.get(sign);
      if (sessions) sessions.push(at);
      else withSign.set(sign, [at]);
    }
  // The last gap that counted a set, so that each set counts once: a list of numbers is quicker than a set of them.
  const countedBy = new Int32Array(unanswered.length).fill(-1);
  const silent = new Map<string, number>();
  let gap = 0;
  for (const [key, signs] of signsOfGaps) {
    let sessions = 0;
    for (const sign of signs)
      for (const at of withSign.get(sign) ?? []) {
        if (countedBy[at] === gap) continue;
        countedBy[at] = gap;
        sessions += unanswered[at]?.sessions ?? 0;
      }
    silent.set(key, sessions);
    gap += 1;
  }
  return silent;
}
