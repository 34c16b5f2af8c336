// Makes releases of a knowledge base: of the first everything is made, of each later one only what changed.
import { createHash } from 'node:crypto';
import { type ArticleEntry, makeEntry } from './article-entry.ts';
import { type Category, readCategories } from './categories.ts';
import type { KnowledgeBase } from './load-articles.ts';
import { localeRelease } from './locale-release.ts';
import { changedNames, type NamedBase, type NamedLocale, nameArticles } from './name-articles.ts';
import { orderEntries } from './order-entries.ts';
import { compareText, sortProblems } from './problem.ts';
import type { Asset, LocaleRule } from './read-article-file.ts';
import type { Article, LocaleRelease, Release, ReleaseChanges } from './release.ts';
import { type LocaleIndex, openLocaleIndex, type PreparedStore, type ReleaseIndex } from './release-index.ts';
import { keepInMemory, type RenderingStore } from './render-articles.ts';
import { breathe, LIGHT, type Pause, timeSlices } from './time-slices.ts';

/** Answers the revision of an article, which rises with each new content hash. */
export type RevisionOf = (locale: string, slug: string, contentHash: string) => number;

/** Answers the questions that an article was found to answer, the strongest first. */
export type LearntFor = (locale: string, slug: string) => readonly string[];

export interface BuildOptions extends LocaleRule {
  revisionOf?: RevisionOf | undefined;
  learntFor?: LearntFor | undefined;
  /** Keeps what is made of articles; without it that is in memory. */
  store?: (RenderingStore & PreparedStore) | undefined;
}

export interface ReleaseBuilder {
  /**
   * Makes the release of a knowledge base; equal files give an equal id. Never throws for what the articles hold. Unless it
   * `isWhole`, revisions and learnt questions are asked for changed files alone.
   */
  build(base: KnowledgeBase, isWhole?: boolean): Promise<{ release: Release; changes: ReleaseChanges }>;
}

/** Raise it when equal articles come out differently than before, so that nobody sees an old rendering under an old id. */
const RENDERING = 2;
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
  const store = options.store ?? keepInMemory();
  const indexes = new Map<string, LocaleIndex>();
  let last: Built | undefined;
  return {
    build: async (base, isWhole = true) => {
      const pause = timeSlices(LIGHT);
      const names = nameArticles(base, options, last?.names);
      await breathe();
      const touched = last ? changedNames(names, last.names) : new Set<string>();
      await breathe();
      const locales = new Map<string, BuiltLocale>();
      const commits: (() => void)[] = [];
      for (const [locale, named] of names.locales) {
        const before = last?.locales.get(locale);
        const entries = await entriesOf(named, base, names, touched, before, isWhole);
        const inOrder = orderEntries(entries, before);
        await breathe();
        const index = await indexOf(locale, inOrder, before, commits);
        const release = await localeRelease(named, inOrder, index, pause);
        locales.set(locale, { names: named, entries, inOrder, index, release });
      }
      const built: Built = { base, names, locales };
      const changes = changesOf(locales, last?.locales);
      for (const path of last?.names.byPath.keys() ?? []) if (!names.byPath.has(path)) store.forget(path);
      const release = await releaseOf(built, options.defaultLocale, pause);
      // From here to the swap nothing is waited for: whoever asks sees all of the old or all of the new.
      for (const commit of commits) commit();
      last = built;
      return { release, changes };
    },
  };

  async function indexOf(
    locale: string,
    inOrder: readonly ArticleEntry[],
    before: BuiltLocale | undefined,
    commits: (() => void)[],
  ): Promise<ReleaseIndex> {
    const isSame =
      before?.inOrder.length === inOrder.length && inOrder.every((entry, at) => entry === before.inOrder[at]);
    if (isSame) return before.index;
    const follower = indexes.get(locale) ?? (await openLocaleIndex(locale, store));
    indexes.set(locale, follower);
    const { index, commit } = await follower.next(inOrder.filter(({ article }) => article.status === 'published'));
    commits.push(commit);
    return index;
  }

  async function entriesOf(
    names: NamedLocale,
    base: KnowledgeBase,
    all: NamedBase,
    touched: ReadonlySet<string>,
    before: BuiltLocale | undefined,
    isWhole: boolean,
  ): Promise<ReadonlyMap<string, ArticleEntry>> {
    // Rendering one article takes a slice of its own at times.
    const pause = timeSlices();
    const around = { assets: base.assets, names, byPath: all.byPath };
    const hasSameCategories = last?.base.categories === base.categories || sameCategories(last?.base, base);
    const canStay = !isWhole && hasSameCategories && !touched.size;
    const inPathOrder = [...(before?.entries.values() ?? [])];
    const entries = new Map<string, ArticleEntry>();
    for (const [at, named] of names.articles.entries()) {
      const { source, slug } = named;
      const same = inPathOrder[at]?.named;
      if (canStay && same && (same === named || (same.source === source && same.slug === slug))) {
        entries.set(source.path, inPathOrder[at] as ArticleEntry);
        continue;
      }
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
      const made = stays ? known : makeEntry({ named, categories, revision, learnt }, around, store);
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
