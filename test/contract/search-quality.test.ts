// Keeps the quality of search where it was measured, on real questions where they are at hand.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadStemmer } from '../../contract/language/stemmers.ts';
import { loadIndex } from '../../contract/search/load-index.ts';
import { searchArticles } from '../../contract/search/search-articles.ts';
import type { SearchIndex } from '../../contract/search/search-index.ts';
import { buildRelease } from '../../server/articles/build-release.ts';
import { loadKnowledgeBase } from '../../server/articles/load-articles.ts';
import type { AnsweredQuery } from '../../server/articles/read-queries.ts';
import type { Article, Release } from '../../server/articles/release.ts';
import { learnFromLines } from '../../server/learning/learn-from-lines.ts';
import { makeIndex } from '../support/make-index.ts';

const shared = resolve(process.env.FINGERPOST_SHARED ?? join(import.meta.dirname, '../../../shared'), 'search');
const rule = { locales: ['en'], defaultLocale: 'en' };

/**
 * The least success@3 and MRR@10 for each kind of queries: a little below what was measured when they were written, and not below
 * the best engine of each column.
 */
const floors: Record<string, Record<string, [successAt3: number, mrr: number]>> = {
  thunderbird: {
    '': [0.717, 0.6],
    '-typo': [0.668, 0.56],
    '-typo1': [0.708, 0.601],
    '-prefix': [0.697, 0.583],
    '-morph': [0.692, 0.587],
    '-short': [0.566, 0.478],
  },
  stackfaq: {
    '': [0.91, 0.84],
    '-typo': [0.898, 0.833],
    '-typo1': [0.907, 0.839],
    '-prefix': [0.903, 0.843],
    '-morph': [0.894, 0.828],
    '-short': [0.7, 0.631],
  },
};

const rankOf = (index: SearchIndex, { query, rel }: AnsweredQuery) =>
  searchArticles(index, query, { k: 10 }).hits.findIndex(({ slug }) => rel[slug]);
const score = (ranks: number[]) => ({
  success: ranks.filter((rank) => rank >= 0 && rank < 3).length / ranks.length,
  mrr: ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / ranks.length,
});
const readQueries = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as AnsweredQuery);

/** The articles of a release, indexed in memory with other questions than their own. */
async function indexWith(
  release: Release,
  questionsOf: (article: Article) => { asks: string[]; learnt: string[] },
): Promise<SearchIndex> {
  const articles = [...(release.locales.en?.articles.values() ?? [])];
  const { live } = await makeIndex(
    articles.map((article) => ({
      slug: article.slug,
      title: article.file.title,
      summary: article.file.summary,
      breadcrumb: article.file.breadcrumb,
      pages: article.pages,
      audience: ['everyone'],
      order: article.order,
      headings: [],
      body: '',
      sections: article.readSections(),
      meta: article.keywords,
      ...questionsOf(article),
    })),
  );
  return live;
}

describe('search on our own articles', () => {
  it('finds each by what people ask, where the index does not hold the questions', async () => {
    const release = await buildRelease(
      await loadKnowledgeBase(join(import.meta.dirname, '../../kb-content'), rule),
      rule,
    );
    const index = await indexWith(release, () => ({ asks: [], learnt: [] }));
    const asked = [...(release.locales.en?.articles.values() ?? [])].flatMap(({ slug, asks }) =>
      asks.map((query) => ({ query, rel: { [slug]: 1 } })),
    );
    const { success, mrr } = score(asked.map((question) => rankOf(index, question)));
    expect(asked.length).toBeGreaterThan(200);
    expect(success).toBeGreaterThanOrEqual(0.97);
    expect(mrr).toBeGreaterThanOrEqual(0.89);
  });
});

describe('search on real questions', () => {
  for (const [set, kinds] of Object.entries(floors))
    it(`finds what people asked for in the collection ${set}`, async () => {
      const kb = join(shared, set, 'kb');
      if (!existsSync(kb)) {
        console.warn(
          `not run: the collection ${set} is not here; the rankings pinned in search.test.ts cover the same recipe`,
        );
        return;
      }
      const release = await buildRelease(await loadKnowledgeBase(kb, rule), rule);
      // Without passages: they decide about snippets alone, and cost most of the time.
      const files = await release.locales.en?.readIndex();
      if (!files) throw new Error('no English articles');
      const index = loadIndex(files.first);
      index.addBodies(files.rest);
      index.addStemmer(await loadStemmer('en'));
      for (const [kind, [leastSuccess, leastMrr]] of Object.entries(kinds)) {
        const queries = readQueries(join(shared, set, `queries${kind}.jsonl`));
        const { success, mrr } = score(queries.map((question) => rankOf(index, question)));
        expect(success, `${set}${kind} success@3`).toBeGreaterThanOrEqual(leastSuccess);
        expect(mrr, `${set}${kind} MRR@10`).toBeGreaterThanOrEqual(leastMrr);
      }
    });

  it('finds what is asked in other words than those that it learnt', async () => {
    const folder = join(shared, 'stackfaq');
    if (!existsSync(folder)) {
      console.warn('not run: the collection stackfaq is not here; ranking.test.ts covers how known questions count');
      return;
    }
    const release = await buildRelease(await loadKnowledgeBase(join(folder, 'kb'), rule), rule);
    const known = readQueries(join(folder, 'learn-known.jsonl'));
    const chosen = learnFromLines(known, (slug) => release.locales.en?.articles.get(slug)?.file.title);
    const index = await indexWith(release, ({ slug }) => ({ asks: [], learnt: chosen.get(slug) ?? [] }));
    const asked = readQueries(join(folder, 'learn-asked.jsonl'));
    expect(score(asked.map((question) => rankOf(index, question))).mrr).toBeGreaterThanOrEqual(0.985);
  });

  it('loads a foreign knowledge base whole', async () => {
    const kb = join(shared, 'thunderbird', 'kb');
    if (!existsSync(kb)) {
      console.warn('not run: the Thunderbird articles are not here; load-articles.test.ts covers foreign front matter');
      return;
    }
    const release = await buildRelease(await loadKnowledgeBase(kb, rule), rule);
    expect(release.locales.en?.articles.size).toBe(193);
    expect(release.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
