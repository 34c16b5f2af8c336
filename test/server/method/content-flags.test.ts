import { expect, it } from 'vitest';
import { type ArticleFacts, contentFlags } from '../../../server/method/content-flags.ts';

const END = '2026-06-30T00:00:00.000Z';

function flagsOf(change: Partial<ArticleFacts>) {
  const healthy: ArticleFacts = {
    published_at: '2026-01-01T00:00:00.000Z',
    reviewed_at: '2026-06-01',
    unclear: 1,
    unfindable: 1,
    yes: 1,
    no: 3,
    reads_90_days: 1,
    broken_links: 0,
  };
  return contentFlags({ ...healthy, ...change }, END).map(({ flag }) => flag);
}

it('finds nothing to look at in a healthy article', () => {
  expect(flagsOf({})).toEqual([]);
});

it.each<[string, Partial<ArticleFacts>, string[]]>([
  ['the review was 180 days ago', { reviewed_at: '2026-01-01' }, ['stale']],
  ['the review was 179 days ago', { reviewed_at: '2026-01-02' }, []],
  ['nothing is known of a review or a change', { reviewed_at: null }, []],
  ['two requests found it unclear', { unclear: 2 }, ['unclear']],
  ['two requests did not find it', { unfindable: 2 }, ['unfindable']],
  // Wilson's upper limits of 0/3 and 0/4 are 0.5615 and 0.4899.
  ['three of three votes say no', { yes: 0, no: 3 }, []],
  ['four of four votes say no', { yes: 0, no: 4 }, ['unhelpful']],
  ['nobody voted', { yes: 0, no: 0 }, []],
  ['nobody read it in 90 days', { reads_90_days: 0 }, ['no_reads']],
  ['nobody read it, and it came out 89 days ago', { reads_90_days: 0, published_at: '2026-04-02T00:00:00.000Z' }, []],
  [
    'nobody read it, and it came out 90 days ago',
    { reads_90_days: 0, published_at: '2026-04-01T00:00:00.000Z' },
    ['no_reads'],
  ],
  ['nobody read a draft', { reads_90_days: 0, published_at: null }, []],
  ['a link leads nowhere', { broken_links: 1 }, ['broken_link']],
  [
    'everything is wrong',
    { reviewed_at: '2020-01-01', unclear: 9, unfindable: 9, yes: 0, no: 9, reads_90_days: 0, broken_links: 3 },
    ['stale', 'unclear', 'unfindable', 'unhelpful', 'no_reads', 'broken_link'],
  ],
])('says so where %s', (_what, change, flags) => {
  expect(flagsOf(change)).toEqual(flags);
});

it('says in a sentence what was found', () => {
  const facts = { published_at: null, reviewed_at: null, unclear: 3, unfindable: 0, yes: 1, no: 8, reads_90_days: 2 };
  expect(contentFlags({ ...facts, broken_links: 1 }, END)).toEqual([
    { flag: 'unclear', why: '3 requests came from people who had read it.', count: 3 },
    { flag: 'unhelpful', why: '8 of 9 votes say that it did not answer the question.', count: 8 },
    { flag: 'broken_link', why: 'One link in it leads nowhere.', count: 1 },
  ]);
});
