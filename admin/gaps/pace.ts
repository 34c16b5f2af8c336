// When there will be enough to read: from how much came since the first of it, at the pace so far.
import { addDays, daysBetween } from './days.ts';

export interface Progress {
  have: number;
  need: number;
  /** The day of the first of them in the window; null where there is none. */
  since: string | null;
  from: string;
  to: string;
  today: string;
}

export type Outlook =
  /** The first day on which the page will have enough. */
  | { when: 'from'; day: string }
  /** Such a window never holds enough at this pace; one of so many days does. */
  | { when: 'longer'; days: number }
  /** Not even the longest period of the page does. */
  | { when: 'not_soon' }
  /** Nothing can be said: nothing came yet, or the window lies in the past. */
  | { when: 'unknown' };

const LONGEST_PERIOD = 90;

/** A window of L days that ends yesterday holds pace × L, and no more however long one waits. */
export function outlookOf({ have, need, since, from, to, today }: Progress): Outlook {
  if (have <= 0 || since === null || have >= need || addDays(to, 1) < today) return { when: 'unknown' };
  const last = to < today ? to : today;
  if (since > last) return { when: 'unknown' };
  const pace = have / daysBetween(since, last);
  const daysNeeded = Math.ceil(need / pace);
  if (daysNeeded <= daysBetween(from, to)) return { when: 'from', day: later(addDays(since, daysNeeded), today) };
  return daysNeeded <= LONGEST_PERIOD ? { when: 'longer', days: LONGEST_PERIOD } : { when: 'not_soon' };
}

function later(day: string, today: string): string {
  return day > today ? day : addDays(today, 1);
}
