// Makes one article of a release from what was read and rendered, with the problems that only a whole release shows.
import { createHash } from 'node:crypto';
import { EVERYONE } from '../../contract/article.ts';
import type { IndexableArticle } from '../../contract/search/prepare-article.ts';
import type { NamedArticle } from './article-slugs.ts';
import type { Surroundings } from './article-targets.ts';
import type { Category } from './categories.ts';
import type { NamedLocale } from './name-articles.ts';
import type { Problem } from './problem.ts';
import type { Article } from './release.ts';
import { type Rendering, type RenderingStore, renderArticle } from './render-articles.ts';

/** What is known of an article beside its file and its links. */
export interface ArticleFacts {
  named: NamedArticle;
  categories: readonly Category[];
  revision: number;
  /** Questions that it was found to answer. */
  learnt: readonly string[];
}

/** An article of a release and all that it was made from: while none of that changes, it stays as it is. */
export interface ArticleEntry extends ArticleFacts {
  rendering: Rendering;
  article: Article;
  problems: readonly Problem[];
  /** Stands for everything that is served of it. */
  digest: Uint32Array;
}

const WORDS_PER_MINUTE = 200;

/** Makes an entry; nothing is rendered that the store has. */
export function makeEntry(
  facts: ArticleFacts,
  around: Surroundings & { names: NamedLocale },
  store: RenderingStore,
): ArticleEntry {
  const { named, categories, revision, learnt } = facts;
  const { slug, source } = named;
  const { fields, locale } = source;
  const rendering = renderArticle(source, around, store);
  const { related, problems } = relatedOf(named, around.names);
  const article: Article = {
    slug,
    locale,
    path: source.path,
    file: {
      slug,
      title: fields.title,
      summary: fields.summary ?? rendering.lead,
      breadcrumb: categories.map(({ title }) => title),
      sections: rendering.headings,
      updated: fields.reviewed ?? null,
      minutes: Math.max(1, Math.round(rendering.words / WORDS_PER_MINUTE)),
      revision,
      related,
      audience: fields.audience.length ? fields.audience : [EVERYONE],
    },
    status: fields.status === 'internal' ? 'internal' : 'published',
    asks: fields.asks,
    keywords: fields.keywords,
    pages: fields.pages,
    order: fields.order,
    owner: fields.owner ?? null,
    reviewed: fields.reviewed ?? null,
    redirectFrom: fields.redirect_from,
    contentHash: source.hash,
    places: source.places,
    readSections: () => rendering.readText().sections,
    readMarkedHtml: () => rendering.readText().html,
  };
  return {
    ...facts,
    rendering,
    article,
    problems: [...rendering.problems, ...problems],
    digest: digestOf(article.path, slug, source.hash, revision, article.file.breadcrumb, related, learnt),
  };
}

function relatedOf({ slug, source }: NamedArticle, names: NamedLocale) {
  const problems: Problem[] = [];
  const { fields } = source;
  const related = fields.related.flatMap((wanted, at) => {
    const found = names.redirects.get(wanted) ?? wanted;
    const isOpen = names.published.has(found) || (fields.status === 'internal' && names.internal.has(found));
    if (!isOpen) {
      const place = source.places.get(`related.${at}`) ?? { line: 1, column: 1 };
      const message = `related: there is no published article "${wanted}": correct or remove it.`;
      problems.push({ file: source.path, ...place, message, severity: 'error' });
    }
    return isOpen && found !== slug ? [{ slug: found, title: names.bySlug.get(found)?.fields.title ?? found }] : [];
  });
  return { related, problems };
}

function digestOf(...parts: unknown[]): Uint32Array {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return new Uint32Array(digest.buffer.slice(digest.byteOffset, digest.byteOffset + digest.length));
}

/** What the search needs to know of an article. */
export function toIndexable({
  article,
  named,
  learnt,
}: Pick<ArticleEntry, 'article' | 'named' | 'learnt'>): IndexableArticle {
  const { slug, file, pages, order, keywords, asks } = article;
  const { summary } = named.source.fields;
  return {
    slug,
    title: file.title,
    summary: file.summary,
    breadcrumb: file.breadcrumb,
    pages,
    audience: file.audience,
    order,
    sections: article.readSections(),
    meta: [...(summary ? [summary] : []), ...keywords],
    asks,
    learnt: [...learnt],
  };
}
