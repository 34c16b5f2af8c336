// What is kept between questions: it is bounded, follows every change of an article, and never changes an answer.
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../contract/search/engine.ts';
import { flatCounts } from '../../../contract/search/flat-counts.ts';
import type { LiveIndex } from '../../../contract/search/live-index.ts';
import { prepareArticle } from '../../../contract/search/prepare-article.ts';
import { searchArticles } from '../../../contract/search/search-articles.ts';
import type { PassagesFile } from '../../../contract/search/search-index.ts';
import { makeIndex, type TestArticle } from '../../support/make-index.ts';

const WORDS =
  'anchor bridge candle dragon engine forest garden harbour island jungle kettle ladder mirror needle'.split(' ');

/** Articles of a few words each, no two alike, every word in many of them. */
function makeArticles(count: number): TestArticle[] {
  return Array.from({ length: count }, (_, at) => {
    const word = (step: number) => WORDS[(at * step + step) % WORDS.length] as string;
    return {
      slug: `article-${String(at).padStart(3, '0')}`,
      title: `${word(1)} ${word(3)}`,
      summary: '',
      breadcrumb: [],
      pages: [],
      audience: at % 9 === 4 ? ['admins'] : [],
      order: at,
      headings: [word(5)],
      body: Array.from({ length: 4 + (at % 30) }, (_word, n) => word(n + 2)).join(' '),
      meta: [word(7)],
    };
  });
}

const QUESTIONS = ['anchor', 'garden bridge', 'kettel mirror', 'dra', 'forest island needle engine'];
const answersOf = (index: LiveIndex, k = 10) => QUESTIONS.map((query) => searchArticles(index, query, { k }));

describe('an index that was asked and then changed', () => {
  it('answers to the last digit as one that was made of the same articles and never asked', async () => {
    const articles = makeArticles(60);
    const { live } = await makeIndex(articles);
    const changed = articles.map((one, at) =>
      at % 7 ? one : { ...one, title: 'Lantern garden', body: 'anchor lantern' },
    );
    for (const [at, article] of changed.entries()) {
      if (at % 7) continue;
      answersOf(live);
      const { headings, body, meta, ...card } = article;
      const sections = [
        { id: '', heading: '', text: body },
        ...headings.map((heading, n) => ({ id: `s${n}`, heading, text: '' })),
      ];
      live.put(prepareArticle({ ...card, sections, meta, asks: [], learnt: [] }, live.language));
    }
    live.remove('article-010');
    const fresh = await makeIndex(changed.filter(({ slug }) => slug !== 'article-010'));
    for (const [at, answer] of answersOf(live).entries()) {
      const expected = answersOf(fresh.live)[at];
      expect(answer.hits.map(({ slug }) => slug)).toEqual(expected?.hits.map(({ slug }) => slug));
      for (const [place, { score }] of answer.hits.entries())
        expect(score).toBeCloseTo(expected?.hits[place]?.score ?? 0, 9);
    }
  });

  it('reads again only the terms of the article that changed', async () => {
    const articles = makeArticles(30);
    const { live } = await makeIndex([
      ...articles,
      { ...(articles[0] as TestArticle), slug: 'rare', title: 'Zeppelin', body: '', headings: [], meta: [] },
    ]);
    const placesOf = (word: string) => live.placesOf(live.termOf(word) as number);
    const [common, rare] = [placesOf('bridge'), placesOf('zeppelin')];
    live.remove('rare');
    expect(placesOf('bridge')).toBe(common);
    live.remove('article-000');
    expect(placesOf('bridge')).not.toBe(common);
    expect(rare?.fields.size).toBe(1);
    expect(live.termOf('zeppelin')).toBeUndefined();
  });
});

describe('the text of an article that was shown', () => {
  const lantern = (body: string): TestArticle => ({
    ...(makeArticles(1)[0] as TestArticle),
    slug: 'lantern',
    title: 'Light',
    body,
  });
  const sections = (text: string) => [{ id: '', heading: '', text }];

  it('is read again when the article has changed, and marked also when its words went and came back', async () => {
    const texts: PassagesFile = { lantern: { summary: '', sections: sections('A lantern glows.') } };
    const { live } = await makeIndex([lantern('A lantern glows.')], 'en', texts);
    const snippetOf = () =>
      searchArticles(live, 'lantern', { k: 1 }).hits.map(({ snippet, snippetMarks }) => [snippet, snippetMarks]);
    const put = (text: string) => {
      texts.lantern = { summary: '', sections: sections(text) };
      const { headings, body, ...card } = lantern(text);
      live.put(prepareArticle({ ...card, sections: sections(text), asks: [], learnt: [] }, live.language));
    };
    expect(snippetOf()).toEqual([['A lantern glows.', [[2, 9]]]]);
    put('No light.');
    expect(snippetOf()).toEqual([]);
    put('Other words stand before it, and a lantern too.');
    expect(snippetOf()[0]?.[1]).toEqual([[35, 42]]);
    put('A lantern glows.');
    expect(snippetOf()).toEqual([['A lantern glows.', [[2, 9]]]]);
  });
});

describe('the best of many', () => {
  it('are the same however many are asked for, with and without an audience', async () => {
    const { live } = await makeIndex(makeArticles(120));
    for (const audience of [undefined, 'admins'])
      for (const query of QUESTIONS) {
        const all = searchArticles(live, query, { k: 200, audience }).hits;
        expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).sort((a, b) => b - a));
        for (const k of [1, 3, 39, 40, 41])
          expect(searchArticles(live, query, { k, audience }).hits).toEqual(all.slice(0, k));
      }
  });
});

describe('the scores of a term', () => {
  const LENGTHS = [1, 1, 1, 1, 1];
  const fieldsOf = (size: number) => {
    const articles = Array.from({ length: size }, (_, at) => at);
    return new Map([
      [
        0,
        flatCounts(
          articles,
          articles.map(() => 1),
        ),
      ],
    ]);
  };

  it('are kept until the articles are counted again', () => {
    const engine = createEngine(() => LENGTHS);
    engine.recount(20, LENGTHS, 20);
    const scored = engine.scoresOf(1, fieldsOf(5));
    expect([...scored.articles]).toEqual([0, 1, 2, 3, 4]);
    expect(engine.scoresOf(1, fieldsOf(5))).toBe(scored);
    engine.recount(40, LENGTHS, 40);
    const anew = engine.scoresOf(1, fieldsOf(5));
    expect(anew.scores[0]).toBeGreaterThan(scored.scores[0] ?? 0);
  });

  it('are forgotten when they become too many, and scored again as they were', () => {
    const size = 25;
    const engine = createEngine(() => LENGTHS, 4 * size);
    engine.recount(size * 2, LENGTHS, size * 2);
    const fields = fieldsOf(size);
    const first = engine.scoresOf(0, fields);
    for (let term = 1; term < 4; term++) engine.scoresOf(term, fields);
    expect(engine.scoresOf(0, fields)).toBe(first);
    engine.scoresOf(4, fields);
    const again = engine.scoresOf(0, fields);
    expect(again).not.toBe(first);
    expect(again.scores[size - 1]).toBe(first.scores[size - 1]);
  });
});
