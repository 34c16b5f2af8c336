/** Seeded chance (mulberry32): the same seed gives the same life, on every machine. */

/** What draws: everything that is decided by chance asks one of these, in a fixed order. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  /** True with this probability. */
  isTrue(probability: number): boolean;
  /** One of them. @throws RangeError for none. */
  pick<Item>(items: readonly Item[]): Item;
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number;
  /** Log-normal with this median; `spread` is the deviation of the logarithm. */
  logNormal(median: number, spread: number): number;
  /** The index of one, likelier the heavier it is. */
  weighted(weights: readonly number[]): number;
  /** A copy in any order. */
  shuffled<Item>(items: readonly Item[]): Item[];
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    isTrue: (probability) => next() < probability,
    whole,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('there is nothing to pick from');
      return items[whole(0, items.length - 1)] as (typeof items)[number];
    },
    logNormal: (median, spread) => {
      const [one, other] = [Math.max(next(), 1e-12), next()];
      return median * Math.exp(spread * Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * other));
    },
    weighted: (weights) => {
      let left = next() * weights.reduce((all, weight) => all + weight, 0);
      const found = weights.findIndex((weight) => {
        left -= weight;
        return left < 0;
      });
      return found === -1 ? weights.length - 1 : found;
    },
    shuffled: (items) => {
      const copy = [...items];
      for (let at = copy.length - 1; at > 0; at -= 1) {
        const other = whole(0, at);
        [copy[at], copy[other]] = [copy[other] as (typeof copy)[number], copy[at] as (typeof copy)[number]];
      }
      return copy;
    },
  };
}
