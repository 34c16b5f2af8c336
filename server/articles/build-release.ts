// Makes releases of a knowledge base: of the first everything is made, of each later one only what changed.
import { createHash } from 'node:crypto';
import type { ArticleText } from '../../contract/search/search-index.ts';
import { type ArticleEntry, makeEntry } from './article-entry.ts';
import { type Category, compareInReadingOrder, readCategories } from './categories.ts';
import type { KnowledgeBase } from './load-articles.ts';
import { changedNames, type NamedBase, type NamedLocale, nameArticles } from './name-articles.ts';
import { compareText, sortProblems } from './problem.ts';
import type { Asset, LocaleRule } from './read-article-file.ts';
import type { Article, LocaleRelease, Release, ReleaseChanges } from './release.ts';
import { makeIndex, type ReleaseIndex } from './release-index.ts';
import { keepInMemory, type RenderingStore } from './render-articles.ts';
import { type Pause, timeSlices } from './time-slices.ts';

/** Answers the revision of an article, which rises with each new content hash. */
export type RevisionOf = (locale: string, slug: string, contentHash: string) => number;

/** Answers the questions that an article was found to answer, the strongest first. */
export type LearntFor = (locale: string, slug: string) => readonly string[];

export interface BuildOptions extends LocaleRule {
  revisionOf?: RevisionOf | undefined;
  learntFor?: LearntFor | undefined;
  renderings?: RenderingStore | undefined;
}

export interface ReleaseBuilder {
  /** Makes the release of a knowledge base; equal files give an equal id. Never throws for what the articles hold. */
  build(base: KnowledgeBase): Promise<{ release: Release; changes: ReleaseChanges }>;
}

/** Raise it when equal articles come out differently than before, so that nobody sees an old rendering under an old id. */
const RENDERING = 2;
/** More changed articles than this are sorted in anew rather than one by one. */
const MANY = 100;
const NOTHING_LEARNT: readonly string[] = [];

interface BuiltLocale {
  names: NamedLocale;
  /** By path. */
  entries: ReadonlyMap<string, ArticleEntry>;
  inOrder: readonly ArticleEntry[];
  index: ReleaseIndex;
  release: LocaleRelease;
}

interface Built {
  base: KnowledgeBase;
  names: NamedBase;
  locales: ReadonlyMap<string, BuiltLocale>;
}

/** Builds one release by itself. */
export async function buildRelease(base: KnowledgeBase, options: BuildOptions): Promise<Release> {
  return (await createReleaseBuilder(options).build(base)).release;
}

/** Makes a builder, which remembers what it built last; one build at a time. */
export function createReleaseBuilder(options: BuildOptions): ReleaseBuilder {
  const renderings = options.renderings ?? keepInMemory();
  let last: Built | undefined;
  return {
    build: async (base) => {
      const pause = timeSlices();
      const names = nameArticles(base, options, last?.names);
      await pause();
      const touched = last ? changedNames(names, last.names) : new Set<string>();
      await pause();
      const locales = new Map<string, BuiltLocale>();
      for (const [locale, named] of names.locales) {
        const before = last?.locales.get(locale);
        const entries = await entriesOf(named, base, names, touched, before);
        locales.set(locale, await builtLocale(named, entries, before, pause));
      }
      const built: Built = { base, names, locales };
      const changes = changesOf(locales, last?.locales);
      for (const path of last?.names.byPath.keys() ?? []) if (!names.byPath.has(path)) renderings.forget(path);
      last = built;
      return { release: await releaseOf(built, options.defaultLocale, pause), changes };
    },
  };

  async function entriesOf(
    names: NamedLocale,
    base: KnowledgeBase,
    all: NamedBase,
    touched: ReadonlySet<string>,
    before: BuiltLocale | undefined,
  ): Promise<ReadonlyMap<string, ArticleEntry>> {
    // Rendering one article takes a slice of its own at times.
    const pause = timeSlices();
    const around = { assets: base.assets, names, byPath: all.byPath };
    const hasSameCategories = last?.base.categories === base.categories || sameCategories(last?.base, base);
    const entries = new Map<string, ArticleEntry>();
    for (const named of names.articles) {
      const { source, slug } = named;
      const known = before?.entries.get(source.path);
      const categories = known && hasSameCategories ? known.categories : readCategories(source, base);
      const revision = options.revisionOf?.(source.locale, slug, source.hash) ?? 1;
      const learnt = options.learntFor?.(source.locale, slug) ?? NOTHING_LEARNT;
      const stays =
        known?.named.source === source &&
        known.named.slug === slug &&
        known.revision === revision &&
        isSameList(known.learnt, learnt) &&
        (known.categories === categories || isSameWay(known.categories, categories)) &&
        !isTouched(known, touched);
      const made = stays ? known : makeEntry({ named, categories, revision, learnt }, around, renderings);
      entries.set(source.path, known && isSameEntry(known, made) ? known : made);
      const waiting = pause();
      if (waiting) await waiting;
    }
    return entries;
  }
}

/** Nothing that anybody sees of an article came out differently. */
function isSameEntry(one: ArticleEntry, other: ArticleEntry): boolean {
  if (one === other) return true;
  const isSameText = one.named.source === other.named.source && one.rendering === other.rendering;
  return (
    isSameText &&
    isSameWay(one.categories, other.categories) &&
    one.digest.every((part, at) => part === other.digest[at]) &&
    JSON.stringify(one.problems) === JSON.stringify(other.problems)
  );
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((text, at) => text === other[at]));
}

function sameCategories(before: KnowledgeBase | undefined, base: KnowledgeBase): boolean {
  if (before?.categories.size !== base.categories.size) return false;
  for (const [path, fields] of base.categories) if (before.categories.get(path) !== fields) return false;
  return true;
}

function isSameWay(one: readonly Category[], other: readonly Category[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Something that the article names came, went or was renamed. */
function isTouched({ named, rendering }: ArticleEntry, touched: ReadonlySet<string>): boolean {
  if (!touched.size) return false;
  const { related, video } = named.source.fields;
  return (
    rendering.linkNames.some((name) => touched.has(name)) || related.some((name) => touched.has(name)) || Boolean(video)
  );
}

async function builtLocale(
  names: NamedLocale,
  entries: ReadonlyMap<string, ArticleEntry>,
  before: BuiltLocale | undefined,
  pause: Pause,
): Promise<BuiltLocale> {
  const inOrder = orderOf(entries, before);
  await pause();
  const isSame =
    before?.inOrder.length === inOrder.length && inOrder.every((entry, at) => entry === before.inOrder[at]);
  const index = isSame ? before.index : await makeIndex(names.locale, inOrder, before?.index, pause);
  const articles = new Map<string, Article>();
  const internal = new Map<string, Article>();
  const topicSummaries = new Map<string, string>();
  for (const { article, categories } of inOrder) {
    const [topic] = categories;
    if (topic) topicSummaries.set(topic.title, topic.summary);
    (article.status === 'internal' ? internal : articles).set(article.slug, article);
    const waiting = pause();
    if (waiting) await waiting;
  }
  const release: LocaleRelease = {
    locale: names.locale,
    articles,
    topicSummaries,
    internal,
    redirects: names.redirects,
    readIndex: () => index.readFiles(),
    get passagesJson() {
      return JSON.stringify(
        Object.fromEntries(
          Array.from(articles, ([slug, article]): [string, ArticleText] => [
            slug,
            { summary: article.file.summary, sections: article.readSections() },
          ]),
        ),
      );
    },
    search: index.search,
  };
  return { names, entries, inOrder, index, release };
}

function compareEntries(one: ArticleEntry, other: ArticleEntry): number {
  return compareInReadingOrder(one.categories, one.named, other.categories, other.named);
}

/** The entries in reading order; few new ones are put between those that were in order before. */
function orderOf(entries: ReadonlyMap<string, ArticleEntry>, before: BuiltLocale | undefined): readonly ArticleEntry[] {
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

async function releaseOf({ base, names, locales }: Built, defaultLocale: string, pause: Pause): Promise<Release> {
  const problems = [...base.problems];
  const sum = new Uint32Array(8);
  for (const { problems: twice } of names.locales.values()) problems.push(...twice);
  for (const { entries } of locales.values())
    for (const { problems: own, digest } of entries.values()) {
      if (own.length) problems.push(...own);
      // The sum of all digests stands for their set, whatever their order, and is made without reading any text again.
      for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + (digest[at] as number);
      const waiting = pause();
      if (waiting) await waiting;
    }
  const hash = createHash('sha256');
  const add = (...parts: unknown[]) => hash.update(`${JSON.stringify(parts)}\n`);
  add(RENDERING, ...names.locales.keys(), ...sum);
  for (const [path, category] of base.categories) add(path, category);
  for (const asset of base.assets.values()) hash.update(assetText(asset));
  return {
    id: hash.digest('hex').slice(0, 32),
    defaultLocale,
    locales: Object.fromEntries(Array.from(locales, ([locale, { release }]) => [locale, release])),
    assets: base.assets,
    problems: sortProblems(problems),
  };
}

function assetText({ path, hash }: Asset): string {
  return `${JSON.stringify(path)} ${hash}\n`;
}

function changesOf(
  now: ReadonlyMap<string, BuiltLocale>,
  before: ReadonlyMap<string, BuiltLocale> | undefined,
): ReleaseChanges {
  const put: Article[] = [];
  const removed: ReleaseChanges['removed'][number][] = [];
  for (const [locale, built] of now) {
    const known = before?.get(locale);
    for (const [path, entry] of built.entries) if (known?.entries.get(path) !== entry) put.push(entry.article);
  }
  for (const [locale, { names }] of before ?? [])
    for (const slug of names.bySlug.keys())
      if (!now.get(locale)?.names.bySlug.has(slug)) removed.push({ locale, slug });
  return { put, removed: removed.sort((a, b) => compareText(a.slug, b.slug)) };
}
