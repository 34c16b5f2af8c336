// How articles are found: pinned rankings on small articles, marks, sections, and queries that nobody means well.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articlesForPage, cardOf, topTopics } from '../../contract/search/cards.ts';
import { loadIndex } from '../../contract/search/load-index.ts';
import { IndexMismatchError } from '../../contract/search/read-bytes.ts';
import { searchArticles } from '../../contract/search/search-articles.ts';
import type { PassagesFile, SearchIndex } from '../../contract/search/search-index.ts';
import { makeIndex, type TestArticle } from '../support/make-index.ts';

const make = (slug: string, title: string, body: string, more: Partial<TestArticle> = {}): TestArticle => ({
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
  'pay-invoice': {
    summary: 'Pay an invoice, in short.',
    sections: [
      { id: '', heading: '', text: 'Cards and transfers are accepted.' },
      {
        id: 'fails',
        heading: 'When a payment fails',
        text: `${'Wait for an hour first, since banks are slow. '.repeat(6)}A payment that failed can be made again from the list.`,
      },
    ],
  },
};
const open = async (list = articles, locale = 'en', texts?: PassagesFile): Promise<SearchIndex> =>
  (await makeIndex(list, locale)).load(texts);
const index = await open();
const slugs = (query: string, from = index, audience?: string) =>
  searchArticles(from, query, { k: 10, audience }).hits.map(({ slug }) => slug);
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
    const ids = searchArticles(index, 'invo', { k: 5, asYouType: true }).hits.map(({ slug }) => slug);
    expect(ids).toEqual(['pay-invoice']);
  });

  it('uses stop words when a query has nothing else', () => {
    expect(slugs('to the')).toContain('refund');
  });

  it('answers nothing, quickly and without an error, when nothing matches', () => {
    expect(slugs('qwertyuiop')).toEqual([]);
    expect(slugs('')).toEqual([]);
  });

  it('orders equals by slug', async () => {
    const twins = await open([
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
    expect(searchArticles(index, 'the card account password invoice', { k: 2 }).hits).toHaveLength(2);
  });

  it('finds words of other scripts and languages as they stand', async () => {
    const german = await open([make('a', 'Passwörter ändern', 'Größe'), make('b', 'Пароль', 'смена пароля')], 'de');
    expect(slugs('passworter', german)).toEqual(['a']);
    expect(slugs('пароль', german)).toEqual(['b']);
  });
});

describe('did you mean', () => {
  it('replaces what no article uses, as articles write it, and leaves the rest as it was typed', async () => {
    expect(searchArticles(index, 'Xqzt is my PASWORD?', { k: 5 }).corrected).toBe('Xqzt is my password?');
    const german = await open([make('a', 'Passwörter ändern', 'Größe')], 'de');
    expect(searchArticles(german, 'paswörter endern', { k: 5 }).corrected).toBe('passwörter ändern');
  });

  it('offers nothing where every word is used, or is only begun', () => {
    expect(searchArticles(index, 'my password', { k: 5 }).corrected).toBeNull();
    expect(searchArticles(index, 'reset pass', { k: 5, asYouType: true }).corrected).toBeNull();
  });
});

describe('what a hit shows', () => {
  it('marks stems, corrections and beginnings in the title', () => {
    const mark = (query: string) =>
      searchArticles(index, query, { k: 1 }).hits.map(({ title, titleMarks }) => marked(title, titleMarks))[0];
    expect(mark('resetting passwords')).toEqual(['Reset', 'password']);
    expect(mark('pasword')).toEqual(['password']);
    expect(mark('invo')).toEqual(['invoice']);
  });

  it('has neither snippet nor section before the texts come', () => {
    expect(searchArticles(index, 'payment fails', { k: 1 }).hits[0]).toMatchObject({
      slug: 'pay-invoice',
      section: null,
      snippet: '',
    });
  });

  it('has the section that matches best and its words once the texts are there', async () => {
    const full = await open(articles, 'en', passages);
    const hit = searchArticles(full, 'failed payment', { k: 1 }).hits[0];
    expect(hit?.section).toEqual({ id: 'fails', heading: 'When a payment fails' });
    expect(hit && marked(hit.snippet, hit.snippetMarks)).toEqual(['payment', 'failed']);
    expect(hit?.snippet.length).toBeLessThanOrEqual(160);
    expect(searchArticles(full, 'transfers', { k: 1 }).hits[0]).toMatchObject({
      section: null,
      snippet: 'Cards and transfers are accepted.',
    });
  });

  it('keeps marks within their text, in order, and snippets short, whatever is asked', async () => {
    const text = `refund ${'x'.repeat(500)} ${'\u{1F600}'.repeat(200)}`;
    const full = await open(articles, 'en', {
      ...passages,
      refund: { summary: '', sections: [{ id: '', heading: '', text }] },
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.constantFrom('refund', 'card payment', 'x', 'pay fail'),
        ),
        (query) => {
          for (const { title, titleMarks, snippet, snippetMarks, score } of searchArticles(full, query, { k: 10 })
            .hits) {
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
    expect(Array.isArray(searchArticles(index, query, { k: 10, asYouType: true }).hits)).toBe(true);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

const made = await makeIndex(articles, 'en', passages);

describe('an index in files', () => {
  it('is equal for equal articles', async () => {
    const { first, rest } = await makeIndex(articles);
    expect({ first, rest }).toEqual({ first: made.first, rest: made.rest });
  });

  it('ranks exactly as the index in memory that it was made of', () => {
    const { live, load } = made;
    const loaded = load();
    for (const query of ['password', 'card pay', 'refnud', 'paymentfails', 'e mail', 'pass word', 'wher is the mony'])
      expect(searchArticles(loaded, query, { k: 10 }).hits.map(({ slug, score }) => [slug, score])).toEqual(
        searchArticles(live, query, { k: 10 }).hits.map(({ slug, score }) => [slug, score]),
      );
  });

  it('finds by title, headings, keywords and the most telling words before the rest is there', () => {
    const index = loadIndex(made.first);
    for (const [query, slug] of [
      ['password', 'reset-password'],
      ['locked out', 'reset-password'],
      ['payment fails', 'pay-invoice'],
    ] as const)
      expect(searchArticles(index, query, { k: 1 }).hits[0]?.slug).toBe(slug);
  });

  const damaged: [string, (file: Uint8Array) => Uint8Array][] = [
    ['another version', (file) => file.with(1, 99)],
    ['the other part', (file) => file.with(2, 3 - (file[2] as number))],
    ['a byte that fell over', (file) => file.with(file.length - 9, (file[file.length - 9] as number) ^ 4)],
    ['half of it', (file) => file.slice(0, file.length / 2)],
    ['all but the last byte', (file) => file.slice(0, -1)],
    ['its head alone', (file) => file.slice(0, 8)],
    ['nothing', () => new Uint8Array()],
    ['an error page', () => new TextEncoder().encode('<!doctype html><title>Sign in</title>')],
  ];
  it.each(damaged)('is refused where it is %s', (_name, damage) => {
    expect(() => loadIndex(damage(made.first))).toThrow(IndexMismatchError);
  });

  it.each(damaged)('keeps what it had where the rest is %s', (_name, damage) => {
    const index = loadIndex(made.first);
    const before = searchArticles(index, 'password', { k: 5 });
    expect(() => index.addBodies(damage(made.rest))).toThrow(IndexMismatchError);
    expect(searchArticles(index, 'password', { k: 5 })).toEqual(before);
  });

  it('refuses the rest of another release', async () => {
    const other = await makeIndex(articles.slice(1));
    expect(() => loadIndex(made.first).addBodies(other.rest)).toThrow(IndexMismatchError);
  });

  it('may be empty', async () => {
    const empty = await open([]);
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

  it('puts the page itself before patterns', async () => {
    const list = await open([
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
