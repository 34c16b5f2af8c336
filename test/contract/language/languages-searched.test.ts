// Questions in five languages, in other inflections and typed without accents, find their article first.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EVERYONE } from '../../../contract/article.ts';
import { loadIndex } from '../../../contract/search/load-index.ts';
import { searchArticles } from '../../../contract/search/search-articles.ts';
import type { SearchIndex } from '../../../contract/search/search-index.ts';
import { makeIndex, type TestIndex } from '../../support/make-index.ts';

interface Fixture {
  locale: string;
  articles: { slug: string; title: string; body: string }[];
  queries: { query: string; slug: string }[];
}

const FOLDER = join(import.meta.dirname, '../../fixtures/languages');
const fixtures = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file): Fixture => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));

const indexOf = ({ locale, articles }: Fixture) =>
  makeIndex(
    articles.map(({ slug, title, body }, order) => {
      const card = { slug, title, summary: '', breadcrumb: [], pages: [], audience: [EVERYONE], order };
      return { ...card, headings: [], body, meta: [] };
    }),
    locale,
  );

const firstOf = (index: SearchIndex, query: string) => searchArticles(index, query, { k: 3 }).hits[0]?.slug;

it('there are five languages to search in', () => {
  expect(fixtures.map(({ locale }) => locale).sort()).toEqual(['de', 'es', 'fr', 'ja', 'pl']);
});

describe.each(fixtures)('a question in $locale', (fixture) => {
  let index: TestIndex;
  beforeAll(async () => {
    index = await indexOf(fixture);
  });

  it.each(fixture.queries)('finds for "$query" first $slug', ({ query, slug }) => {
    expect(firstOf(index.live, query)).toBe(slug);
  });

  it('finds the same in the browser, once bodies and stemmer are there', async () => {
    const loaded = index.load();
    for (const { query, slug } of fixture.queries) expect(firstOf(loaded, query), query).toBe(slug);
  });

  it('finds by what stands in titles before anything but the first part has arrived', () => {
    const loaded = loadIndex(index.first);
    for (const { title, slug } of fixture.articles) expect(firstOf(loaded, title), title).toBe(slug);
  });
});
