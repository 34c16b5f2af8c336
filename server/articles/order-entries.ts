// Puts the articles of a locale into reading order, and few changed ones between those that were in order before.
import type { ArticleEntry } from './article-entry.ts';
import { compareInReadingOrder } from './categories.ts';

/** More changed articles than this are sorted anew with all others rather than put in one by one. */
const MANY = 100;

function compareEntries(one: ArticleEntry, other: ArticleEntry): number {
  return compareInReadingOrder(one.categories, one.named, other.categories, other.named);
}

/** The entries, given by path, in reading order; `before` is how they were last. */
export function orderEntries(
  entries: ReadonlyMap<string, ArticleEntry>,
  before: { entries: ReadonlyMap<string, ArticleEntry>; inOrder: readonly ArticleEntry[] } | undefined,
): readonly ArticleEntry[] {
  const added = before ? [...entries.values()].filter((entry) => before.entries.get(pathOf(entry)) !== entry) : [];
  if (!before || added.length > MANY) return [...entries.values()].sort(compareEntries);
  if (!added.length && entries.size === before.entries.size) return before.inOrder;
  const inOrder = before.inOrder.filter((entry) => entries.get(pathOf(entry)) === entry);
  for (const entry of added) {
    let low = 0;
    let high = inOrder.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareEntries(inOrder[middle] as ArticleEntry, entry) < 0) low = middle + 1;
      else high = middle;
    }
    inOrder.splice(low, 0, entry);
  }
  return inOrder;
}

function pathOf({ named }: ArticleEntry): string {
  return named.source.path;
}
