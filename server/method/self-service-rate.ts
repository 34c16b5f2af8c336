/** M2 `self_service_rate`: do people who try help get an answer? (METHOD 4 and 9) */
import { MIN_ATTEMPTS_FOR_SHARE } from '../../contract/minimum-counts.ts';
import type { HelpOutcomes } from './help-outcomes.ts';
import { type BoundedRate, boundedRate, rate } from './statistics.ts';

/** Low: they said that they got an answer. High: with those who read and left. */
export function computeSelfServiceRate(
  outcomes: Pick<HelpOutcomes, 'attempted' | 'answered' | 'possibly_answered'>,
  minN: number = MIN_ATTEMPTS_FOR_SHARE,
): BoundedRate {
  const { attempted, answered, possibly_answered: possibly } = outcomes;
  return boundedRate(rate(answered, attempted, minN), rate(answered + possibly, attempted, minN));
}
