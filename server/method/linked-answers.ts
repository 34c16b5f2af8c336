/** M18 and M19: did the answer name an article, was that one known before, and was one reply enough? (METHOD 9) */
import { type Rate, rate } from './statistics.ts';
import type { AnswerFacts, MoveFacts, RequestFacts } from './ticket-facts.ts';

const MIN_CLOSED = 10;

/** Closed requests by their answer. */
export interface KnownNewUnlinked {
  /** A linked article was there before they asked. */
  readonly known: number;
  /** All linked articles came later. */
  readonly new: number;
  readonly unlinked: number;
}

const isLinked = ({ answers_published_at }: AnswerFacts) => answers_published_at.length > 0;

/** Closed with an article of all closed. @param solved requests that were solved in the window. */
export function linkRate(solved: readonly AnswerFacts[], minN = MIN_CLOSED): Rate {
  return rate(solved.filter(isLinked).length, solved.length, minN);
}

/** The same without `other`, which no article can answer. */
export function linkRateOfAnswerable(solved: readonly (RequestFacts & AnswerFacts)[], minN = MIN_CLOSED): Rate {
  return linkRate(
    solved.filter(({ kind }) => kind !== 'other'),
    minN,
  );
}

/** Splits the closed by whether the answer was known when they asked. */
export function countKnownNewUnlinked(solved: readonly (RequestFacts & AnswerFacts)[]): KnownNewUnlinked {
  const linked = solved.filter(isLinked);
  const known = linked.filter(({ answers_published_at, submitted_at }) =>
    answers_published_at.some((at) => at !== null && at <= submitted_at),
  ).length;
  return { known, new: linked.length - known, unlinked: solved.length - linked.length };
}

/**
 * Settled by exactly one reply, and not reopened within seven days, of all that wanted one.
 * @param solved only those solved at least seven days ago: the others may still be reopened.
 */
export function firstContactResolution(solved: readonly (RequestFacts & MoveFacts)[], minN = MIN_CLOSED): Rate {
  const expected = solved.filter(({ reply_expected }) => reply_expected);
  const atOnce = expected.filter(({ public_replies, was_reopened_soon }) => public_replies === 1 && !was_reopened_soon);
  return rate(atOnce.length, expected.length, minN);
}
