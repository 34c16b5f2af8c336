import { describe, expect, it } from 'vitest';
import {
  type AttributedTicket,
  articleTicketRates,
  attributionOf,
  splitByArticle,
} from '../../../server/method/article-attribution.ts';

let made = 0;
function ticket(change: Partial<AttributedTicket>): AttributedTicket {
  made += 1;
  return { id: `t${made}`, kind: 'knowledge_gap', sub_kind: 'unclear', target: 'A4', reads: ['A4'], ...change };
}

describe('which article a request counts against', () => {
  it.each([
    ['unclear', 'it was read and is the answer', {}],
    ['wrong_article', 'another article that was read is the answer', { target: 'A2', reads: ['A4', 'A2'] }],
    ['wrong_article', 'the answer was not found', { sub_kind: 'unfindable', target: 'A2' }],
    ['wrong_article', 'nothing answers it', { sub_kind: 'missing', target: null }],
    ['unattributed', 'nobody named the answer', { sub_kind: 'unattributed', target: null }],
    ['unattributed', 'it has no sub-kind yet', { sub_kind: null, target: null }],
    ['unattributed', 'somebody calls it unclear without an article', { target: null }],
    ['unattributed', 'nobody knows the kind yet', { kind: 'undetermined', sub_kind: null, target: null }],
    ['product_defect', 'something was not working', { kind: 'functionality_issue', sub_kind: null, target: null }],
    ['other', 'it was no question of knowledge', { kind: 'other', sub_kind: null, target: null }],
  ] as const)('is %s where %s', (attribution, _why, change) => {
    expect(attributionOf(ticket(change), 'A4')).toBe(attribution);
  });

  it('counts for every article that was read, each once', () => {
    const splits = splitByArticle([ticket({ reads: ['A4', 'A1', 'A4'] }), ticket({ reads: [] })]);
    expect([...splits.keys()]).toEqual(['A4', 'A1']);
    expect(splits.get('A4')).toMatchObject({ unclear: 1, wrong_article: 0 });
    expect(splits.get('A1')).toMatchObject({ unclear: 0, wrong_article: 1 });
  });
});

describe('requests after a read', () => {
  const reads = { A1: [3, 1, 0], A2: [2, 1, 0], A3: [2, 1, 0], A4: [8, 1, 2], A5: [3, 1, 0], A6: [0, 0, 0] };
  const articles = Object.entries(reads).map(([article, [all = 0, yes = 0, no = 0]]) => ({
    article,
    reads: all,
    yes,
    no,
  }));
  const tickets = [
    ticket({}),
    ticket({}),
    ticket({}),
    ticket({ sub_kind: 'unfindable', target: 'A2' }),
    ticket({ kind: 'functionality_issue', sub_kind: null, target: null }),
    ticket({ sub_kind: 'unfindable', target: 'A2', reads: [] }),
  ];
  const rows = articleTicketRates(articles, tickets, { unclear: 3, reads: 18 }, 1);
  const row = (article: string) => rows.find((each) => each.article === article);

  it('is what METHOD 11.1 works out for the article that fails', () => {
    const { rate, unclear_rate, shrunk_unclear, ...counts } = row('A4') ?? {};
    expect(counts).toMatchObject({ reads: 8, yes: 1, no: 2, tickets: 5, unclear: 3, wrong_article: 1 });
    expect(counts).toMatchObject({ product_defect: 1, other: 0, unattributed: 0 });
    expect([rate?.value, rate?.lo, rate?.hi].map((x) => x?.toFixed(4))).toEqual(['0.6250', '0.3057', '0.8632']);
    expect([unclear_rate?.value, unclear_rate?.lo, unclear_rate?.hi].map((x) => x?.toFixed(4))).toEqual([
      '0.3750',
      '0.1368',
      '0.6943',
    ]);
    expect(shrunk_unclear?.toFixed(4)).toBe('0.2262');
  });

  it('draws the others to the share of the site, and says nothing of one without reads', () => {
    const shrunk = Object.fromEntries(rows.map((each) => [each.article, each.shrunk_unclear?.toFixed(4) ?? null]));
    expect(shrunk).toEqual({ A1: '0.1449', A2: '0.1515', A3: '0.1515', A4: '0.2262', A5: '0.1449', A6: null });
    expect(row('A6')?.rate).toMatchObject({ value: null, den: 0, withheld: 'n<min' });
  });

  it('ranks the worst first, then those that are read most', () => {
    expect(rows.map(({ article }) => article)).toEqual(['A4', 'A2', 'A3', 'A1', 'A5', 'A6']);
  });

  it('withholds the shares below ten reads, and keeps the counts', () => {
    const shown = articleTicketRates(articles, tickets, { unclear: 3, reads: 18 });
    expect(shown.map(({ rate, unclear_rate }) => rate.withheld ?? unclear_rate.withheld)).toEqual(
      Array.from({ length: 6 }, () => 'n<min'),
    );
    expect(shown[0]?.unclear_rate).toMatchObject({ num: 3, den: 8 });
  });

  it('never counts fewer reads than requests after them, where a session began before the window', () => {
    const [late] = articleTicketRates([{ article: 'A4', reads: 0, yes: 0, no: 0 }], [ticket({})], {
      unclear: 1,
      reads: 4,
    });
    expect(late).toMatchObject({ reads: 1, tickets: 1, unclear: 1 });
  });

  it('draws to nothing where the site has no reads', () => {
    const [first] = articleTicketRates([{ article: 'A4', reads: 4, yes: 0, no: 0 }], [], { unclear: 0, reads: 0 });
    expect(first?.shrunk_unclear).toBe(0);
  });
});
