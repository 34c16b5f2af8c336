// What is said beside the label of what keeps happening, where the window is shorter than the days that tell it.
import type { GapRow } from '../../contract/api/gaps.ts';
import { daysBetween } from './days.ts';

/** Days of which it is said whether something keeps happening (METHOD 7.3). */
const RECURRENCE_DAYS = 28;

/** It keeps happening, and the window is so short that one sees it once. */
export function isCutShort({ recurrence, tickets }: GapRow, { from, to }: { from: string; to: string }): boolean {
  const isLasting = recurrence !== null && recurrence !== 'isolated';
  return isLasting && tickets === 1 && daysBetween(from, to) < RECURRENCE_DAYS;
}

/** "once in these 7 days" */
export function onceWords({ from, to }: { from: string; to: string }): string {
  const days = daysBetween(from, to);
  return days === 1 ? 'once on this day' : `once in these ${days} days`;
}
