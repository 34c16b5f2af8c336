// Questions in five languages, in other inflections and typed without accents, find their article first.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EVERYONE } from '../../../contract/article.ts';
import { rulesOf } from '../../../contract/language/rules.ts';
import { loadStemmer } from '../../../contract/language/stemmers.ts';
import { encodeIndex } from '../../../contract/search/encode-index.ts';
import { createLiveIndex, type LiveIndex } from '../../../contract/search/live-index.ts';
import { loadIndex } from '../../../contract/search/load-index.ts';
import { prepareArticle } from '../../../contract/search/prepare-article.ts';
import { searchArticles } from '../../../contract/search/search-articles.ts';
import type { SearchIndex } from '../../../contract/search/search-index.ts';

interface Fixture {
  locale: string;
  articles: { slug: string; title: string; body: string }[];
  queries: { query: string; slug: string }[];
}

const FOLDER = join(import.meta.dirname, '../../fixtures/languages');
const fixtures = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file): Fixture => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));

async function indexOf({ locale, articles }: Fixture): Promise<LiveIndex> {
  const { words: rules, stopWords } = rulesOf(locale);
  const language = { locale, rules, stopWords, stem: await loadStemmer(locale) };
  const index = createLiveIndex(language, () => undefined);
  articles.forEach(({ slug, title, body }, order) => {
    const card = { slug, title, summary: '', breadcrumb: [], pages: [], audience: [EVERYONE], order };
    const sections = [{ id: '', heading: '', text: body }];
    index.put(prepareArticle({ ...card, sections, meta: [], asks: [], learnt: [] }, language));
  });
  index.arrange(articles.map(({ slug }) => slug));
  return index;
}

const firstOf = (index: SearchIndex, query: string) => searchArticles(index, query, { k: 3 }).hits[0]?.slug;

it('there are five languages to search in', () => {
  expect(fixtures.map(({ locale }) => locale).sort()).toEqual(['de', 'es', 'fr', 'ja', 'pl']);
});

describe.each(fixtures)('a question in $locale', (fixture) => {
  let index: LiveIndex;
  beforeAll(async () => {
    index = await indexOf(fixture);
  });

  it.each(fixture.queries)('finds for "$query" first $slug', ({ query, slug }) => {
    expect(firstOf(index, query)).toBe(slug);
  });

  it('finds the same in the browser, once bodies and stemmer are there', async () => {
    const { first, rest } = encodeIndex(index);
    const loaded = loadIndex(first);
    loaded.addBodies(rest);
    loaded.addStemmer(await loadStemmer(fixture.locale));
    for (const { query, slug } of fixture.queries) expect(firstOf(loaded, query), query).toBe(slug);
  });

  it('finds by what stands in titles before anything but the first part has arrived', () => {
    const loaded = loadIndex(encodeIndex(index).first);
    for (const { title, slug } of fixture.articles) expect(firstOf(loaded, title), title).toBe(slug);
  });
});
