// Keeps the quality of search where it was measured, on real questions where they are at hand.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadStemmer } from '../../contract/language/stemmers.ts';
import { loadIndex } from '../../contract/search/load-index.ts';
import { searchArticles } from '../../contract/search/search-articles.ts';
import { buildRelease } from '../../server/articles/build-release.ts';
import { loadKnowledgeBase } from '../../server/articles/load-articles.ts';

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
    '-typo1': [0.707, 0.601],
    '-prefix': [0.697, 0.583],
    '-morph': [0.693, 0.587],
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
        const queries = readFileSync(join(shared, set, `queries${kind}.jsonl`), 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as { query: string; rel: Record<string, number> });
        const ranks = queries.map(({ query, rel }) =>
          searchArticles(index, query, { k: 10 }).hits.findIndex(({ slug }) => rel[slug]),
        );
        const success = ranks.filter((rank) => rank >= 0 && rank < 3).length / queries.length;
        const mrr = ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / queries.length;
        expect(success, `${set}${kind} success@3`).toBeGreaterThanOrEqual(leastSuccess);
        expect(mrr, `${set}${kind} MRR@10`).toBeGreaterThanOrEqual(leastMrr);
      }
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
