// Enquiries as defects, in words: what they cost, where the time goes, and how much of it need not have come.
import type { CauseCost, ContactCost, DemandTypeShare } from '../../contract/api/report-data.ts';
import { ROOT_CAUSE_WORDS } from '../../contract/words/desk-words.ts';
import { partWords, percentWords, wholePercent } from '../../contract/words/share-words.ts';
import type { Said } from './outcome-words.ts';
import { betweenWords, costWords, countWords } from './rate-words.ts';

/** What stands for a request without a root cause. */
const UNSET = '(unset)';

/** "241 minutes, 14.83 a request" */
export function costLine({ minutes, value, tickets }: ContactCost): string {
  const all = countWords(minutes, 'minute', 'minutes');
  // The rate of the settings, so that nobody takes money for minutes.
  const rate = minutes > 0 ? ` at ${costWords(((value ?? 0) * tickets) / minutes)} a minute` : '';
  if (value !== null) return `${all}, ${costWords(value)} a request${rate}`;
  return `${all} for ${countWords(tickets, 'request', 'requests')}: too few for a cost of each`;
}

/** @param labels those of the settings, by key. */
export function causeName(cause: string, labels: ReadonlyMap<string, string>): string {
  if (cause === UNSET) return 'Not said';
  return labels.get(cause) ?? ROOT_CAUSE_WORDS[cause] ?? cause;
}

export function isUnset(cause: string): boolean {
  return cause === UNSET;
}

/** Where the time goes; "most" only above half. */
export function causesSaid(rows: readonly CauseCost[], cost: ContactCost, nameOf: (cause: string) => string): Said {
  const spent = rows.filter(({ minutes }) => minutes > 0);
  const [first, second] = spent;
  if (cost.tickets === 0) return { say: 'Nobody had to ask.', also: '' };
  if (!first || first.share === null) {
    return {
      say: 'No minutes have been noted.',
      also: 'Where the time goes is known once agents note how long a request took.',
    };
  }
  const also = `${costLine(cost)}. Minutes are as agents noted them.`;
  const name = nameOf(first.root_cause);
  if (isUnset(first.root_cause)) {
    if (!second) return { say: 'Nobody has said what caused any of the time.', also };
    const known = `Of the causes that are known, “${nameOf(second.root_cause)}” takes the most: ${partWords(second.share ?? 0)} of all.`;
    return {
      say: `Nobody has said what caused ${partWords(first.share)} of the time.`,
      also: `${known} ${also}`,
    };
  }
  if (!second) return { say: `All of the time goes to one cause: ${name}.`, also };
  if (first.share > 0.5) {
    return { say: `Most of the time goes to one cause: ${name}, ${partWords(first.share)}.`, also };
  }
  const few = spent.findIndex(({ cumulative }) => (cumulative ?? 0) >= 0.8) + 1;
  const share = partWords(spent[few - 1]?.cumulative ?? 1);
  return { say: `${few} of ${spent.length} causes take ${share} of the time; ${name} takes the most.`, also };
}

/** How much of the demand need not have come, as bounds; withheld with its counts. */
export function demandSaid({ failure }: DemandTypeShare): Said {
  const { low, high, outer } = failure;
  const total = low.den;
  if (total === 0) return { say: 'Nobody had to ask.', also: '' };
  const between = high.num === low.num + 1 ? 'or' : 'to';
  const range = low.num === high.num ? String(low.num) : `${low.num} ${between} ${high.num}`;
  const counts = `${range} of ${countWords(total, 'request', 'requests')}`;
  if (low.value === null || high.value === null || !outer) {
    return { say: `${counts} need not have come.`, also: 'Too few for a share.' };
  }
  const [least, most] = [wholePercent(low.value), wholePercent(high.value)];
  const share = least === most ? percentWords(least) : `Between ${percentWords(least)} and ${percentWords(most)}`;
  return {
    say: `${share} of requests need not have come.`,
    also: `${counts}; ${betweenWords(outer[0], outer[1])} allowing for chance. It is information, no target.`,
  };
}
