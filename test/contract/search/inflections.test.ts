// Before the stemmer of a language has arrived, other forms of known words are found by how known words are inflected.
import { describe, expect, it } from 'vitest';
import { loadStemmer } from '../../../contract/language/stemmers.ts';
import { learnInflections } from '../../../contract/search/inflections.ts';
import { loadIndex } from '../../../contract/search/load-index.ts';
import { searchArticles } from '../../../contract/search/search-articles.ts';
import { makeIndex } from '../../support/make-index.ts';

const vocabulary = (terms: string[][]) => {
  const termOf = new Map(terms.flatMap((forms, term) => forms.map((form): [string, number] => [form, term])));
  return { words: [...termOf.keys()].sort(), termOf };
};

describe('inflections', () => {
  const termOf = learnInflections(
    vocabulary([
      ['configure', 'configuring'],
      ['delete', 'deleting'],
      ['folder', 'folders'],
      ['message', 'messages'],
      ['archive'],
      ['filter'],
      ['mail'],
      ['arch'],
    ]),
  );

  it.each([
    ['archiving', 4],
    ['filters', 5],
    ['mails', 6],
  ])('know "%s" by the endings of other words', (word, term) => {
    expect(termOf(word)).toBe(term);
  });

  it.each(['filtration', 'fil', 'mailbox', 'm', '', 'xyz', 'zzzzzzzzzzzz'])('know nothing of "%s"', (word) => {
    expect(termOf(word)).toBeUndefined();
  });

  it('are not learnt from one word alone', () => {
    expect(learnInflections(vocabulary([['mouse', 'mice'], ['folder', 'folders'], ['mail']]))('mails')).toBeUndefined();
  });

  it('stand in for the stemmer until it is there', async () => {
    const names = ['Archive a message', 'Archived folders', 'Folder names', 'Delete filters', 'Deleted mail', 'Print'];
    const { first, rest } = await makeIndex(
      names.map((title, order) => ({
        slug: `a${order}`,
        title,
        summary: '',
        breadcrumb: [],
        pages: [],
        audience: ['everyone'],
        order,
        headings: [],
        body: 'Messages and mails, printed or configured. Filter them. Configure the name.',
        meta: [],
      })),
    );
    const index = loadIndex(first);
    const best = () => searchArticles(index, 'prints', { k: 1 }).hits[0]?.slug;
    expect(index.termOf('prints')).toBe(index.termOf('print'));
    expect(best()).toBe('a5');
    index.addBodies(rest);
    expect(best()).toBe('a5');
    index.addStemmer(await loadStemmer('en'));
    expect(best()).toBe('a5');
    expect(index.termOf('printing')).toBe(index.termOf('print'));
  });
});
