// Requests that help spared, in words: always two bounds, an estimate only where people were asked, minutes never as money.
import type { AvoidedMinutes, DeflectedTickets } from '../../contract/api/report-data.ts';
import type { BoundedRate } from '../../contract/api/reports.ts';
import { countWords, plainNumber } from './rate-words.ts';

/** "between 2 and 12" */
export function avoidedWords({ low, high }: DeflectedTickets): string {
  if (high === 0) return 'none that we know of';
  return low === high ? String(low) : `between ${low} and ${high}`;
}

/** What is known beyond the bounds: the estimate, and the minutes. */
export function avoidedAlso({ estimate }: DeflectedTickets, minutes: AvoidedMinutes): string {
  const parts: string[] = [];
  if (estimate) {
    const [from, to] = [Math.round(estimate.low), Math.round(estimate.high)];
    parts.push(`By how many said that they would have written to us: ${from} to ${to}.`);
  }
  if (minutes.low !== null && minutes.high !== null && minutes.high > 0) {
    const from = plainNumber(minutes.low);
    const span = minutes.low === minutes.high ? from : `${from} to ${plainNumber(minutes.high)}`;
    parts.push(`${span} minutes. Not a saving until someone’s time is freed.`);
  }
  return parts.join(' ');
}

/** Beside a withheld rate of those who came to ask: what became of them as counts. */
export function cameToAskWords({ low, high }: BoundedRate): string {
  const opened = low.den;
  if (opened === 0) return 'Nobody opened the form.';
  const who = `Of ${opened} who opened the form, `;
  if (high.num === 0) return `${who}none left without sending it.`;
  const found = `${low.num === 0 ? 'none' : low.num} said that an answer was there`;
  const left = high.num - low.num;
  return `${who}${found}${left > 0 ? `, ${countWords(left, 'more', 'more')} left without sending it` : ''}.`;
}
