// How articles are found: pinned rankings on small articles, marks, sections, and queries that nobody means well.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addPassages,
  articlesForPage,
  buildIndex,
  cardOf,
  type IndexableArticle,
  IndexMismatchError,
  loadIndex,
  type PassagesFile,
  type SearchIndex,
  searchArticles,
  topTopics,
} from '../../contract/search.ts';

const make = (slug: string, title: string, body: string, more: Partial<IndexableArticle> = {}): IndexableArticle => ({
  slug,
  title,
  summary: `${title}, in short.`,
  breadcrumb: [],
  pages: [],
  audience: ['everyone'],
  order: 0,
  headings: [],
  body,
  meta: [],
  ...more,
});

const articles = [
  make('reset-password', 'Reset your password', 'Choose the link below the form. A message arrives.', {
    meta: ['locked out', 'forgot pw'],
    breadcrumb: ['Account', 'Signing in'],
    pages: ['/login'],
  }),
  make('change-email', 'Change your e-mail address', 'Open the account page. The password is asked for once.', {
    breadcrumb: ['Account'],
    pages: ['/account/*'],
  }),
  make('pay-invoice', 'Pay an invoice', 'Cards and transfers are accepted. A payment that failed can be made again.', {
    headings: ['When a payment fails'],
    breadcrumb: ['Billing'],
    pages: ['/invoices/:id', '/account/*'],
  }),
  make('refund', 'Get a refund', 'Refunds take five days. They go to the card that was used.', {
    breadcrumb: ['Billing'],
  }),
  make('delete-account', 'Delete your account', 'Deleting removes everything. There is no way back.', {
    breadcrumb: ['Account'],
    audience: ['admins'],
  }),
];
const passages: PassagesFile = {
  'pay-invoice': [
    { id: '', heading: '', text: 'Cards and transfers are accepted.' },
    {
      id: 'fails',
      heading: 'When a payment fails',
      text: `${'Wait for an hour first, since banks are slow. '.repeat(6)}A payment that failed can be made again from the list.`,
    },
  ],
};
const open = (list = articles, locale = 'en'): SearchIndex =>
  loadIndex(JSON.parse(JSON.stringify(buildIndex(list, locale))));
const index = open();
const slugs = (query: string, from = index, audience?: string) =>
  searchArticles(from, query, { k: 10, audience }).map(({ slug }) => slug);
const marked = (text: string, marks: [number, number][]) => marks.map(([start, end]) => text.slice(start, end));

describe('ranking', () => {
  it.each([
    ['password', ['reset-password', 'change-email']],
    ['I forgot my PW', ['reset-password']],
    ['locked out', ['reset-password']],
    ['failing payments', ['pay-invoice']],
    ['paid invoices', ['pay-invoice']],
    ['how do I get my money refunded', ['refund']],
    ['card', ['refund', 'pay-invoice']],
    ['billing', ['pay-invoice', 'refund']],
  ])('answers "%s" with %j', (query, expected) => {
    expect(slugs(query)).toEqual(expected);
  });

  it.each([
    ['pasword', 'reset-password'],
    ['psasword', 'reset-password'],
    ['invoise', 'pay-invoice'],
    ['refnud', 'refund'],
    ['addres', 'change-email'],
    ['PÁSSWÖRD', 'reset-password'],
  ])('understands %s', (query, expected) => {
    expect(slugs(query)[0]).toBe(expected);
  });

  it('takes the last word as a beginning, and does not correct it while it is typed', () => {
    expect(slugs('change your em')[0]).toBe('change-email');
    const ids = searchArticles(index, 'invo', { k: 5, asYouType: true }).map(({ slug }) => slug);
    expect(ids).toEqual(['pay-invoice']);
  });

  it('uses stop words when a query has nothing else', () => {
    expect(slugs('to the')).toContain('refund');
  });

  it('answers nothing, quickly and without an error, when nothing matches', () => {
    expect(slugs('qwertyuiop')).toEqual([]);
    expect(slugs('')).toEqual([]);
  });

  it('orders equals by slug', () => {
    const twins = open([
      make('b', 'Same title', 'same'),
      make('a', 'Same title', 'same'),
      make('c', 'Same title', 'same'),
    ]);
    expect(slugs('same', twins)).toEqual(['a', 'b', 'c']);
  });

  it('shows an article for some only to them', () => {
    expect(slugs('delete')).toEqual([]);
    expect(slugs('delete', index, 'admins')).toEqual(['delete-account']);
    expect(slugs('refund', index, 'admins')).toContain('refund');
  });

  it('answers at most k results', () => {
    expect(searchArticles(index, 'the card account password invoice', { k: 2 })).toHaveLength(2);
  });

  it('finds words of other scripts and languages as they stand', () => {
    const german = open([make('a', 'Passwörter ändern', 'Größe'), make('b', 'Пароль', 'смена пароля')], 'de');
    expect(slugs('passworter', german)).toEqual(['a']);
    expect(slugs('пароль', german)).toEqual(['b']);
  });
});

describe('what a hit shows', () => {
  it('marks stems, corrections and beginnings in the title', () => {
    const mark = (query: string) =>
      searchArticles(index, query, { k: 1 }).map(({ title, titleMarks }) => marked(title, titleMarks))[0];
    expect(mark('resetting passwords')).toEqual(['Reset', 'password']);
    expect(mark('pasword')).toEqual(['password']);
    expect(mark('invo')).toEqual(['invoice']);
  });

  it('has the summary as snippet and no section before the passages come', () => {
    expect(searchArticles(index, 'payment fails', { k: 1 })[0]).toMatchObject({
      slug: 'pay-invoice',
      section: null,
      snippet: 'Pay an invoice, in short.',
    });
  });

  it('has the section that matches best and its words once the passages are there', () => {
    const full = open();
    addPassages(full, passages);
    const hit = searchArticles(full, 'failed payment', { k: 1 })[0];
    expect(hit?.section).toEqual({ id: 'fails', heading: 'When a payment fails' });
    expect(hit && marked(hit.snippet, hit.snippetMarks)).toEqual(['payment', 'failed']);
    expect(hit?.snippet.length).toBeLessThanOrEqual(160);
    expect(searchArticles(full, 'transfers', { k: 1 })[0]).toMatchObject({
      section: null,
      snippet: 'Cards and transfers are accepted.',
    });
  });

  it('keeps marks within their text, in order, and snippets short, whatever is asked', () => {
    const full = open();
    addPassages(full, {
      ...passages,
      refund: [{ id: '', heading: '', text: `refund ${'x'.repeat(500)} ${'\u{1F600}'.repeat(200)}` }],
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.constantFrom('refund', 'card payment', 'x', 'pay fail'),
        ),
        (query) => {
          for (const { title, titleMarks, snippet, snippetMarks, score } of searchArticles(full, query, { k: 10 })) {
            expect(score).toBeGreaterThan(0);
            expect(snippet.length).toBeLessThanOrEqual(160);
            for (const [text, marks] of [
              [title, titleMarks],
              [snippet, snippetMarks],
            ] as const) {
              let last = 0;
              for (const [start, end] of marks) {
                expect(start).toBeGreaterThanOrEqual(last);
                expect(end).toBeGreaterThan(start);
                expect(end).toBeLessThanOrEqual(text.length);
                last = end;
              }
            }
          }
        },
      ),
      { numRuns: 300, seed: 20261122 },
    );
  });
});

describe('queries that nobody means well', () => {
  it.each([
    ['a million letters', 'a'.repeat(1_000_000)],
    ['a million words', 'password '.repeat(110_000)],
    ['a million combining marks', `p${'\u0301'.repeat(1_000_000)}`],
    ['a million symbols', '"*^()[]{}'.repeat(111_111)],
    ['operators', 'NEAR( AND OR NOT col:x ^ " \0 '.repeat(200)],
    ['names of every object', '__proto__ constructor toString hasOwnProperty'],
    ['lone surrogates', '\ud800'.repeat(1_000)],
    ['one letter', 'p'],
    ['other scripts', '忘记密码 كلمة السر รหัสผ่าน'],
  ])('are answered within their limits: %s', (_name, query) => {
    const start = performance.now();
    expect(Array.isArray(searchArticles(index, query, { k: 10, asYouType: true }))).toBe(true);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('a saved index', () => {
  it('is equal for equal articles', () => {
    expect(JSON.stringify(buildIndex(articles, 'en'))).toBe(JSON.stringify(buildIndex(articles, 'en')));
  });

  it('ranks after loading exactly as before saving', () => {
    const direct = loadIndex(buildIndex(articles, 'en'));
    for (const query of ['password', 'card pay', 'refnud'])
      expect(searchArticles(index, query, { k: 10 })).toEqual(searchArticles(direct, query, { k: 10 }));
  });

  const file = JSON.parse(JSON.stringify(buildIndex(articles, 'en')));
  it.each([
    ['another version', { ...file, v: 99 }],
    ['other options', { ...file, options: '[]' }],
    ['fewer cards', { ...file, cards: file.cards.slice(1) }],
    [
      'fields in another order',
      { ...file, index: { ...file.index, fieldIds: { body: 0, title: 1, headings: 2, meta: 3 } } },
    ],
    ['no terms', { ...file, index: { ...file.index, index: [] } }],
    ['an empty term', { ...file, index: { ...file.index, index: [['x', {}]] } }],
    ['no words', { ...file, words: undefined }],
    ['no locale', { ...file, locale: undefined }],
    ['null', null],
    ['text', 'x'],
    ['an error page', { error: 'not found' }],
  ])('is refused with %s', (_name, wrong) => {
    expect(() => loadIndex(wrong)).toThrow(IndexMismatchError);
  });

  it('may be empty', () => {
    const empty = open([]);
    expect(slugs('anything', empty)).toEqual([]);
    expect(topTopics(empty)).toEqual([]);
  });
});

describe('offers without a search', () => {
  it.each([
    ['/login', ['reset-password']],
    ['/login/', ['reset-password']],
    ['/login?next=/x#y', ['reset-password']],
    ['/account/email/edit', ['change-email', 'pay-invoice']],
    ['/invoices/12', ['pay-invoice']],
    ['/invoices/:id', ['pay-invoice']],
    ['/invoices/12/edit', []],
    ['/', []],
    ['', []],
  ])('offers on %s the articles %j', (path, expected) => {
    expect(articlesForPage(index, path).map(({ slug }) => slug)).toEqual(expected);
  });

  it('puts the page itself before patterns', () => {
    const list = open([
      make('any', 'Any', 'x', { pages: ['/*'] }),
      make('id', 'Id', 'x', { pages: ['/:id'] }),
      make('exact', 'Exact', 'x', { pages: ['/home'] }),
    ]);
    expect(articlesForPage(list, '/home').map(({ slug }) => slug)).toEqual(['exact', 'id', 'any']);
  });

  it('lists topics in reading order with what their reader may see', () => {
    expect(topTopics(index)).toEqual([
      { title: 'Account', count: 2, slugs: ['reset-password', 'change-email'] },
      { title: 'Billing', count: 2, slugs: ['pay-invoice', 'refund'] },
    ]);
    expect(topTopics(index, 'admins')[0]?.count).toBe(3);
  });

  it('knows the card of an article by its slug', () => {
    expect(cardOf(index, 'refund')?.title).toBe('Get a refund');
    expect(cardOf(index, 'constructor')).toBeUndefined();
  });
});
