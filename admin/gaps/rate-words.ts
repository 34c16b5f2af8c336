// Rates in words: a share with what chance allows, or its counts where there are too few for one.
import type { Rate } from '../../contract/api/reports.ts';
import { outwardPercents, partWords, percentRangeWords, percentWords } from '../../contract/words/share-words.ts';

/** "between 17 and 54 %", allowing for chance; empty where the share is withheld. */
export function chanceWords({ lo, hi }: Rate): string {
  return lo === null || hi === null ? '' : betweenWords(lo, hi);
}

/** "33 %, between 17 and 54 %"; empty where it is withheld. */
export function shareWords(rate: Rate): string {
  return rate.value === null ? '' : `${partWords(rate.value)}, ${chanceWords(rate)}`;
}

/** The ends of an interval (0 to 1) rounded outward: "between 17 and 54 %". */
export function betweenWords(lo: number, hi: number): string {
  const ends = outwardPercents(lo, hi);
  return ends.lo === ends.hi ? percentWords(ends.lo) : `between ${ends.lo} and ${percentWords(ends.hi)}`;
}

/** "13 to 70 %": what a share could be when only its counts are shown (Wilson, 95 %; METHOD 8.1). */
export function couldBeWords(count: number, of: number): string {
  if (of <= 0) return '';
  const { lo, hi } = wilson(count, of);
  return percentRangeWords(outwardPercents(lo, hi));
}

/** A number as people read it: at most one digit after the point, and none for whole ones. */
export function plainNumber(value: number): string {
  // Of a large number nobody needs the tenths.
  return new Intl.NumberFormat('en-GB', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 1 }).format(value);
}

/** An amount of money without its currency, which nobody told us. */
export function costWords(value: number): string {
  return new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
}

/** "1 person", "3 people" and the like. */
export function countWords(count: number, one: string, many: string): string {
  return `${plainNumber(count)} ${count === 1 ? one : many}`;
}

const Z = 1.959963984540054;

function wilson(count: number, of: number): { lo: number; hi: number } {
  const share = count / of;
  const middle = share + (Z * Z) / (2 * of);
  const half = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  const scale = 1 + (Z * Z) / of;
  return { lo: Math.max(0, (middle - half) / scale), hi: Math.min(1, (middle + half) / scale) };
}
