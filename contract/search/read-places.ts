// Reads where terms stand from the streams of an index file, and gives it term by term.
import { type Counts, flatCounts, placeIn } from './flat-counts.ts';
import { IndexMismatchError, orderBySize, type Reader } from './read-bytes.ts';
import type { UnitPlaces } from './search-index.ts';

/** Where terms stand, still in order of terms: the n-th term has the places from `starts[n]` on. */
export interface Places {
  starts: Uint32Array;
  articles: Uint32Array;
  /** Where the counts of a place begin in `times`. */
  timesAt: Uint32Array;
  /** How many counts a place has. */
  countAt: Uint8Array;
  times: Uint16Array | Float64Array;
  /** One bit for each unit that holds the term; 0 where only the sum is known. */
  masks: Uint32Array;
}

/** For each article, the numbers of its units. */
export type PerArticle = readonly (readonly number[])[];

/** Divides a list by how many values each article has. */
function perArticle(counts: readonly number[], values: readonly number[]): PerArticle {
  let at = 0;
  return counts.map((count) => {
    at += count;
    return values.slice(at - count, at);
  });
}

/** Numbers of each article's units: how many, then all of them. */
export function readPerArticle(file: { next(): Reader }): PerArticle {
  const counts = file.next().rest();
  return perArticle(counts, file.next().rest());
}

/** What is known of places that are read: articles of each term, and from how many on a term has no units. */
interface Known {
  known?: Places;
  dense?: number;
}

/**
 * Reads where terms stand. With `units`, how often is said for each unit of an article that holds the term, unless it
 * stands in more than `dense` articles.
 */
export function readPlaces(
  file: { next(): Reader },
  units: PerArticle | null,
  { known, dense = Infinity }: Known = {},
): Places {
  const others = file.next().rest();
  const gaps = file.next().rest();
  const times = Uint16Array.from(file.next().rest(), (value) => value + 1);
  const groups = units ? file.next().rest() : [];
  const bits = units ? file.next() : null;
  const readers = groups.map((length) => (bits as Reader).part(length));
  const sizes = others.map((size, term) => size + (known ? articlesOf(known, term).length : 0));
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const places = {
    starts: new Uint32Array(sizes.length + 1),
    articles: new Uint32Array(count),
    timesAt: new Uint32Array(count),
    countAt: new Uint8Array(count),
    times,
    masks: new Uint32Array(count),
  };
  sizes.forEach((size, term) => {
    places.starts[term + 1] = (places.starts[term] as number) + size;
  });
  let gap = 0;
  let at = 0;
  for (const term of orderBySize(units ? sizes : sizes.map(() => 0))) {
    const size = sizes[term] as number;
    const first = places.starts[term] as number;
    const old = known ? articlesOf(known, term) : NONE;
    let next = 0;
    let used = 0;
    let place = first;
    for (let left = others[term] as number; left; left--) {
      next += gaps[gap++] as number;
      while (used < old.length && (old[used] as number) <= next) {
        places.articles[place++] = old[used++] as number;
        next++;
      }
      places.articles[place++] = next++;
    }
    places.articles.set(old.subarray(used), place);
    for (place = first; place < first + size; place++) {
      places.timesAt[place] = at;
      const among = units && size <= dense ? (units[places.articles[place] as number]?.length ?? 0) : 0;
      let mask = among === 1 ? 1 : 0;
      if (among > 1) {
        mask = readers[among]?.next() ?? 0;
      }
      places.masks[place] = mask;
      places.countAt[place] = mask ? countBits(mask) : 1;
      at += places.countAt[place] as number;
    }
  }
  if (at !== times.length) throw new IndexMismatchError('the search index does not add up');
  return places;
}

/** Reads places that are among others; see writeCountsAmong. */
export function readPlacesAmong(file: { next(): Reader }, others: Places): Places {
  const places = readPlaces(file, null);
  const { starts, articles } = places;
  for (let term = 0; term + 1 < starts.length; term++)
    for (let place = starts[term] as number; place < (starts[term + 1] as number); place++)
      articles[place] = others.articles[(others.starts[term] as number) + (articles[place] as number)] as number;
  return places;
}

const NONE = new Uint32Array();

/** The articles of a term, in order. */
function articlesOf({ starts, articles }: Places, term: number): Uint32Array {
  const end = starts[term + 1];
  return end === undefined ? NONE : articles.subarray(starts[term], end);
}

function countBits(mask: number): number {
  let count = 0;
  for (let left = mask; left; left = Math.floor(left / 2)) count += left % 2;
  return count;
}

/** How often a term stands in a field of each article; undefined where it stands in none. */
export function countsAt({ starts, articles, timesAt, countAt, times }: Places, term: number): Counts | undefined {
  const from = starts[term] ?? 0;
  const to = starts[term + 1] ?? 0;
  const sums = new Float64Array(Math.max(0, to - from));
  for (let place = from; place < to; place++) {
    const first = timesAt[place] as number;
    for (let at = first; at < first + (countAt[place] as number); at++)
      sums[place - from] = (sums[place - from] as number) + (times[at] as number);
  }
  return sums.length ? flatCounts(articles.subarray(from, to), sums) : undefined;
}

/** Which units of each article hold a term. */
export function unitsAt({ starts, articles, timesAt, countAt, times, masks }: Places, term: number): UnitPlaces {
  const from = starts[term] ?? 0;
  const own = articles.subarray(from, starts[term + 1] ?? 0);
  let count = 0;
  own.forEach((_article, at) => {
    if (masks[from + at]) count += countAt[from + at] as number;
  });
  return {
    count,
    of(article) {
      const at = placeIn(own, article);
      if (own[at] !== article) return undefined;
      const units: number[] = [];
      let next = timesAt[from + at] as number;
      for (let unit = 0, mask = masks[from + at] as number; mask; unit++, mask = Math.floor(mask / 2))
        if (mask % 2) units.push(unit, times[next++] as number);
      return units;
    },
  };
}
