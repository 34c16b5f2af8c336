// Keeps the search index of one locale in step with its articles, and makes the files of it that browsers load.

import { rulesOf } from '../../contract/language/rules.ts';
import { loadStemmer } from '../../contract/language/stemmers.ts';
import { LIMITS } from '../../contract/limits.ts';
import { encodeIndex } from '../../contract/search/encode-index.ts';
import { createLiveIndex, type LiveIndex } from '../../contract/search/live-index.ts';
import { type Language, type PreparedArticle, prepareArticle } from '../../contract/search/prepare-article.ts';
import { type ArticleEntry, toIndexable } from './article-entry.ts';
import type { Pause } from './time-slices.ts';

/** The index of a locale at one moment. */
export interface ReleaseIndex {
  search: LiveIndex;
  /** The two parts that browsers load; made when one is first asked for. */
  readFiles(): { first: Uint8Array; rest: Uint8Array };
  /** What is in the index. */
  entries: ReadonlyMap<string, ArticleEntry>;
}

const prepared = new WeakMap<ArticleEntry, PreparedArticle>();

/**
 * Makes the index of the published articles, given in reading order. Where it is sent to browsers each release has its own;
 * larger ones go from release to release, and only what changed is taken out and put in.
 */
export async function makeIndex(
  locale: string,
  inOrder: readonly ArticleEntry[],
  before: ReleaseIndex | undefined,
  pause: Pause,
): Promise<ReleaseIndex> {
  const entries = new Map<string, ArticleEntry>();
  for (const entry of inOrder) if (entry.article.status === 'published') entries.set(entry.article.slug, entry);
  const language = await languageOf(locale);
  const known = before && entries.size > LIMITS.shippedArticles ? before : undefined;
  const index: ReleaseIndex = { search: known?.search ?? newIndex(language, () => index), readFiles, entries };
  const { search } = index;
  for (const slug of known?.entries.keys() ?? []) if (!entries.has(slug)) search.remove(slug);
  for (const [slug, entry] of entries)
    if (known?.entries.get(slug) !== entry) {
      search.put(prepare(entry, language));
      const waiting = pause();
      if (waiting) await waiting;
    }
  search.arrange([...entries.keys()]);
  let files: { first: Uint8Array; rest: Uint8Array } | undefined;
  function readFiles() {
    files ??= encodeIndex(search);
    return files;
  }
  return index;
}

function newIndex(language: Language, current: () => ReleaseIndex): LiveIndex {
  return createLiveIndex(language, (slug) => current().entries.get(slug)?.article.readSections());
}

async function languageOf(locale: string): Promise<Language> {
  const { words, stopWords } = rulesOf(locale);
  return { locale, rules: words, stopWords, stem: await loadStemmer(locale) };
}

function prepare(entry: ArticleEntry, language: Language): PreparedArticle {
  const known = prepared.get(entry) ?? prepareArticle(toIndexable(entry), language);
  prepared.set(entry, known);
  return known;
}
