/** The exact part of the statistics kit (METHOD 8.3, 8.4, 8.5, 8.8, 7.4): tails, Poisson limits, shrinkage, many tests, ranks. */

/** How many imagined cases at the pooled rate weigh in on each article (METHOD 8.3). */
export const SHRINK_CASES = 20;

/** ln n! of the first numbers: a year of bursts asks for them many million times. */
const LOG_FACTORIALS = [0];
for (let n = 1; n <= 1_000; n++) LOG_FACTORIALS.push((LOG_FACTORIALS[n - 1] as number) + Math.log(n));

/** ln Γ(n + 1), by the product, and by Stirling's series (error below 1e-12) where there are no more. */
function logFactorial(n: number): number {
  const known = LOG_FACTORIALS[n];
  if (known !== undefined) return known;
  const x = n + 1;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3);
}

/** P(Binomial(`trials`, `share`) ≥ `atLeast`), by adding up the exact terms (METHOD 7.4 and 8.5). */
export function binomialTail(atLeast: number, trials: number, share: number): number {
  if (atLeast <= 0) return 1;
  if (atLeast > trials || share <= 0) return 0;
  if (share >= 1) return 1;
  let tail = 0;
  for (let hits = atLeast; hits <= trials; hits++) {
    const choices = logFactorial(trials) - logFactorial(hits) - logFactorial(trials - hits);
    const term = Math.exp(choices + hits * Math.log(share) + (trials - hits) * Math.log1p(-share));
    tail += term;
    // Beyond the peak the terms fall for good.
    if (hits > trials * share && term < 1e-18 * tail) break;
  }
  return Math.min(1, tail);
}

/** P(Poisson(`mean`) ≤ `count`). */
function poissonUpTo(count: number, mean: number): number {
  // From the likeliest count to both sides, as far as a term still adds anything.
  const middle = Math.min(count, Math.floor(mean));
  const likeliest = Math.exp(middle * Math.log(mean) - mean - logFactorial(middle));
  let sum = likeliest;
  for (let n = middle, term = likeliest; n > 0 && term > 1e-18 * sum; n--) {
    term *= n / mean;
    sum += term;
  }
  for (let n = middle + 1, term = likeliest; n <= count && term > 1e-18 * sum; n++) {
    term *= mean / n;
    sum += term;
  }
  return Math.min(1, sum);
}

/** Where a falling function meets a value, between two places. */
function crossing(falling: (at: number) => number, value: number, low: number, high: number): number {
  let [from, to] = [low, high];
  for (let round = 0; round < 200 && to - from > 1e-12 * to; round++) {
    const middle = (from + to) / 2;
    if (falling(middle) > value) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

/**
 * The exact (Garwood) interval of the mean of a Poisson count (METHOD 8.4); `level` is 0.95 or, for the backlog's users, 0.8.
 * Source: F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936).
 */
export function garwood(count: number, level = 0.95): { lo: number; hi: number } {
  const tail = (1 - level) / 2;
  const most = count + 10 * Math.sqrt(count + 1) + 20;
  const hi = crossing((mean) => poissonUpTo(count, mean), tail, Number.EPSILON, most);
  const lo = count === 0 ? 0 : crossing((mean) => poissonUpTo(count - 1, mean), 1 - tail, Number.EPSILON, count);
  return { lo, hi };
}

/**
 * Benjamini–Hochberg: for each p the smallest false discovery rate at which it would be flagged, in the order given.
 * `total` counts further tests with p = 1, which change nothing but how many there are.
 * Source: Benjamini and Hochberg, Controlling the false discovery rate, J. R. Statist. Soc. B 57 (1995).
 */
export function benjaminiHochberg(ps: readonly number[], total = ps.length): number[] {
  const order = ps.map((_, at) => at).sort((a, b) => (ps[a] as number) - (ps[b] as number));
  const qs = new Array<number>(ps.length);
  let least = 1;
  for (let rank = order.length; rank > 0; rank--) {
    const at = order[rank - 1] as number;
    least = Math.min(least, ((ps[at] as number) * total) / rank);
    qs[at] = least;
  }
  return qs;
}

/** A rate drawn towards the pooled one, so that few cases cannot rank high by chance (METHOD 8.3); null for no cases. */
export function shrink(hits: number, cases: number, pooled: number): number | null {
  return cases === 0 ? null : (hits + SHRINK_CASES * pooled) / (cases + SHRINK_CASES);
}

/** The smallest value that at least this share of all values does not exceed (METHOD 8.8); null for none. */
export function nearestRank(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
