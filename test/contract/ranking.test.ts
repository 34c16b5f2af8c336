// What scores are made of: rarity, passages, known questions, and the parts that an explanation tells.
import { describe, expect, it } from 'vitest';
import { explainSearch } from '../../contract/search/explain-search.ts';
import { PASSAGE, QUESTION } from '../../contract/search/ranking.ts';
import { searchArticles } from '../../contract/search/search-articles.ts';
import { makeIndex, type TestArticle } from '../support/make-index.ts';

const make = (slug: string, title: string, body: string, more: Partial<TestArticle> = {}): TestArticle => ({
  slug,
  title,
  summary: '',
  breadcrumb: [],
  pages: [],
  audience: ['everyone'],
  order: 0,
  headings: [],
  body,
  meta: [],
  ...more,
});
const FILLER = 'Nothing of any interest stands here. '.repeat(40);
const OTHERS = Array.from({ length: 10 }, (_, at) => make(`other-${at}`, 'Something else', 'open the window'));

describe('scores', () => {
  it('give more for a word that few articles hold than for one that is rare in titles alone', async () => {
    const { live } = await makeIndex([make('a', 'The window', 'text'), make('b', 'The invoice', 'text'), ...OTHERS]);
    expect(searchArticles(live, 'invoice window', { k: 2 }).hits.map(({ slug }) => slug)).toEqual(['b', 'a']);
  });

  it('count the best passage whole and the next best in part', async () => {
    const telling = `Export your invoices. ${FILLER}`;
    const inSections = (slug: string, texts: string[]): TestArticle => ({
      ...make(slug, 'Title', ''),
      sections: texts.map((text, at) => ({ id: `s${at}`, heading: '', text })),
    });
    const list = [inSections('one', [telling, FILLER]), inSections('two', [telling, telling]), ...OTHERS];
    const { live } = await makeIndex(list);
    const found = explainSearch(live, 'invoices', { k: 5 }).results;
    const passageOf = (slug: string) => found.find((result) => result.slug === slug)?.passage ?? 0;
    expect(passageOf('one')).toBeGreaterThan(0);
    expect(passageOf('two') / passageOf('one')).toBeCloseTo(1 + PASSAGE.next, 2);
  });

  it('count a known question by the share of its words that were asked, and further ones in part', async () => {
    const { live } = await makeIndex([
      make('whole', 'Title', '', { asks: ['archive my mail'] }),
      make('twice', 'Title', '', { asks: ['archive my mail', 'mail in the archive'] }),
      make('share', 'Title', '', { asks: ['archive mail before the yearly audit of accounts'] }),
      ...OTHERS,
    ]);
    const found = explainSearch(live, 'archive mail', { k: 3 }).results;
    const questionsOf = (slug: string) => found.find((result) => result.slug === slug)?.questions ?? 0;
    expect(questionsOf('share')).toBeGreaterThan(0);
    expect(questionsOf('share')).toBeLessThan(questionsOf('whole') / 2);
    expect(questionsOf('twice') / questionsOf('whole')).toBeCloseTo(1 + QUESTION.rest, 2);
  });

  it('are told by parts that add up to them', async () => {
    const { live } = await makeIndex([
      make('pay', 'Pay an invoice', 'Pay the invoice by card.', {
        headings: ['Pay later'],
        meta: ['bill'],
        asks: ['how to pay'],
      }),
      make('read', 'Read an invoice', 'Open it.', { asks: ['where is my bill'] }),
      make('other', 'Other things', 'Pay attention.'),
    ]);
    const { results } = explainSearch(live, 'how to pay the bill of the invoice', { k: 10 });
    expect(results.map(({ slug }) => slug)).toEqual(['pay', 'read', 'other']);
    expect(Object.keys(results[0]?.fields ?? {}).sort()).toEqual(['asks', 'body', 'headings', 'meta', 'title']);
    for (const { score, fields, passage, questions } of results)
      expect(Object.values(fields).reduce((sum, part) => sum + part, passage + questions)).toBeCloseTo(score, 9);
  });
});
