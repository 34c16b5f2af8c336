// The types of paired.mjs, for its test.
export function medianDifference(pairs: [one: number, other: number][]): { median: number; low: number; high: number };
