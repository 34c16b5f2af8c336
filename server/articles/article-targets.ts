// Knows where links may lead in a knowledge base: other articles, files beside them, other addresses.
import { posix } from 'node:path';
import type { NamedArticle } from './article-slugs.ts';
import type { KnowledgeBase } from './load-articles.ts';
import type { LinkResolver, Target } from './markdown-links.ts';
import type { Problem } from './problem.ts';
import type { SourceArticle } from './read-article-file.ts';

/**
 * What stands in rendered HTML for the public address and the release's id, which are known when it is served. They are
 * made from the article's own hash: no text of an article can hold them.
 */
export function marksOf(hash: string): { base: string; release: string } {
  return { base: `https://${hash.slice(0, 32)}.invalid`, release: `r${hash.slice(0, 32)}` };
}

/** Puts the release's id and the public address (`https://help.example.com`, or '') into rendered HTML. */
export function withAddresses(markedHtml: string, hash: string, releaseId: string, publicUrl: string): string {
  const marks = marksOf(hash);
  return markedHtml.replaceAll(marks.base, publicUrl).replaceAll(marks.release, releaseId);
}

/** The names of one locale that a link may use. */
export interface LocaleNames {
  locale: string;
  /** Slugs that readers may open, and with them those for agents only. */
  published: ReadonlySet<string>;
  internal: ReadonlySet<string>;
  redirects: ReadonlyMap<string, string>;
}

/** Every article by the path of its file, over all locales. */
export type ArticlesByPath = ReadonlyMap<string, NamedArticle>;

/** What the links of an article may lead to. */
export interface Surroundings {
  assets: KnowledgeBase['assets'];
  names: LocaleNames;
  byPath: ArticlesByPath;
}

const NOWHERE: Target = { kind: 'nowhere' };

/** Makes the resolver of one article; what leads nowhere is pushed to `problems` with its line. */
export function resolverFor(
  source: SourceArticle,
  { assets, names, byPath }: Surroundings,
  problems: Problem[],
): LinkResolver {
  const { path, bodyLine, fields } = source;
  const marks = marksOf(source.hash);
  const nowhere = (line: number, message: string, severity: Problem['severity'] = 'error') => {
    problems.push({ file: path, line: line + bodyLine, column: 1, message, severity });
    return NOWHERE;
  };
  const toArticle = (slug: string, section: string): Target | null => {
    const now = names.redirects.get(slug) ?? slug;
    const open = names.published.has(now) || (fields.status === 'internal' && names.internal.has(now));
    return open
      ? { kind: 'article', slug: now, section, href: `${marks.base}${helpPath(names.locale, now, section)}` }
      : null;
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
      const linked = linkedByAddress(name);
      if (use === 'picture')
        return nowhere(
          line,
          `This picture is not in the knowledge base: "${shown}". Put it beside the article.`,
          'warning',
        );
      if (!linked) return { kind: 'address', href: `${marks.base}${target}`, external: false };
      return (
        toArticle(linked, section) ??
        nowhere(line, `No article has the name "${linked}": its link is left out.`, 'warning')
      );
    }
    const place = posix.join(posix.dirname(path), name || '.').replace(/\/+$/, '');
    const asset = assets.get(place);
    if (asset?.type === 'image/svg+xml' && use === 'picture')
      return nowhere(line, `An SVG is not shown, since it can carry scripts: "${shown}". Use PNG or WebP.`, 'warning');
    if (asset && (use === 'link' || /^(image|video)\//.test(asset.type)))
      return {
        kind: 'file',
        href: addressOfFile(source, place),
        type: asset.type,
        ...(asset.picture ? { picture: asset.picture } : {}),
      };
    if (use === 'picture') return nowhere(line, `This picture is not there: "${shown}". Put it beside the article.`);
    const found = [place, `${place}.md`, `${place}/index.md`, `${place}/README.md`]
      .map((at) => byPath.get(at))
      .find(Boolean);
    if (found && found.source.locale !== names.locale)
      return {
        kind: 'address',
        href: `${marks.base}${helpPath(found.source.locale, found.slug, section)}`,
        external: false,
      };
    const linked = found
      ? toArticle(found.slug, section)
      : name.includes('/')
        ? null
        : toArticle(name.replace(/\.md$/i, ''), section);
    return linked ?? nowhere(line, `This link leads nowhere: "${shown}". Name an article or a file that is there.`);
  };
}

/**
 * The last name in an address that leads to an article or a file of the knowledge base, without `.md`: where nothing of
 * that name came, went or changed, the address leads where it led before. Null for other addresses.
 */
export function linkNameOf(path: string, target: string): string | null {
  if (/^(https?:)?\/\//i.test(target) || /^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('#')) return null;
  const name = decode(/^[^?#]*/.exec(target)?.[0] ?? '');
  if (name.startsWith('/')) return linkedByAddress(name) ?? null;
  return fileNameOf(posix.join(posix.dirname(path), name || '.'));
}

/** The names under which links may mean a file: its own without `.md`, and its folder's where it stands for that. */
export function namesOfPath(path: string): string[] {
  const own = fileNameOf(path);
  return /^(index|readme)$/i.test(own) ? [own, fileNameOf(posix.dirname(path))] : [own];
}

function fileNameOf(path: string): string {
  return posix.basename(posix.normalize(path)).replace(/\.md$/i, '');
}

function linkedByAddress(name: string): string | undefined {
  return /^\/(?:help|kb)\/(?:.*\/)?([^/]+)\/?$/.exec(name)?.[1];
}

/** The address, with marks, of a file beside an article. */
export function addressOfFile({ hash, locale }: SourceArticle, path: string): string {
  const marks = marksOf(hash);
  return `${marks.base}/kb/${marks.release}/${locale}/files/${path.split('/').map(encodeURIComponent).join('/')}`;
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
