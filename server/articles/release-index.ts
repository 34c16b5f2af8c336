// Keeps the search index of one locale in step with its articles, and makes the files of it that browsers load.
import { createHash } from 'node:crypto';
import { createLiveIndex, type LiveIndex } from '../../contract/search/live-index.ts';
import { type PreparedArticle, prepareArticle } from '../../contract/search/prepare-article.ts';
import type { SearchIndex } from '../../contract/search/search-index.ts';
import { type ArticleEntry, toIndexable } from './article-entry.ts';
import { encodeArticles, type IndexFiles, openLanguage } from './encode-articles.ts';
import { makeUnpacker, packPrepared } from './pack-prepared.ts';
import { type Pause, timeSlices } from './time-slices.ts';

/** Where prepared articles are kept, by the path of their file. */
export interface PreparedStore {
  /** What is kept under this very key, read anew at each call; undefined where another or nothing is. */
  getPrepared(path: string, key: string): (() => Buffer) | undefined;
  keepPrepared(path: string, key: string, packed: Buffer): () => Buffer;
}

/** The index of a locale in one release. */
export interface ReleaseIndex {
  /** Of the newest release; earlier ones share it. */
  search: SearchIndex;
  /** The two parts that browsers load; made when one is first asked for. */
  readFiles(): Promise<IndexFiles>;
}

/** Follows the articles of one locale from release to release. */
export interface LocaleIndex {
  /**
   * Makes the index of these articles, in reading order; nothing is seen of it before `commit`, which lasts for milliseconds.
   */
  next(published: readonly ArticleEntry[]): Promise<{ index: ReleaseIndex; commit(): void }>;
}

/** Up to so many changes are put into the index that is in use, all at once; for more a new one is made beside it. */
const FEW = 40;

export async function openLocaleIndex(locale: string, store: PreparedStore): Promise<LocaleIndex> {
  const language = await openLanguage(locale);
  const packed = new WeakMap<ArticleEntry, () => Buffer>();
  const unpack = makeUnpacker();
  let live: LiveIndex | undefined;
  let current: ReadonlyMap<string, ArticleEntry> = new Map();

  function prepare(entry: ArticleEntry): () => Buffer {
    const known = packed.get(entry);
    if (known) return known;
    const { path } = entry.article;
    const key = keyOf(entry, locale);
    const read =
      store.getPrepared(path, key) ??
      store.keepPrepared(path, key, packPrepared(prepareArticle(toIndexable(entry), language)));
    packed.set(entry, read);
    return read;
  }

  function newIndex(): LiveIndex {
    return createLiveIndex(language, (slug) => current.get(slug)?.article.readSections());
  }

  async function prepareAll(entries: Iterable<ArticleEntry>, pause: Pause, use?: (entry: ArticleEntry) => void) {
    for (const entry of entries) {
      prepare(entry);
      use?.(entry);
      const waiting = pause();
      if (waiting) await waiting;
    }
  }

  return {
    next: async (published) => {
      const pause = timeSlices();
      const entries = new Map(published.map((entry) => [entry.article.slug, entry]));
      const slugs = [...entries.keys()];
      const changed = published.filter((entry) => current.get(entry.article.slug) !== entry);
      const gone = [...current.keys()].filter((slug) => !entries.has(slug));
      const inUse = changed.length + gone.length <= FEW ? live : undefined;
      const next = inUse ?? newIndex();
      await prepareAll(inUse ? changed : published, pause, (entry) => {
        if (next !== inUse) next.put(thin(unpack, prepare(entry)));
      });
      if (next !== inUse) next.arrange(slugs);
      const commit = () => {
        if (next === inUse) {
          for (const slug of gone) next.remove(slug);
          for (const entry of changed) next.put(thin(unpack, prepare(entry)));
          next.arrange(slugs);
        }
        live = next;
        current = entries;
      };
      let files: Promise<IndexFiles> | undefined;
      const readFiles = () => {
        files ??= encodeArticles({ locale, packed: published.map((entry) => prepare(entry)()) });
        files.catch(() => {
          files = undefined;
        });
        return files;
      };
      return { index: { search: next, readFiles }, commit };
    },
  };
}

/** A prepared article whose longest parts are in memory only while it is put into an index. */
function thin(unpack: (bytes: Uint8Array) => PreparedArticle, read: () => Buffer): PreparedArticle {
  const { words, terms, ...rest } = unpack(read());
  let whole: Pick<PreparedArticle, 'words' | 'terms'> | undefined = { words, terms };
  queueMicrotask(() => {
    whole = undefined;
  });
  return {
    ...rest,
    get words() {
      return (whole ?? unpack(read())).words;
    },
    get terms() {
      return (whole ?? unpack(read())).terms;
    },
  };
}

/** Stands for all that prepareArticle reads of an article. */
function keyOf({ article, learnt }: ArticleEntry, locale: string): string {
  const { slug, contentHash, file } = article;
  const parts = [locale, slug, contentHash, file.breadcrumb, learnt];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}
