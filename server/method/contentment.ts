/** M23 `csat`: were they content with the answer? (METHOD 9) */
import { type Rate, rate } from './statistics.ts';
import type { RequestFacts } from './ticket-facts.ts';

const MIN_ANSWERS = 5;
/** Scores from here on are content. */
const CONTENT_FROM = 4;

export interface Contentment {
  /** Scores of 4 and 5 of all scores. */
  readonly score: Rate;
  /** Scores of all solved requests. */
  readonly response: Rate;
}

/** @param solved requests that were solved in the window. */
export function computeContentment(solved: readonly RequestFacts[], minN = MIN_ANSWERS): Contentment {
  const scores = solved.flatMap(({ csat }) => csat ?? []);
  return {
    score: rate(scores.filter((score) => score >= CONTENT_FROM).length, scores.length, minN),
    response: rate(scores.length, solved.length, minN),
  };
}
