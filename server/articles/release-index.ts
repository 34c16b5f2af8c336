// Keeps the search index of one locale in step with its articles.
import {
  addPassages,
  buildIndex,
  type IndexFile,
  loadIndex,
  type PassagesFile,
  type SearchIndex,
} from '../../contract/search.ts';
import { type ArticleEntry, toIndexable } from './article-entry.ts';

/** The index of a locale at one moment. */
export interface ReleaseIndex {
  search: SearchIndex;
  readFile(): string;
}

/** Makes the index of the published articles, given in reading order. */
export function makeIndex(locale: string, entries: readonly ArticleEntry[]): ReleaseIndex {
  const published = entries.filter(({ article }) => article.status === 'published');
  const file: IndexFile = buildIndex(published.map(toIndexable), locale);
  const search = loadIndex(file);
  addPassages(search, lazyPassages(published));
  let text: string | undefined;
  return {
    search,
    readFile: () => {
      text ??= JSON.stringify(file);
      return text;
    },
  };
}

/** Passages that are read when a hit asks for them. */
function lazyPassages(entries: readonly ArticleEntry[]): PassagesFile {
  const passages: PassagesFile = {};
  for (const { article } of entries)
    Object.defineProperty(passages, article.slug, { enumerable: true, get: () => article.readSections() });
  return passages;
}
