// The categories that an article stands in, and the order in which articles are listed.
import type { NamedArticle } from './article-slugs.ts';
import type { KnowledgeBase } from './load-articles.ts';
import { compareText } from './problem.ts';
import type { SourceArticle } from './read-article-file.ts';

export interface Category {
  title: string;
  summary: string;
  order: number;
}

/** The categories of an article from the outermost to the innermost; a folder without a title is named by its own name. */
export function readCategories(source: SourceArticle, base: KnowledgeBase): Category[] {
  const parts = source.path.split('/');
  const root = parts.length - 1 - source.folders.length;
  return source.folders.map((folder, at) => {
    const fields = base.categories.get(parts.slice(0, root + at + 1).join('/'));
    return { title: fields?.title ?? titleOfFolder(folder), summary: fields?.summary ?? '', order: fields?.order ?? 0 };
  });
}

/** Categories by order, then title; articles before inner categories; articles by order, then title, then slug. */
export function compareInReadingOrder(
  a: readonly Category[],
  first: NamedArticle,
  b: readonly Category[],
  second: NamedArticle,
): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const one = a[at] as Category;
    const other = b[at] as Category;
    const difference = one.order - other.order || compareText(one.title, other.title);
    if (difference) return difference;
  }
  return (
    a.length - b.length ||
    first.source.fields.order - second.source.fields.order ||
    compareText(first.source.fields.title, second.source.fields.title) ||
    compareText(first.slug, second.slug)
  );
}

function titleOfFolder(folder: string): string {
  const words = folder.replace(/[-_]+/g, ' ').trim() || folder;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
