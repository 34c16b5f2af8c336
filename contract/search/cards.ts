// Lists articles without a search: for a page of the host product, by topic, by name.
import type { DocCard } from '../article.ts';
import { isFor } from './search-articles.ts';
import type { SearchIndex } from './search-index.ts';

const MAX_PATH_LENGTH = 500;

/** The card of an article, if this index has it. */
export function cardOf(index: SearchIndex, slug: string): DocCard | undefined {
  const article = index.slugs.get(slug);
  return article === undefined ? undefined : index.cardAt(article);
}

/** The articles to offer on a page of the host product, the most exact pattern first, then in reading order. */
export function articlesForPage(index: SearchIndex, path: string, audience?: string): DocCard[] {
  return index.cards
    .filter((card) => isFor(card, audience))
    .map((card) => ({ card, rank: rankForPage(card.pages, path) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ card }) => card);
}

/** How exactly the best of these patterns names a page of the host product; Infinity where none does. */
export function rankForPage(patterns: readonly string[], path: string): number {
  const clean = path
    .slice(0, MAX_PATH_LENGTH)
    .replace(/[?#].*/s, '')
    .replace(/(.)\/+$/, '$1');
  return Math.min(...patterns.map((pattern) => rankOfPattern(pattern, clean)));
}

/** 0 for the page itself, 1 for a match through `:id`, 2 through `*` (any characters), Infinity for no match. */
function rankOfPattern(pattern: string, path: string): number {
  if (pattern === path) return 0;
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/:\w+/g, '[^/]+');
  if (!new RegExp(`^${source}$`, 's').test(path)) return Infinity;
  return pattern.includes('*') ? 2 : 1;
}

/** The outermost categories in reading order with their articles; articles outside any category are in none. */
export function topTopics(index: SearchIndex, audience?: string): { title: string; count: number; slugs: string[] }[] {
  const topics = new Map<string, string[]>();
  for (const card of index.cards) {
    const title = card.breadcrumb[0];
    if (!title || !isFor(card, audience)) continue;
    const slugs = topics.get(title) ?? [];
    slugs.push(card.slug);
    topics.set(title, slugs);
  }
  return Array.from(topics, ([title, slugs]) => ({ title, count: slugs.length, slugs }));
}
