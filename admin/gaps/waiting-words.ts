// "Waiting and trust" in words: what is over its limit, how soon people were answered, and how far our guesses can be trusted.
import type { Accuracy, ChannelRow, ReplyTimes, StatusAgeRow } from '../../contract/api/report-data.ts';
import { partWords } from '../../contract/words/share-words.ts';
import type { Said } from './outcome-words.ts';
import { chanceWords, countWords } from './rate-words.ts';

/** METHOD 8.2: below it nothing is said of how right the suggestions are. */
const MIN_BLIND = 20;

/** @param labelOf a status in the team's words. */
export function waitingSaid(
  rows: readonly StatusAgeRow[],
  replies: ReplyTimes,
  labelOf: (status: string) => string,
): Said {
  return { say: sayWaiting(rows, labelOf), also: alsoWaiting(replies) };
}

function sayWaiting(rows: readonly StatusAgeRow[], labelOf: (status: string) => string): string {
  const open = rows.reduce((sum, row) => sum + row.open, 0);
  if (open === 0) return 'Nothing is waiting.';
  const over = rows.reduce((sum, row) => sum + row.languishing, 0);
  if (over === 0) return 'Nothing is over its limit.';
  const [worst] = rows.toSorted((a, b) => b.languishing - a.languishing);
  const total = `${countWords(over, 'request is', 'requests are')} over ${over === 1 ? 'its' : 'their'} limit`;
  if (!worst || over === 1) return `${total}${worst ? `, in ${labelOf(worst.status)}` : ''}.`;
  return worst.languishing === over
    ? `${total}, all in ${labelOf(worst.status)}.`
    : `${total}, ${worst.languishing} of them in ${labelOf(worst.status)}.`;
}

function alsoWaiting({ n, median, within_target: within }: ReplyTimes): string {
  if (n === 0) return 'No request of this period has had its first reply.';
  const parts: string[] = [];
  if (within.den > 0) {
    const share = within.value === null ? '' : ` (${chanceWords(within)})`;
    parts.push(
      `${within.num} of ${countWords(within.den, 'first reply', 'first replies')} came in the promised time${share}`,
    );
  } else parts.push(countWords(n, 'first reply', 'first replies'));
  if (median !== null) parts.push(`half within ${hoursWords(median)}`);
  return `${parts.join('; ')}.`;
}

/** Support hours as a person says them: "8 min", "3 h", "2 h 30". */
export function hoursWords(hours: number | null): string {
  if (hours === null) return 'not enough yet';
  const minutes = Math.round(hours * 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  if (minutes >= 6_000 || rest === 0) return `${Math.round(minutes / 60)} h`;
  return `${Math.floor(minutes / 60)} h ${String(rest).padStart(2, '0')}`;
}

/** How right the suggestions are on requests whose suggestion was hidden; withheld with its counts. */
export function accuracyWords({ blind, kappa }: Accuracy): { isWithheld: boolean; say: string; also: string } {
  if (blind.value === null) {
    return {
      isWithheld: true,
      say: 'Not enough yet to say how often our suggestions of the kind are right.',
      also: `${blind.num} of ${countWords(blind.den, 'blind request', 'blind requests')}; ${MIN_BLIND} are needed. Right so far, where the suggestion was hidden until a person had chosen.`,
    };
  }
  return {
    isWithheld: false,
    say: `Our suggestions of the kind were right for ${partWords(blind.value)} of blind requests.`,
    also: `${blind.num} of ${blind.den}, ${chanceWords(blind)} allowing for chance.${kappa === null ? '' : ` With what people confirmed they agree, beyond chance, by κ\u00a0${kappa.toFixed(2)}.`} Each kind by itself is in the table.`,
  };
}

export interface Blindness {
  requests: number;
  unconfirmed: number;
  withoutTrail: number;
  unattributed: number;
}

/** What the figures rest on; each of these makes them less sure. */
export function blindnessOf(
  requests: number,
  accuracy: Accuracy,
  channels: readonly ChannelRow[],
  unattributed: number,
): Blindness {
  return {
    requests,
    unconfirmed: Math.max(0, requests - accuracy.coverage.den),
    withoutTrail: channels.reduce((sum, { without_trail }) => sum + without_trail.num, 0),
    unattributed,
  };
}

/** "90 of 244 kinds are confirmed by nobody." */
export function howSureWords(requests: number, accuracy: Accuracy): string {
  const unconfirmed = Math.max(0, requests - accuracy.coverage.den);
  if (unconfirmed === 0) return requests === 1 ? 'Its kind is confirmed.' : 'All kinds are confirmed.';
  return `${unconfirmed} of ${countWords(requests, 'kind is', 'kinds are')} confirmed by nobody yet.`;
}

/** What no number of this page can say (METHOD 14), in plain view and not in a footnote. */
export const CANNOT_SAY: readonly string[] = [
  'Whoever reads, leaves, and asks tomorrow or from another tab counts as possibly answered. The high bounds are too high by an amount that nobody knows, unless your pages say who people are.',
  '“Not clear” needs somebody to say which article was the answer. Where nobody did, a request is not attributed, and no article is blamed.',
  'Ten seconds on a page count as read. That is a convention: reading is not understanding. The export has the figures for 5 and for 30 seconds too.',
  'Requests by phone, mail or in person have no trail. They all land in “No article”, “Didn’t look” or “Not attributed”.',
  'A kind is a suggestion until somebody confirms it, and a confirmed one is a judgement: two people would not always agree.',
  'People affected are those who asked or left a trace. Who never opens help is in no figure.',
  'The score puts things in order. It is no cost, and with few people the order could change.',
];
