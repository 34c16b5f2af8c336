// Knows what every article of a knowledge base is called, now and earlier, and what changed of it between two builds.
import { assignSlugs, type NamedArticle } from './article-slugs.ts';
import { type ArticlesByPath, type LocaleNames, namesOfPath } from './article-targets.ts';
import type { KnowledgeBase } from './load-articles.ts';
import type { Problem } from './problem.ts';
import type { Asset, LocaleRule, SourceArticle } from './read-article-file.ts';

/** The articles of one locale under their names. */
export interface NamedLocale extends LocaleNames {
  /** In path order, drafts left out. */
  articles: readonly NamedArticle[];
  bySlug: ReadonlyMap<string, SourceArticle>;
  /** Names that are claimed twice. */
  problems: readonly Problem[];
}

export interface NamedBase {
  locales: ReadonlyMap<string, NamedLocale>;
  byPath: ArticlesByPath;
  assets: ReadonlyMap<string, Asset>;
}

/** Names all articles. What `previous` said is taken over for locales in which only contents changed. */
export function nameArticles(base: KnowledgeBase, rule: LocaleRule, previous?: NamedBase): NamedBase {
  const sources = new Map<string, SourceArticle[]>([[rule.defaultLocale, []]]);
  for (const locale of rule.locales) if (locale !== rule.defaultLocale) sources.set(locale, []);
  const present = new Set([rule.defaultLocale]);
  for (const source of base.articles) {
    present.add(source.locale);
    if (source.fields.status !== 'draft') sources.get(source.locale)?.push(source);
  }
  const locales = new Map<string, NamedLocale>();
  const byPath = new Map<string, NamedArticle>();
  for (const [locale, articles] of sources) {
    if (!present.has(locale)) continue;
    const named = nameLocale(locale, articles, previous?.locales.get(locale));
    locales.set(locale, named);
    for (const article of named.articles) byPath.set(article.source.path, article);
  }
  return { locales, byPath, assets: base.assets };
}

function nameLocale(locale: string, sources: SourceArticle[], previous: NamedLocale | undefined): NamedLocale {
  const before = previous?.articles;
  if (previous && before?.length === sources.length) {
    if (sources.every((source, at) => source === before[at]?.source)) return previous;
    if (sources.every((source, at) => before[at] && hasSameNames(source, before[at].source))) {
      const bySlug = new Map(previous.bySlug);
      const articles = before.map((named, at) => {
        const source = sources[at] as SourceArticle;
        if (source === named.source) return named;
        bySlug.set(named.slug, source);
        return { slug: named.slug, source };
      });
      return { ...previous, articles, bySlug };
    }
  }
  const problems: Problem[] = [];
  const articles = assignSlugs(sources, problems);
  return {
    locale,
    articles,
    bySlug: new Map(articles.map(({ slug, source }) => [slug, source])),
    published: slugsOf(articles, 'published'),
    internal: slugsOf(articles, 'internal'),
    redirects: redirectsOf(articles, problems),
    problems,
  };
}

/** Only the texts and facts of the two differ, nothing by which others know them. */
function hasSameNames(one: SourceArticle, other: SourceArticle): boolean {
  if (one === other) return true;
  const hasRedirects = one.fields.redirect_from.length + other.fields.redirect_from.length > 0;
  return one.path === other.path && one.fields.status === other.fields.status && !hasRedirects;
}

function slugsOf(articles: readonly NamedArticle[], status: string): Set<string> {
  const slugs = new Set<string>();
  for (const { slug, source } of articles) if (source.fields.status === status) slugs.add(slug);
  return slugs;
}

function redirectsOf(articles: readonly NamedArticle[], problems: Problem[]): Map<string, string> {
  const redirects = new Map<string, string>();
  const all = new Set(articles.map(({ slug }) => slug));
  for (const { slug, source } of articles)
    for (const [at, old] of source.fields.redirect_from.entries()) {
      const other = all.has(old) ? old : redirects.get(old);
      if (other) {
        const place = source.places.get(`redirect_from.${at}`) ?? { line: 1, column: 1 };
        const message = `"${old}" is the name of "${other}" already: take it out here or there.`;
        problems.push({ file: source.path, ...place, message, severity: 'error' });
      } else if (source.fields.status === 'published') redirects.set(old, slug);
    }
  return redirects;
}

/** The names by which links and lists of related articles may now mean something else than before; most often none. */
export function changedNames(now: NamedBase, before: NamedBase): ReadonlySet<string> {
  const changed = new Set<string>();
  const addAll = (names: readonly string[]) => {
    for (const name of names) changed.add(name);
  };
  let haveSameNames = true;
  for (const locale of new Set([...now.locales.keys(), ...before.locales.keys()])) {
    const one = now.locales.get(locale);
    const other = before.locales.get(locale);
    if (one === other) continue;
    if (one && other && one.published === other.published) {
      // Only contents changed, and the articles stand where they stood.
      for (const [at, { slug, source }] of one.articles.entries())
        if (source.fields.title !== other.articles[at]?.source.fields.title) changed.add(slug);
      continue;
    }
    haveSameNames = false;
    eachDifference(one?.bySlug, other?.bySlug, areAlike, (slug) => changed.add(slug));
    if (one?.redirects !== other?.redirects)
      eachDifference(
        one?.redirects,
        other?.redirects,
        (a, b) => a === b,
        (name) => changed.add(name),
      );
  }
  const isSame = (a: NamedArticle, b: NamedArticle) =>
    a === b || (a.slug === b.slug && a.source.fields.status === b.source.fields.status);
  if (!haveSameNames) eachDifference(now.byPath, before.byPath, isSame, (path) => addAll(namesOfPath(path)));
  if (now.assets !== before.assets)
    eachDifference(
      now.assets,
      before.assets,
      () => true,
      (path) => addAll(namesOfPath(path)),
    );
  return changed;
}

/** Others show an article's title, and may link to it while it is published. */
function areAlike(one: SourceArticle, other: SourceArticle): boolean {
  return one === other || (one.fields.title === other.fields.title && one.fields.status === other.fields.status);
}

function eachDifference<T>(
  one: ReadonlyMap<string, T> | undefined,
  other: ReadonlyMap<string, T> | undefined,
  isSame: (a: T, b: T) => boolean,
  found: (key: string) => void,
): void {
  for (const [key, value] of one ?? []) {
    const before = other?.get(key);
    if (before === undefined || !isSame(value, before)) found(key);
  }
  for (const key of other?.keys() ?? []) if (!one?.has(key)) found(key);
}
