// How strongly key terms stand in their articles, as the first part of an index has it.

const LEAST = -2;
const MOST = 4;

/** A whole number from 0 on for how often a term stands in an article of middling length: one for each doubling. */
export function strengthOf(times: number): number {
  return Math.max(LEAST, Math.min(MOST, Math.round(Math.log2(times)))) - LEAST;
}

/** How often that is. */
export function timesOf(strength: number): number {
  return 2 ** (strength + LEAST);
}
