// How often a term stands in each article, in two flat lists: the part of a Map that MiniSearch reads, without its cost.

/** Counts by article. */
export interface Counts {
  readonly size: number;
  keys(): Iterable<number>;
  get(article: number): number | undefined;
}

/** Counts of articles in ascending order; reading them in that order is quickest. */
export function flatCounts(articles: ArrayLike<number> & Iterable<number>, times: ArrayLike<number>): Counts {
  let next = 0;
  return {
    size: articles.length,
    keys: () => articles,
    get(article) {
      if (articles[next] !== article) next = placeIn(articles, article);
      return articles[next] === article ? times[next++] : undefined;
    },
  };
}

/** Where a number or a text stands in an ascending list, or would stand. */
export function placeIn<T extends number | string>(sorted: ArrayLike<T>, value: T): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as T) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
