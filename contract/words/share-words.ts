// Shares as people read them: whole percents, and ends of intervals rounded outward, so that words never claim too much.

/** Narrow, and never at the end of a line. */
const THIN_SPACE = '\u202f';

/** A share between 0 and 1 as a whole percent, rounded normally. */
export function wholePercent(share: number): number {
  return Math.round(hundredths(share) / 100);
}

/** The ends of an interval (0 to 1) as whole percents, rounded away from each other: 0.1268 to 0.6093 are 12 and 61. */
export function outwardPercents(lo: number, hi: number): { lo: number; hi: number } {
  return { lo: Math.floor(hundredths(lo) / 100), hi: Math.ceil(hundredths(hi) / 100) };
}

/** "25 %" */
export function percentWords(percent: number): string {
  return `${percent}${THIN_SPACE}%`;
}

/** "25 %" of a share between 0 and 1; what is little and not nothing is "under 1 %", and what is nearly all "over 99 %". */
export function partWords(share: number): string {
  const percent = wholePercent(share);
  if (percent === 0 && share > 0) return `under ${percentWords(1)}`;
  if (percent === 100 && share < 1) return `over ${percentWords(99)}`;
  return percentWords(percent);
}

/** "12 to 61 %", or "12 %" where both ends are the same. */
export function percentRangeWords({ lo, hi }: { lo: number; hi: number }): string {
  return lo === hi ? percentWords(lo) : `${lo} to ${percentWords(hi)}`;
}

/** Hundredths of a percent as a whole number: 0.28 × 100 is a little more than 28 for a computer, and must not become 29. */
function hundredths(share: number): number {
  return Math.round(share * 10_000);
}
