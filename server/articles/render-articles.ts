// Renders the articles of a release and keeps what did not change since the last one.
import { posix } from 'node:path';
import type { NamedArticle } from './article-slugs.ts';
import { type ArticlesByPath, addressOfFile, type LocaleNames, resolverFor } from './article-targets.ts';
import type { KnowledgeBase } from './load-articles.ts';
import { type LinkResolver, videoElement } from './markdown-links.ts';
import type { Problem } from './problem.ts';
import { type RenderedMarkdown, renderMarkdown } from './render-markdown.ts';

/** What was rendered before, by path, with the answers that its links got; pass the same map to the next build. */
export type RenderCache = Map<string, CachedRendering>;

interface CachedRendering {
  key: string;
  asked: { target: string; use: 'link' | 'picture'; line: number; answer: string }[];
  rendered: RenderedMarkdown;
  problems: Problem[];
}

/** Renders one article, or finds it in the cache when neither it nor anything that it links to has changed. */
export function renderArticle(
  article: NamedArticle,
  base: KnowledgeBase,
  names: LocaleNames,
  byPath: ArticlesByPath,
  cache: RenderCache,
  problems: Problem[],
): RenderedMarkdown {
  const { source, slug } = article;
  const key = `${source.locale} ${slug} ${source.hash}`;
  const known = cache.get(source.path);
  const silent = resolverFor(article, base, names, byPath, []);
  const video = videoOf(article, base);
  if (
    known?.key === key &&
    known.asked.every(({ target, use, line, answer }) => JSON.stringify(silent(target, use, line)) === answer)
  ) {
    problems.push(...known.problems, ...video.problems);
    return known.rendered;
  }
  const found: Problem[] = [];
  const asked: CachedRendering['asked'] = [];
  const resolver = resolverFor(article, base, names, byPath, found);
  const noting: LinkResolver = (target, use, line) => {
    const answer = resolver(target, use, line);
    asked.push({ target, use, line, answer: JSON.stringify(answer) });
    return answer;
  };
  const rendered = renderMarkdown(source.markdown ?? '', source.fields.title, noting, video.elements);
  // A video's file may come or go without the article changing: such a rendering is made anew each time.
  if (!source.fields.video) cache.set(source.path, { key, asked, rendered, problems: found });
  problems.push(...found, ...video.problems);
  return rendered;
}

function videoOf(article: NamedArticle, base: KnowledgeBase) {
  const { path, locale, fields, places } = article.source;
  const problems: Problem[] = [];
  const { video } = fields;
  const fileOf = (field: 'src' | 'captions', prefix: string) => {
    const name = video?.[field];
    if (!name) return undefined;
    const asset = base.assets.get(posix.normalize(posix.join(posix.dirname(path), name)));
    if (asset?.type.startsWith(prefix)) return asset;
    const place = places.get(`video.${field}`) ?? { line: 1, column: 1 };
    problems.push({
      file: path,
      ...place,
      message: `video.${field}: there is no such file beside the article: "${name}".`,
      severity: 'error',
    });
    return undefined;
  };
  const src = fileOf('src', 'video/');
  const captions = fileOf('captions', 'text/vtt');
  const track = captions ? { src: addressOfFile(locale, captions.path), locale } : undefined;
  const elements = src ? [videoElement(addressOfFile(locale, src.path), src.type, fields.title, track)] : [];
  return { elements, problems };
}
