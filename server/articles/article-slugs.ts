// Gives each article its slug, unique in its locale, and says where two files claim the same one.
import type { Problem } from './problem.ts';
import type { SourceArticle } from './read-article-file.ts';

const MAX_SLUG_LENGTH = 120;

/** An article under the name that addresses, links and reports use for it. */
export interface NamedArticle {
  slug: string;
  source: SourceArticle;
}

/**
 * Names the articles of one locale, given in path order: the file's name, an `index` or `README` its folder's. Where two
 * claim one slug the later is served as `<folder>-<slug>`, and both are named in a problem.
 */
export function assignSlugs(articles: readonly SourceArticle[], problems: Problem[]): NamedArticle[] {
  const taken = new Map<string, SourceArticle>();
  return articles.map((source) => {
    const wanted = source.claims;
    const first = taken.get(wanted);
    let slug = wanted;
    if (first) {
      const folder = cleanSlug(source.folders.at(-1) ?? source.locale);
      slug = `${folder}-${wanted}`;
      for (let at = 2; taken.has(slug); at++) slug = `${folder}-${wanted}-${at}`;
      problems.push(
        clash(first, `The name "${wanted}" is also claimed by ${source.path}: rename one of the two.`),
        clash(
          source,
          `The name "${wanted}" is taken by ${first.path}, so this is served as "${slug}": rename one of the two.`,
        ),
      );
    }
    taken.set(slug, source);
    return { slug, source };
  });
}

function clash(source: SourceArticle, message: string): Problem {
  return { file: source.path, line: 1, column: 1, message, severity: 'error' };
}

/** The slug that a file wants by its place: its own name, an `index` or `README` its folder's. */
export function claimOf(name: string, folders: readonly string[]): string {
  const isFolder = /^(index|readme)$/i.test(name);
  return cleanSlug(isFolder ? (folders.at(-1) ?? name.toLowerCase()) : name);
}

/** A name that may stand in an address as it is: letters, digits, `-`, `_`, `.`; whatever else becomes a hyphen. */
export function cleanSlug(name: string): string {
  const slug = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, MAX_SLUG_LENGTH);
  return slug || 'article';
}
