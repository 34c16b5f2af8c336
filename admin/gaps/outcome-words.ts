// "Where help ended" in words: one sentence for what is known, one for how sure it is; each small number has its own case.
import type { BoundedRate, HelpOutcomes, Outcome, UnansweredReason } from '../../contract/api/reports.ts';
import { outwardPercents, percentRangeWords, percentWords, wholePercent } from '../../contract/words/share-words.ts';

export interface Said {
  say: string;
  also: string;
}

/** What each outcome means, in a few words below its name. */
export const OUTCOME_MEANINGS: Record<Exclude<Outcome, 'no_attempt'>, string> = {
  answered: 'They said so.',
  possibly_answered: 'Read, then left.',
  unanswered: 'No article, no request.',
  escalated: 'Wrote to us, or called.',
};

export const REASON_WORDS: Record<UnansweredReason, string> = {
  said_no: 'Said it did not answer',
  form_abandoned: 'Began to write, then left',
  zero_results: 'Found nothing',
  no_click: 'Opened none of the results',
  not_read: 'Opened something, read nothing',
};

/** The one reason that may be no failure at all: the list alone may have answered. */
export const MAY_BE_FINE: readonly UnansweredReason[] = ['no_click'];

const ENDS: Record<Exclude<Outcome, 'no_attempt'>, string> = {
  answered: 'it was answered',
  possibly_answered: 'it may have been answered',
  unanswered: 'it was left without an answer',
  escalated: 'it became a request',
};

/** The sentence of the panel. Below the minimum there is no share, only counts. */
export function outcomesSaid(counts: HelpOutcomes, rate: BoundedRate): Said {
  return { say: sayOutcomes(counts, rate), also: alsoOutcomes(counts, rate) };
}

function sayOutcomes(counts: HelpOutcomes, { low, high }: BoundedRate): string {
  const { attempted, answered, possibly_answered: possibly } = counts;
  if (attempted === 0) return counts.no_attempt > 0 ? 'Nobody has tried help: they only looked.' : 'Nobody tried help.';
  if (low.value === null || high.value === null) return sayFew(counts);
  if (answered === attempted) return 'Everybody who tried help said that they got an answer.';
  if (answered + possibly === 0) return 'Nobody who tried help is known to have got an answer.';
  const [least, most] = [wholePercent(low.value), wholePercent(high.value)];
  if (answered === 0) return `Up to ${percentWords(most)} of people who tried help got an answer; nobody said so.`;
  if (possibly === 0) return `${percentWords(least)} of people who tried help said that they got an answer.`;
  if (least === most) return `About ${percentWords(least)} of people who tried help got an answer.`;
  return `Between ${percentWords(least)} and ${percentWords(most)} of people who tried help got an answer.`;
}

function sayFew(counts: HelpOutcomes): string {
  const { attempted, answered, possibly_answered: possibly } = counts;
  if (attempted === 1) {
    const outcome = (Object.keys(ENDS) as (keyof typeof ENDS)[]).find((name) => counts[name] === 1) ?? 'unanswered';
    return `One help attempt so far: ${ENDS[outcome]}.`;
  }
  if (answered === attempted) return `All ${attempted} help attempts were answered.`;
  if (answered + possibly === 0) return `None of ${attempted} help attempts is known to have been answered.`;
  if (possibly === 0) return `${answered} of ${attempted} help attempts ${was(answered)} answered.`;
  if (answered === 0) return `${possibly} of ${attempted} help attempts may have been answered; nobody said so.`;
  return `${answered} of ${attempted} help attempts ${was(answered)} answered, ${possibly} more possibly.`;
}

function alsoOutcomes(counts: HelpOutcomes, { outer }: BoundedRate): string {
  const { attempted, no_attempt: looked } = counts;
  const parts: string[] = [];
  if (outer) {
    const words = percentRangeWords(outwardPercents(outer[0], outer[1]));
    parts.push(`${words}, allowing for chance; ${attempted} attempts.`);
  }
  if (looked > 0 && attempted > 0)
    parts.push(looked === 1 ? '1 more just looked and is left out.' : `${looked} more just looked and are left out.`);
  if (looked > 0 && attempted === 0) parts.push(looked === 1 ? 'Once.' : `${looked} times.`);
  return parts.join(' ');
}

function was(count: number): string {
  return count === 1 ? 'was' : 'were';
}
