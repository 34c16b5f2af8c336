// Makes a release of a knowledge base: all articles, their index and their texts in one immutable whole under one id.
import { createHash } from 'node:crypto';
import type { ArticleFile } from '../../contract/article.ts';
import { EVERYONE } from '../../contract/article.ts';
import {
  addPassages,
  buildIndex,
  type IndexableArticle,
  loadIndex,
  type PassagesFile,
  type SearchIndex,
} from '../../contract/search.ts';
import { assignSlugs, type NamedArticle } from './article-slugs.ts';
import { type ArticlesByPath, BASE_MARK, type LocaleNames, RELEASE_MARK } from './article-targets.ts';
import { compareInReadingOrder, readCategories } from './categories.ts';
import type { KnowledgeBase } from './load-articles.ts';
import { type Problem, sortProblems } from './problem.ts';
import type { Asset, LocaleRule, SourceArticle } from './read-article-file.ts';
import { type RenderCache, renderArticle } from './render-articles.ts';
import type { RenderedMarkdown, RenderedSection } from './render-markdown.ts';

/** One article of a release. */
export interface Article {
  slug: string;
  locale: string;
  /** Path of its file in the knowledge base. */
  path: string;
  /** What is served; addresses in it begin with a slash. */
  file: ArticleFile;
  status: 'published' | 'internal';
  sections: RenderedSection[];
  asks: string[];
  keywords: string[];
  pages: string[];
  order: number;
  owner: string | null;
  reviewed: string | null;
  redirectFrom: string[];
  /** SHA-256 of its file, in hex. */
  contentHash: string;
  /** Where each field stands in its file. */
  places: SourceArticle['places'];
  /** HTML with marks for addresses that are not known before the release; for `withAddresses` alone. */
  markedHtml: string;
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
  indexJson: string;
  passagesJson: string;
  /** The same index, loaded, with the passages. */
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

/** Answers the revision of an article, which rises with each new content hash. */
export type RevisionOf = (locale: string, slug: string, contentHash: string) => number;

export interface BuildOptions extends LocaleRule {
  revisionOf?: RevisionOf | undefined;
  cache?: RenderCache | undefined;
}

/** Raise it when equal articles come out differently than before, so that nobody sees an old rendering under an old id. */
const RENDERING = 1;
const WORDS_PER_MINUTE = 200;
const MAX_DERIVED_SUMMARY = 160;

/** Builds a release; equal files give an equal id. Never throws for what the articles hold. */
export async function buildRelease(base: KnowledgeBase, options: BuildOptions): Promise<Release> {
  const problems: Problem[] = [...base.problems];
  const cache = options.cache ?? new Map();
  const revisionOf = options.revisionOf ?? (() => 1);
  const present = new Set(base.articles.map(({ locale }) => locale));
  const named = new Map<string, NamedArticle[]>();
  for (const locale of new Set([options.defaultLocale, ...options.locales.filter((name) => present.has(name))]))
    named.set(
      locale,
      assignSlugs(
        base.articles.filter((article) => article.locale === locale && article.fields.status !== 'draft'),
        problems,
      ),
    );
  const byPath: ArticlesByPath = new Map(
    [...named.values()].flat().map(({ slug, source }) => [source.path, { slug, locale: source.locale }]),
  );
  const id = releaseId(base, [...named.values()].flat(), options, revisionOf);
  const locales: Record<string, LocaleRelease> = {};
  for (const [locale, articles] of named) {
    const names = namesOf(locale, articles, problems);
    const rendered: [NamedArticle, RenderedMarkdown][] = [];
    for (const [at, article] of articles.entries()) {
      if (at % 20 === 19) await new Promise(setImmediate);
      rendered.push([article, renderArticle(article, base, names, byPath, cache, problems)]);
    }
    locales[locale] = releaseOf(locale, rendered, base, names, id, revisionOf, problems);
  }
  for (const path of cache.keys()) if (!byPath.has(path)) cache.delete(path);
  return { id, defaultLocale: options.defaultLocale, locales, assets: base.assets, problems: sortProblems(problems) };
}

function releaseId(
  base: KnowledgeBase,
  articles: NamedArticle[],
  options: BuildOptions,
  revisionOf: RevisionOf,
): string {
  const hash = createHash('sha256');
  const add = (...parts: (string | number)[]) => hash.update(`${JSON.stringify(parts)}\n`);
  add(RENDERING, options.defaultLocale, ...options.locales);
  for (const { slug, source } of articles)
    add(source.path, slug, source.hash, revisionOf(source.locale, slug, source.hash));
  for (const [path, category] of base.categories) add(path, JSON.stringify(category));
  for (const asset of base.assets.values()) add(asset.path, asset.hash);
  return hash.digest('hex').slice(0, 32);
}

function namesOf(locale: string, articles: NamedArticle[], problems: Problem[]): LocaleNames {
  const of = (status: string) =>
    new Set(articles.filter(({ source }) => source.fields.status === status).map(({ slug }) => slug));
  const redirects = new Map<string, string>();
  const all = new Set(articles.map(({ slug }) => slug));
  for (const { slug, source } of articles)
    for (const [at, old] of source.fields.redirect_from.entries()) {
      const other = all.has(old) ? old : redirects.get(old);
      if (other)
        report(
          problems,
          source,
          `redirect_from.${at}`,
          `"${old}" is the name of "${other}" already: take it out here or there.`,
        );
      else if (source.fields.status === 'published') redirects.set(old, slug);
    }
  return { locale, published: of('published'), internal: of('internal'), redirects };
}

function releaseOf(
  locale: string,
  rendered: [NamedArticle, RenderedMarkdown][],
  base: KnowledgeBase,
  names: LocaleNames,
  id: string,
  revisionOf: RevisionOf,
  problems: Problem[],
): LocaleRelease {
  const titles = new Map(rendered.map(([{ slug, source }]) => [slug, source.fields.title]));
  const inOrder = rendered
    .map(([named, html]) => ({ named, html, categories: readCategories(named.source, base) }))
    .sort((a, b) => compareInReadingOrder(a.categories, a.named, b.categories, b.named));
  const articles = new Map<string, Article>();
  const internal = new Map<string, Article>();
  const topicSummaries = new Map<string, string>();
  for (const { named, html, categories } of inOrder) {
    if (categories[0]) topicSummaries.set(categories[0].title, categories[0].summary);
    const { slug, source } = named;
    const { fields } = source;
    const related = fields.related.flatMap((wanted, at) => {
      const found = names.redirects.get(wanted) ?? wanted;
      const isOpen = names.published.has(found) || (fields.status === 'internal' && names.internal.has(found));
      if (!isOpen)
        report(
          problems,
          source,
          `related.${at}`,
          `related: there is no published article "${wanted}": correct or remove it.`,
        );
      return isOpen && found !== slug ? [{ slug: found, title: titles.get(found) ?? found }] : [];
    });
    const file: ArticleFile = {
      slug,
      title: fields.title,
      summary: fields.summary ?? deriveSummary(html.sections),
      breadcrumb: categories.map(({ title }) => title),
      html: withAddresses(html.html, id, ''),
      sections: html.sections.flatMap((section) => (section.id ? [{ id: section.id, heading: section.heading }] : [])),
      updated: fields.reviewed ?? null,
      minutes: Math.max(1, Math.round(html.words / WORDS_PER_MINUTE)),
      revision: revisionOf(locale, slug, source.hash),
      related,
      audience: fields.audience.length ? fields.audience : [EVERYONE],
    };
    const status = fields.status === 'internal' ? 'internal' : 'published';
    (status === 'internal' ? internal : articles).set(slug, {
      slug,
      locale,
      path: source.path,
      file,
      status,
      sections: html.sections,
      asks: fields.asks,
      keywords: fields.keywords,
      pages: fields.pages,
      order: fields.order,
      owner: fields.owner ?? null,
      reviewed: fields.reviewed ?? null,
      redirectFrom: fields.redirect_from,
      contentHash: source.hash,
      places: source.places,
      markedHtml: html.html,
    });
  }
  const written = new Map(rendered.map(([{ slug, source }]) => [slug, source.fields.summary]));
  const indexFile = buildIndex(
    [...articles.values()].map((article) => toIndexable(article, written.get(article.slug))),
    locale,
  );
  const passages: PassagesFile = Object.fromEntries(Array.from(articles, ([slug, { sections }]) => [slug, sections]));
  const search = loadIndex(indexFile);
  addPassages(search, passages);
  const indexJson = JSON.stringify(indexFile);
  return {
    locale,
    articles,
    topicSummaries,
    internal,
    redirects: names.redirects,
    indexJson,
    passagesJson: JSON.stringify(passages),
    search,
  };
}

function toIndexable(article: Article, summary: string | undefined): IndexableArticle {
  const { slug, file, pages, order, sections, keywords, asks } = article;
  return {
    slug,
    title: file.title,
    summary: file.summary,
    breadcrumb: file.breadcrumb,
    pages,
    audience: file.audience,
    order,
    headings: file.sections.map(({ heading }) => heading),
    body: sections.map(({ text }) => text).join('\n'),
    meta: [...(summary ? [summary] : []), ...keywords, ...asks],
  };
}

/** Puts the release's id and the public address (`https://help.example.com`, or '') into rendered HTML. */
export function withAddresses(markedHtml: string, releaseId: string, publicUrl: string): string {
  return markedHtml.replaceAll(BASE_MARK, publicUrl).replaceAll(RELEASE_MARK, releaseId);
}

/** The article's first words, for lists, where nobody wrote a summary. */
function deriveSummary(sections: readonly RenderedSection[]): string {
  const text = sections.find((section) => section.text)?.text ?? '';
  if (text.length <= MAX_DERIVED_SUMMARY) return text;
  const cut = text.slice(0, MAX_DERIVED_SUMMARY - 1);
  return `${cut.slice(0, /\s+\S*$/.exec(cut)?.index || cut.length)}\u2026`;
}

function report(problems: Problem[], source: SourceArticle, field: string, message: string): void {
  const place = source.places.get(field) ?? { line: 1, column: 1 };
  problems.push({ file: source.path, ...place, message, severity: 'error' });
}
