// Finds an article in a release for a reader: by its slug or an earlier one, in their language or the default one.
import type { Article, LocaleRelease, Release } from './release.ts';

/** The locale of a release that serves a reader best: theirs, the same language's, or the default. */
export function localeFor(release: Release, wanted: string): LocaleRelease | undefined {
  const names = Object.keys(release.locales);
  const language = wanted.toLowerCase().split('-')[0];
  const name =
    names.find((candidate) => candidate.toLowerCase() === wanted.toLowerCase()) ??
    names.find((candidate) => candidate.toLowerCase().split('-')[0] === language) ??
    release.defaultLocale;
  return release.locales[name] ?? release.locales[names[0] ?? ''];
}

/** The published article of this slug, following redirects; undefined where there is none. */
export function findArticle(release: Release, locale: string, slug: string): Article | undefined {
  for (const part of [localeFor(release, locale), release.locales[release.defaultLocale]]) {
    const found = part?.articles.get(part.redirects.get(slug) ?? slug);
    if (found) return found;
  }
  return undefined;
}
