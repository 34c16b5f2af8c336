// What two things differ by when they are measured in pairs, and how sure that is.

/**
 * The median of the differences with its interval of 95 % by ranks, which one slow visit does not move.
 * @param pairs of numbers. @returns {median, low, high}; `low` and `high` are infinite for under 6 pairs, which cannot say
 */
export function medianDifference(pairs) {
  const sorted = pairs.map(([one, other]) => one - other).sort((a, b) => a - b);
  const n = sorted.length;
  const rank = Math.floor(n / 2 - 0.98 * Math.sqrt(n));
  const median = (sorted[Math.floor((n - 1) / 2)] + sorted[Math.ceil((n - 1) / 2)]) / 2;
  if (n < 6) return { median, low: -Infinity, high: Infinity };
  return { median, low: sorted[Math.max(0, rank)], high: sorted[n - 1 - Math.max(0, rank)] };
}
