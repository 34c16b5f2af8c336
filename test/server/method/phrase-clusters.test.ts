// Phrases that say the same are one: how words are compared, and how clusters form (METHOD 7.2).
import { describe, expect, it } from 'vitest';
import { clusterPhrases, jaccard, phraseTokens } from '../../../server/method/phrase-clusters.ts';

const clustersOf = (...texts: string[]) => clusterPhrases(texts.map(phraseTokens));

describe('the words that a phrase is compared by', () => {
  it('are lower case, without stop words, order, repetition and the plural of longer words', () => {
    expect(phraseTokens('How do I get the Receipts, receipts?')).toEqual(['receipt']);
    expect(phraseTokens('VAT on my bus')).toEqual(['bus', 'vat']);
  });

  it('are parted by punctuation, and leave out what the scrubber put there', () => {
    expect(phraseTokens('sign-in/out')).toEqual(['out', 'sign']);
    expect(phraseTokens('refund to [email] by [card]')).toEqual(['by', 'refund']);
  });

  it('are found in scripts that write no spaces', () => {
    expect(phraseTokens('パスワードを忘れた')).toContain('パスワード');
  });

  it('may be none at all', () => {
    for (const text of ['', '   ', '?!', 'how do I', '🎉']) expect(phraseTokens(text)).toEqual([]);
  });
});

describe('clusters of phrases', () => {
  it('measure by Jaccard', () => {
    expect(jaccard(['a', 'b'], ['b', 'c'])).toBeCloseTo(1 / 3);
    expect(jaccard([], [])).toBe(0);
  });

  it('come out as the worked example has them', () => {
    expect(clustersOf('export csv', 'export', 'export to csv', 'csv')).toEqual([0, 0, 0, 0]);
    expect(clustersOf('receipt', 'export csv', 'receipts pdf', 'get receipt pdf')).toEqual([0, 1, 0, 0]);
  });

  it('take the most similar member, and of equal ones the oldest cluster', () => {
    expect(clustersOf('reset password', 'change password email address', 'reset password email')).toEqual([0, 1, 0]);
    expect(clustersOf('alpha', 'beta', 'alpha beta')).toEqual([0, 1, 0]);
  });

  it('stay apart below a half', () => {
    expect(clustersOf('monthly fee', 'charging for checking', 'fee of last year again')).toEqual([0, 1, 2]);
  });

  it('take at most two hundred members, equal phrases counting once', () => {
    const many = Array.from({ length: 201 }, (_, at) => `common word number${at}`);
    const found = clustersOf(...many, 'common word number0');
    expect(found.filter((cluster) => cluster === 0)).toHaveLength(201);
    expect(found[200]).toBe(1);
  });
});
