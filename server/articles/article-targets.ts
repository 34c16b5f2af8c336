// Knows where links may lead in a knowledge base: other articles, files beside them, other addresses.
import { posix } from 'node:path';
import type { NamedArticle } from './article-slugs.ts';
import type { KnowledgeBase } from './load-articles.ts';
import type { LinkResolver, Target } from './markdown-links.ts';
import type { Problem } from './problem.ts';

/**
 * Stands for the public address and the release's id in rendered HTML until both are known. Drawn anew in each process,
 * so that no text of an article can hold it.
 */
const nonce = crypto.randomUUID().replaceAll('-', '');
export const BASE_MARK = `https://${nonce}.invalid`;
export const RELEASE_MARK = `r${nonce}`;

/** The names of one locale that a link may use. */
export interface LocaleNames {
  locale: string;
  /** Slugs that readers may open, and with them those for agents only. */
  published: ReadonlySet<string>;
  internal: ReadonlySet<string>;
  redirects: ReadonlyMap<string, string>;
}

/** Every article by the path of its file, over all locales. */
export type ArticlesByPath = ReadonlyMap<string, { locale: string; slug: string }>;

const NOWHERE: Target = { kind: 'nowhere' };

/** Makes the resolver of one article; what leads nowhere is pushed to `problems` with its line. */
export function resolverFor(
  article: NamedArticle,
  base: KnowledgeBase,
  names: LocaleNames,
  byPath: ArticlesByPath,
  problems: Problem[],
): LinkResolver {
  const { path, bodyLine, fields } = article.source;
  const nowhere = (line: number, message: string, severity: Problem['severity'] = 'error') => {
    problems.push({ file: path, line: line + bodyLine, column: 1, message, severity });
    return NOWHERE;
  };
  const toArticle = (slug: string, section: string): Target | null => {
    const now = names.redirects.get(slug) ?? slug;
    const open = names.published.has(now) || (fields.status === 'internal' && names.internal.has(now));
    return open ? articleTarget(names.locale, now, section) : null;
  };
  return (target, use, line) => {
    const shown = target.slice(0, 120);
    if (/^(https?:)?\/\//i.test(target)) return { kind: 'address', href: target, external: true };
    if (use === 'link' && /^(mailto|tel):/i.test(target)) return { kind: 'address', href: target, external: false };
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return nowhere(line, `This kind of address is not allowed: "${shown}".`);
    const [, file = '', hash = ''] = /^([^?#]*)[^#]*#?(.*)$/s.exec(target) ?? [];
    const name = decode(file);
    const section = decode(hash);
    if (use === 'link' && !name && section)
      return { kind: 'address', href: `#${encodeURIComponent(section)}`, external: false };
    if (name.startsWith('/')) {
      const linked = /^\/(?:help|kb)\/(?:.*\/)?([^/]+)\/?$/.exec(name)?.[1];
      if (use === 'picture')
        return nowhere(
          line,
          `This picture is not in the knowledge base: "${shown}". Put it beside the article.`,
          'warning',
        );
      if (!linked) return { kind: 'address', href: `${BASE_MARK}${target}`, external: false };
      return (
        toArticle(linked, section) ??
        nowhere(line, `No article has the name "${linked}": its link is left out.`, 'warning')
      );
    }
    const place = posix.normalize(posix.join(posix.dirname(path), name || '.'));
    const asset = base.assets.get(place);
    if (asset?.type === 'image/svg+xml' && use === 'picture')
      return nowhere(line, `An SVG is not shown, since it can carry scripts: "${shown}". Use PNG or WebP.`, 'warning');
    if (asset && (use === 'link' || /^(image|video)\//.test(asset.type)))
      return { kind: 'file', href: addressOfFile(names.locale, place), type: asset.type };
    if (use === 'picture') return nowhere(line, `This picture is not there: "${shown}". Put it beside the article.`);
    const found = [place, `${place}.md`, `${place}/index.md`, `${place}/README.md`]
      .map((at) => byPath.get(at))
      .find(Boolean);
    if (found && found.locale !== names.locale)
      return { kind: 'address', href: `${BASE_MARK}${helpPath(found.locale, found.slug, section)}`, external: false };
    const linked = found
      ? toArticle(found.slug, section)
      : name.includes('/')
        ? null
        : toArticle(name.replace(/\.md$/i, ''), section);
    return linked ?? nowhere(line, `This link leads nowhere: "${shown}". Name an article or a file that is there.`);
  };
}

/** The address, with marks, of a file beside an article. */
export function addressOfFile(locale: string, path: string): string {
  return `${BASE_MARK}/kb/${RELEASE_MARK}/${locale}/files/${path.split('/').map(encodeURIComponent).join('/')}`;
}

function articleTarget(locale: string, slug: string, section: string): Target {
  return { kind: 'article', slug, section, href: `${BASE_MARK}${helpPath(locale, slug, section)}` };
}

function helpPath(locale: string, slug: string, section: string): string {
  return `/help/${locale}/${encodeURIComponent(slug)}${section ? `#${encodeURIComponent(section)}` : ''}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
