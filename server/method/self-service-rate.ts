/** M2 `self_service_rate`: do people who try help get an answer? (METHOD 4 and 9) */
import type { HelpOutcomes } from './help-outcomes.ts';
import { type BoundedRate, boundedRate, rate } from './statistics.ts';

/** Fewer attempts than this give no rate (METHOD 8.2). */
export const SELF_SERVICE_MIN_N = 20;

/** Low: they said that they got an answer. High: with those who read and left. */
export function computeSelfServiceRate(
  outcomes: Pick<HelpOutcomes, 'attempted' | 'answered' | 'possibly_answered'>,
  minN: number = SELF_SERVICE_MIN_N,
): BoundedRate {
  const { attempted, answered, possibly_answered: possibly } = outcomes;
  return boundedRate(rate(answered, attempted, minN), rate(answered + possibly, attempted, minN));
}
