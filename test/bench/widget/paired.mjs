// What two things differ by when they are measured in pairs, and how sure that is.

/** Student's t for a two-sided interval of 95 %, by degrees of freedom; between two of them the larger one. */
const T95 = { 4: 2.776, 6: 2.447, 9: 2.262, 14: 2.145, 19: 2.093, 29: 2.045, 39: 2.023, 59: 2.001, 99: 1.984 };

/** @returns {mean, low, high} of the differences, by a t-interval of 95 %; `low` and `high` are infinite for under 5 pairs */
export function meanDifference(pairs) {
  const differences = pairs.map(([one, other]) => one - other);
  const n = differences.length;
  const mean = differences.reduce((sum, value) => sum + value, 0) / n;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const known = Object.keys(T95).filter((freedom) => Number(freedom) <= n - 1);
  const t = known.length ? T95[known.at(-1)] : Infinity;
  const half = t * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half };
}
