// Reads where terms stand from the streams of an index file, and gives it term by term.
import { type Counts, flatCounts, placeIn } from './flat-counts.ts';
import { IndexMismatchError, orderBySize, type Reader, readerOf } from './read-bytes.ts';
import type { UnitPlaces } from './search-index.ts';

/** Where terms stand, still in order of terms: the n-th term has the places from `starts[n]` on. */
export interface Places {
  starts: Uint32Array;
  articles: Uint32Array;
  /** Where the counts of a place begin in `times`. */
  timesAt: Uint32Array;
  /** How many counts a place has. */
  countAt: Uint8Array;
  times: Uint16Array;
  /** One bit for each unit that holds the term; 0 where only the sum is known. */
  masks: Uint32Array;
}

/** For each article, the numbers of its units. */
export type PerArticle = readonly (readonly number[])[];

/** Divides a list by how many values each article has. */
export function perArticle(counts: readonly number[], values: readonly number[]): PerArticle {
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

/**
 * Reads where terms stand. With `units`, how often is said for each unit of an article that holds the term, unless it
 * stands in more than `dense` articles.
 */
export function readPlaces(file: { next(): Reader }, units: PerArticle | null, dense = Infinity): Places {
  const sizes = file.next().rest();
  const gaps = file.next().rest();
  const times = Uint16Array.from(file.next().rest(), (value) => value + 1);
  const groups = units ? file.next().rest() : [];
  const bits = units ? file.next() : null;
  let from = 0;
  const readers = groups.map((length) => {
    from += length;
    return readerOf((bits as Reader).bytes.subarray(from - length, from));
  });
  const places: Places = {
    starts: new Uint32Array(sizes.length + 1),
    articles: new Uint32Array(gaps.length),
    timesAt: new Uint32Array(gaps.length),
    countAt: new Uint8Array(gaps.length),
    times,
    masks: new Uint32Array(gaps.length),
  };
  sizes.forEach((size, term) => {
    places.starts[term + 1] = (places.starts[term] as number) + size;
  });
  let gap = 0;
  let at = 0;
  for (const term of orderBySize(units ? sizes : sizes.map(() => 0))) {
    const size = sizes[term] as number;
    let article = -1;
    for (let place = places.starts[term] as number; place < (places.starts[term + 1] as number); place++) {
      article += (gaps[gap++] as number) + 1;
      places.articles[place] = article;
      places.timesAt[place] = at;
      const among = units && size <= dense ? (units[article]?.length ?? 0) : 0;
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

function countBits(mask: number): number {
  let count = 0;
  for (let left = mask; left; left = Math.floor(left / 2)) count += left % 2;
  return count;
}

/** How often a term stands in a field of each article; undefined where it stands in none. */
export function countsAt({ starts, articles, timesAt, countAt, times }: Places, term: number): Counts | undefined {
  const from = starts[term] ?? 0;
  const to = starts[term + 1] ?? 0;
  const sums = new Uint32Array(Math.max(0, to - from));
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
