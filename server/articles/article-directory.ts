// What figures ask of the articles as they are now: where earlier names lead, reviews, owners, links that lead nowhere.
import type { Article, Release } from './release.ts';

/** The present articles, for reports; what is gone is in the database alone. */
export interface ArticleDirectory {
  /** The name that an earlier one leads to now, or the name itself. */
  nameOf(slug: string): string;
  /** The name itself and the earlier ones that lead to it now. */
  namesOf(slug: string): readonly string[];
  /** The article in each of its languages, the site's own first; none for one that is gone. */
  find(slug: string): readonly Article[];
  /** Addresses in it that lead nowhere, over all its languages. */
  brokenLinks(slug: string): number;
}

/** How problems begin that a link, picture or related article causes. */
const BROKEN = [
  'This link leads nowhere:',
  'No article has the name',
  'This picture is not',
  'related: there is no published article',
];

const directories = new WeakMap<Release, ArticleDirectory>();

/** The directory of a release, made once for each. */
export function articleDirectory(release: Release): ArticleDirectory {
  const made = directories.get(release) ?? makeDirectory(release);
  directories.set(release, made);
  return made;
}

function makeDirectory(release: Release): ArticleDirectory {
  const { defaultLocale, locales } = release;
  const inOrder = Object.values(locales).sort(
    (a, b) => Number(b.locale === defaultLocale) - Number(a.locale === defaultLocale),
  );
  const broken = new Map<string, number>();
  for (const { file, message } of release.problems)
    if (BROKEN.some((start) => message.startsWith(start))) broken.set(file, (broken.get(file) ?? 0) + 1);
  const find = (slug: string) =>
    inOrder.flatMap(({ articles, internal }) => articles.get(slug) ?? internal.get(slug) ?? []);
  return {
    find,
    nameOf: (slug) => {
      if (find(slug).length > 0) return slug;
      for (const { redirects } of inOrder) {
        const now = redirects.get(slug);
        if (now !== undefined) return now;
      }
      return slug;
    },
    namesOf: (slug) => [
      slug,
      ...new Set(
        inOrder.flatMap(({ redirects }) => [...redirects].flatMap(([from, to]) => (to === slug ? [from] : []))),
      ),
    ],
    brokenLinks: (slug) => find(slug).reduce((sum, { path }) => sum + (broken.get(path) ?? 0), 0),
  };
}
