// Writes where terms stand; read-places.ts reads it.
import { orderBySize } from './read-bytes.ts';
import type { Units } from './search-index.ts';
import { NumberWriter } from './write-bytes.ts';

type ArticleMap<T> = ReadonlyMap<number, T>;

/** Numbers one after the other. */
export function numbers(values: readonly number[]): NumberWriter {
  const writer = new NumberWriter();
  for (const value of values) writer.add(value);
  return writer;
}

/** For each term in how many articles it stands, the gaps between them, and how often in each. */
export function writeCounts(terms: readonly ArticleMap<number>[]): NumberWriter[] {
  const sizes = new NumberWriter();
  const gaps = new NumberWriter();
  const times = new NumberWriter();
  for (const articles of terms) {
    sizes.add(articles.size);
    let last = -1;
    for (const [article, often] of articles) {
      gaps.add(article - last - 1);
      last = article;
      times.add(often - 1);
    }
  }
  return [sizes, gaps, times];
}

/** The same for places that are among others which are known: the n-th of them instead of the article. */
export function writeCountsAmong(
  terms: readonly ArticleMap<number>[],
  others: readonly ArticleMap<unknown>[],
): NumberWriter[] {
  return writeCounts(
    terms.map((articles, term) => {
      const rankOf = new Map(Array.from(others[term]?.keys() ?? [], (article, rank) => [article, rank]));
      return new Map(
        Array.from(articles, ([article, often]) => {
          const rank = rankOf.get(article);
          if (rank === undefined) throw new Error(`a term of article ${article} is in a heading and in no passage`);
          return [rank, often];
        }),
      );
    }),
  );
}

export interface UnitsToWrite {
  terms: readonly ArticleMap<Units>[];
  /** What is written of terms without units. */
  sums?: readonly (ArticleMap<number> | undefined)[];
  /** How many units an article has. */
  unitsOf(article: number): number;
  /** Articles of each term that are known already. */
  known?: readonly (ArticleMap<unknown> | undefined)[];
}

/**
 * For each term in how many articles it stands, the gaps between those that are not known; for each article one bit for each
 * unit that holds it, but for articles of one unit; and how often in each such unit. Bits of articles with equally many units
 * are kept together, which makes them small. The terms come in order of their sizes, which makes it smaller.
 */
export function writeUnits({ terms, sums = [], unitsOf, known = [] }: UnitsToWrite): NumberWriter[] {
  const sizes = new NumberWriter();
  const gaps = new NumberWriter();
  const times = new NumberWriter();
  const bits: NumberWriter[] = [];
  const wholes = terms.map((articles, at) => (articles.size ? undefined : sums[at]));
  const sizeOf = terms.map((articles, at) => wholes[at]?.size ?? articles.size);
  sizeOf.forEach((size, at) => {
    sizes.add(size - (known[at]?.size ?? 0));
  });
  for (const at of orderBySize(sizeOf)) {
    const articles = terms[at] as ArticleMap<Units>;
    const whole = wholes[at];
    let next = 0;
    for (const article of (whole ?? articles).keys()) {
      if (!known[at]?.has(article)) {
        gaps.add(article - next);
        next = article;
      }
      next++;
      const units = articles.get(article);
      if (!units) {
        times.add((whole?.get(article) as number) - 1);
        continue;
      }
      let mask = 0;
      units.forEach((value, place) => {
        if (place % 2) times.add(value - 1);
        else mask += 2 ** value;
      });
      const among = unitsOf(article);
      if (among > 1) {
        bits[among] ??= new NumberWriter();
        bits[among].add(mask);
      }
    }
  }
  const all = new NumberWriter();
  for (const group of bits) for (const byte of group?.bytes ?? []) all.bytes.push(byte);
  const groups = numbers(Array.from(bits, (group) => group?.bytes.length ?? 0));
  return [sizes, gaps, times, groups, all];
}
