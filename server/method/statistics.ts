/** The statistics kit of METHOD 8: Wilson intervals, and the shapes in which every rate leaves a report. */

/** 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;
/** A wider interval is called rough. */
const WIDE = 0.4;

/** What stands in `withheld` when there are too few cases. */
export type Withheld = 'n<min' | null;

/** A share with its 95 % interval. Withheld: `value`, `lo` and `hi` are null, the counts stay. */
export interface Rate {
  readonly value: number | null;
  readonly num: number;
  readonly den: number;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly wide: boolean;
  readonly withheld: Withheld;
}

/** A share of which only a lower and an upper bound can be known; `outer` allows for chance on both sides. */
export interface BoundedRate {
  readonly low: Rate;
  readonly high: Rate;
  readonly outer: readonly [lo: number, hi: number] | null;
}

/** The 95 % Wilson interval of `successes` out of `trials`, within 0 and 1; null for no trials (METHOD 8.1). */
export function wilson(successes: number, trials: number): { lo: number; hi: number } | null {
  if (trials <= 0) return null;
  const share = successes / trials;
  const scale = 1 + (Z * Z) / trials;
  const centre = (share + (Z * Z) / (2 * trials)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / trials + (Z * Z) / (4 * trials * trials));
  return { lo: Math.max(0, centre - half), hi: Math.min(1, centre + half) };
}

/** A rate; withheld when there are fewer than `minN` cases, or none at all (METHOD 8.2). */
export function rate(num: number, den: number, minN: number): Rate {
  const interval = den < minN ? null : wilson(num, den);
  if (!interval) return { value: null, num, den, lo: null, hi: null, wide: false, withheld: 'n<min' };
  const { lo, hi } = interval;
  return { value: num / den, num, den, lo, hi, wide: hi - lo > WIDE, withheld: null };
}

/** A bounded rate; there is no outer interval when either bound is withheld (METHOD 4). */
export function boundedRate(low: Rate, high: Rate): BoundedRate {
  return { low, high, outer: low.lo === null || high.hi === null ? null : [low.lo, high.hi] };
}
