// Searches that found nothing: put together, labelled, and shown only where enough people said the same.
import { describe, expect, it } from 'vitest';
import { bestArticle, failedSearches, type PhraseCount } from '../../../server/method/failed-searches.ts';

const phrase = (form: string, change: Partial<PhraseCount> = {}): PhraseCount => ({
  cluster: 1,
  phrase_id: 1,
  form,
  words: form.split(' ').length,
  text: form,
  searches: 1,
  zero_results: 1,
  no_click: 0,
  ...change,
});
const cluster = (change: object = {}) => ({ cluster: 1, sessions: 3, zero_sessions: 3, zero_asked: 1, ...change });

describe('searches that found nothing', () => {
  it('are one row for what was meant, with the words of most searches, then the most words, then the first', () => {
    const phrases = [
      phrase('csv', { phrase_id: 3 }),
      phrase('export', { phrase_id: 2 }),
      phrase('export csv', { phrase_id: 1 }),
      phrase('export to csv', { phrase_id: 1, text: 'export csv', words: 2, searches: 2, no_click: 1 }),
    ];
    const { rows, hidden } = failedSearches(phrases, [cluster({ zero_sessions: 2 })]);
    expect(rows).toEqual([
      {
        cluster: 1,
        label: 'export csv',
        phrases: ['export to csv', 'export csv', 'export', 'csv'],
        searches: 5,
        sessions: 2,
        zero_results: 4,
        no_click: 1,
        asked: 1,
      },
    ]);
    expect(hidden).toBe(0);
  });

  it('are a number where fewer than three attempts used the words, however often', () => {
    const phrases = [phrase('my secret', { searches: 9 }), phrase('the secret', { zero_results: 0 })];
    expect(failedSearches(phrases, [cluster({ sessions: 2 })])).toEqual({ rows: [], hidden: 1 });
  });

  it('are a number where the words were forgotten', () => {
    expect(failedSearches([phrase('', { text: null })], [cluster()])).toEqual({ rows: [], hidden: 1 });
  });

  it('leave out what always found something', () => {
    expect(failedSearches([phrase('refund', { zero_results: 0 })], [])).toEqual({ rows: [], hidden: 0 });
  });

  it('come with most failed searches first', () => {
    const phrases = [phrase('one'), phrase('two', { cluster: 2, phrase_id: 2, zero_results: 4, searches: 4 })];
    const { rows } = failedSearches(phrases, [cluster(), cluster({ cluster: 2 })]);
    expect(rows.map(({ label }) => label)).toEqual(['two', 'one']);
  });
});

describe('the article that answers a search which found nothing', () => {
  const named = (article: string, times: number) => ({ article, named: times, reads: 0 });
  const read = (article: string, times: number) => ({ article, named: 0, reads: times });

  it('is the one that requests name', () => {
    expect(bestArticle([named('invoices', 2), read('refunds', 9)], 2)).toBe('invoices');
    expect(bestArticle([named('invoices', 2), named('refunds', 3)], 6)).toBe('refunds');
  });

  it('is none where less than a third of the requests name it', () => {
    expect(bestArticle([named('invoices', 2)], 6)).toBe('invoices');
    expect(bestArticle([named('invoices', 2)], 7)).toBe(null);
    expect(bestArticle([named('invoices', 1)], 1)).toBe(null);
  });

  it('is, with no name, the one that most reads were of, in as many attempts as words need', () => {
    expect(bestArticle([read('invoices', 3), read('refunds', 3)], 0)).toBe('invoices');
    expect(bestArticle([read('invoices', 3), read('refunds', 2), read('vans', 2)], 0)).toBe(null);
    expect(bestArticle([read('invoices', 2)], 0)).toBe(null);
    expect(bestArticle([read('invoices', 3)], 0, 4)).toBe(null);
    expect(bestArticle([], 0)).toBe(null);
  });
});
