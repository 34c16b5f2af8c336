// Makes the part of a release that one locale is: its articles in reading order, by their slugs.
import type { PassagesFile } from '../../contract/search/search-index.ts';
import type { ArticleEntry } from './article-entry.ts';
import type { NamedLocale } from './name-articles.ts';
import type { Article, LocaleRelease } from './release.ts';
import type { ReleaseIndex } from './release-index.ts';
import { type Pause, timeSlices } from './time-slices.ts';

/** Makes it of entries in reading order and the index of those that are published. */
export async function localeRelease(
  names: NamedLocale,
  inOrder: readonly ArticleEntry[],
  index: ReleaseIndex,
  pause: Pause,
): Promise<LocaleRelease> {
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
  return {
    locale: names.locale,
    articles,
    topicSummaries,
    internal,
    redirects: names.redirects,
    readIndex: index.readFiles,
    readPassages: () => passagesOf(articles),
    search: index.search,
  };
}

/** The texts of all articles for the snippets of results, as JSON. */
async function passagesOf(articles: ReadonlyMap<string, Article>): Promise<string> {
  const pause = timeSlices();
  const passages: PassagesFile = {};
  for (const [slug, article] of articles) {
    passages[slug] = { summary: article.file.summary, sections: article.readSections() };
    const waiting = pause();
    if (waiting) await waiting;
  }
  return JSON.stringify(passages);
}
