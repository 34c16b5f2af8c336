// What a release is: all articles and their index at one moment, and how an article of it is served.
import type { ArticleFile } from '../../contract/article.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { SearchIndex } from '../../contract/search/search-index.ts';
import { withAddresses } from './article-targets.ts';
import type { IndexFiles } from './encode-articles.ts';
import type { ServedFile } from './packed-files.ts';
import type { Problem } from './problem.ts';
import type { Asset, Places } from './read-article-file.ts';
import type { RenderedSection } from './render-markdown.ts';

/** One article of a release. */
export interface Article {
  slug: string;
  locale: string;
  /** Path of its file in the knowledge base. */
  path: string;
  /** What is served of it, but for its HTML: for that see `articleFile`. */
  file: Omit<ArticleFile, 'html'>;
  status: 'published' | 'internal';
  asks: string[];
  keywords: string[];
  pages: string[];
  order: number;
  owner: string | null;
  reviewed: string | null;
  redirectFrom: string[];
  /** SHA-256 of its file, in hex. */
  contentHash: string;
  /** Where `asks` and other fields that are checked late stand in its file. */
  places: Places;
  /** Its text by section; read anew each time, since the texts of many articles are not held in memory. */
  readSections(): RenderedSection[];
  /** HTML with marks for addresses that are not known before it is served; read anew each time. */
  readMarkedHtml(): string;
}

/** A release in one locale; maps are in reading order. */
export interface LocaleRelease {
  locale: string;
  articles: ReadonlyMap<string, Article>;
  /** What a reader finds in each outermost category, by its title; '' where nobody wrote it. */
  topicSummaries: ReadonlyMap<string, string>;
  /** For agents only: never in the index and never served to readers. */
  internal: ReadonlyMap<string, Article>;
  /** Earlier names and the slugs that they now lead to. */
  redirects: ReadonlyMap<string, string>;
  /** The two parts of the index that browsers load; made when one is first asked for. */
  readIndex(): Promise<IndexFiles>;
  /** The articles' texts for snippets as JSON (a PassagesFile); made each time that it is asked for. */
  readPassages(): Promise<string>;
  /** The same index, loaded, with the passages. It goes with the newest release: earlier ones share it. */
  search: SearchIndex;
}

export interface Release {
  /** A hash of everything in it. */
  id: string;
  defaultLocale: string;
  locales: Readonly<Record<string, LocaleRelease>>;
  /** Files beside the articles, by path. */
  assets: ReadonlyMap<string, Asset>;
  problems: readonly Problem[];
}

/** What differs between a release and the one before it. */
export interface ReleaseChanges {
  /** New ones, and those of which anything changed. */
  put: readonly Article[];
  removed: readonly { locale: string; slug: string }[];
}

/** Whether browsers load the index of this locale; there may be too many articles for that. */
export function isShipped(locale: LocaleRelease): boolean {
  return locale.articles.size <= LIMITS.shippedArticles;
}

/** Where browsers find the parts of a locale, relative to the server's root. */
export function addressesOf(releaseId: string, locale: LocaleRelease) {
  const base = `/kb/${releaseId}/${locale.locale}`;
  return {
    search: isShipped(locale) ? ('shipped' as const) : ('served' as const),
    index: `${base}/index.bin`,
    /** The rest of the index. */
    rest: `${base}/rest.bin`,
    passages: `${base}/passages.json`,
    /** Followed by `{slug}.json`. */
    articles: `${base}/articles/`,
    /** Followed by the slug: the article as a page. */
    pages: `/help/${locale.locale}/`,
  };
}

/** A part of the index, by the name under which it is kept and as it is served. */
export function indexFile(
  releaseId: string,
  locale: LocaleRelease,
  part: 'index' | 'rest',
): [name: string, file: ServedFile] {
  const read = async () => (await locale.readIndex())[part === 'index' ? 'first' : 'rest'];
  return [`${releaseId} ${locale.locale} ${part}`, { type: 'application/octet-stream', read }];
}

/** What is served of an article; addresses in it begin with `publicUrl` (no slash at the end), or with a slash. */
export function articleFile(article: Article, releaseId: string, publicUrl = ''): ArticleFile {
  const html = withAddresses(article.readMarkedHtml(), article.contentHash, releaseId, publicUrl);
  return { ...article.file, html };
}
