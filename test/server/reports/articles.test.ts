// What each article does, through the front door: the split of requests after it, flags, searches, earlier names, edits.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArticleHealth, ArticleList } from '../../../contract/api/article-health.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { article, makeFolder, type TemporaryFolder } from '../articles/temporary-folder.ts';

const SETTINGS = fileURLToPath(new URL('../../fixtures/method-settings.yaml', import.meta.url));
const MARCH = 'from=2026-03-02&to=2026-03-29';

let services: TestServices;
let api: ApiCaller;
let folder: TemporaryFolder;
let admin: { authorization: string };
let agent: { authorization: string };
let editor: { authorization: string };

const search = (words: string, found: string[]) => [1, 'search', words, found];
const read = (slug: string, source = 'browse', position: number | null = null) => [
  [10, 'open', slug, source, position],
  [40, 'close', slug, 25, 0.9],
];
const session = (id: string, day: string, ...ev: unknown[]) => ({
  id,
  at: `2026-03-${day}T10:00:00Z`,
  page_key: '/billing',
  ev,
});
const asked = (ticket: string) => [
  [50, 'form_opened'],
  [60, 'ticket', ticket],
];
const ticket = (id: string, day: string, change: object) => ({
  id,
  submitted_at: `2026-03-${day}T10:01:00Z`,
  requester: `${id.toLowerCase()}@example.com`,
  channel: 'widget',
  target_group: 'billing',
  text: `Please help with ${id}.`,
  first_reply_at: `2026-03-${day}T11:00:00Z`,
  solved_at: `2026-03-${day}T12:00:00Z`,
  handling_minutes: 10,
  blind: false,
  ...change,
});
const K = { kind_confirmed: 'knowledge_gap', resolution_code: 'linked_article' };

const HISTORY = {
  articles: ['returns', 'shipping', 'paper-forms'].map((id) => ({
    id,
    title: `Old ${id}`,
    group: 'billing',
    published_at: '2026-01-05T00:00:00Z',
  })),
  sessions: [
    session('r1', '03', search('return parcel', ['shipping', 'returns']), ...read('returns', 'search', 2), [
      45,
      'vote',
      'returns',
      'yes',
      null,
    ]),
    session('r2', '04', search('return parcel label', ['old-returns']), ...read('old-returns', 'search', 1), [
      45,
      'vote',
      'old-returns',
      'no',
      'unclear',
    ]),
    session('r3', '05', search('return parcel', ['returns']), ...read('returns', 'search', 1), ...asked('T1')),
    session('r4', '10', ...read('returns'), ...asked('T2')),
    session('r5', '11', search('send back', []), ...asked('T3')),
    session('r6', '12', ...read('shipping'), ...asked('T4')),
    session('r7', '12', ...read('never-was')),
    session('r8', '13', ...read('shipping'), ...asked('T5')),
  ],
  tickets: [
    ticket('T1', '05', { ...K, session: 'r3', answer_state: 'article', answer_articles: ['returns'] }),
    ticket('T2', '10', { ...K, session: 'r4', answer_state: 'no_article', resolution_code: 'explained' }),
    ticket('T3', '11', { ...K, session: 'r5', answer_state: 'article', answer_articles: ['returns'] }),
    ticket('T4', '12', { session: 'r6', kind_confirmed: 'functionality_issue', resolution_code: 'code_change' }),
    // One that somebody has still to look at, and whose suggestion is hidden until then.
    ticket('T5', '13', {
      session: 'r8',
      solved_at: null,
      blind: true,
      enquiry_type: 'problem',
      text: 'It is broken: error 500.',
    }),
  ],
};

beforeAll(async () => {
  folder = makeFolder({
    'en/returns.md': article(
      'Return a parcel',
      'See [the form](no-such-form.md).',
      'redirect_from: [old-returns]\nreviewed: 2025-06-01\nowner: shop-team\n',
    ),
    'en/shipping.md': article(
      'Where your parcel is',
      'On its way.',
      'reviewed: 2026-03-01\nasks: [where is my parcel, return a parcel]\n',
    ),
    'en/late.md': article('Written only now', 'New.'),
  });
  services = await makeServices({ kbDir: folder.dir, env: { SETTINGS }, now: '2026-04-10T09:00:00.000Z' });
  api = apiOf(services);
  admin = await api.personWith('admin');
  agent = await api.personWith('agent');
  editor = await api.personWith('editor');
  expect(await importFile(services, HISTORY)).toMatchObject({ refused: [], tickets: { taken: 5 } });
});
afterAll(async () => {
  await services.close();
  folder.remove();
});

async function list(query = '', who = admin): Promise<ArticleList> {
  const answer = await api.get(`/api/v1/admin/articles?${MARCH}${query}`, who);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as ArticleList;
}
async function health(slug: string, query = '', who = admin): Promise<ArticleHealth> {
  const answer = await api.get(`/api/v1/admin/articles/${slug}?${MARCH}${query}`, who);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as ArticleHealth;
}

describe('the questions of an article', () => {
  it('have their place in the search of now; an article that names none, or is gone, has none', async () => {
    const { questions } = await health('shipping');
    expect(questions).toEqual([
      { question: 'where is my parcel', locale: 'en', rank: 1, is_answered: true, found_first: null },
      { question: 'return a parcel', locale: 'en', rank: 1, is_answered: true, found_first: null },
    ]);
    expect((await health('returns')).questions).toEqual([]);
    expect((await health('paper-forms')).questions).toEqual([]);
  });
});

describe('the list of articles', () => {
  it('has every one that was there in the window, the worst first, and none that never was', async () => {
    const { articles, total } = await list('&min_n=1');
    expect(articles.map(({ slug }) => slug)).toEqual(['returns', 'shipping', 'paper-forms']);
    expect(total).toBe(3);
  });

  it('splits the requests after each, and draws the share that blames it to that of the site', async () => {
    const { articles, pooled_unclear } = await list('&min_n=1');
    expect(pooled_unclear).toMatchObject({ num: 1, den: 6 });
    expect(articles[0]).toMatchObject({
      ...{ title: 'Return a parcel', state: 'published', url: '/help/en/returns', reads: 4, yes: 1, no: 1 },
      ...{ tickets: 2, unclear: 1, wrong_article: 1, product_defect: 0, other: 0, unattributed: 0 },
      rate: { num: 2, den: 4 },
      unclear_rate: { num: 1, den: 4, value: 0.25 },
    });
    expect(articles[0]?.shrunk_unclear).toBeCloseTo((1 + 20 / 6) / 24, 10);
    expect(articles[1]).toMatchObject({ reads: 2, tickets: 2, unclear: 0, product_defect: 2 });
    expect(articles[2]).toMatchObject({ state: 'imported', url: null, reads: 0, shrunk_unclear: null });
  });

  it('withholds the shares of few reads, and keeps the counts', async () => {
    const [returns] = (await list()).articles;
    expect(returns?.rate).toMatchObject({ value: null, num: 2, den: 4, withheld: 'n<min' });
    expect(returns?.helpful).toMatchObject({ value: null, num: 1, den: 2, withheld: 'n<min' });
  });

  it('says which need a look, and can be narrowed to them', async () => {
    const { articles, flagged } = await list();
    expect(articles.map(({ flags }) => flags)).toEqual([['stale', 'broken_link'], [], []]);
    expect(flagged).toEqual({ stale: 1, unclear: 0, unfindable: 0, unhelpful: 0, no_reads: 0, broken_link: 1 });
    expect((await list('&flag=broken_link')).articles.map(({ slug }) => slug)).toEqual(['returns']);
    expect((await list('&flag=no_reads')).total).toBe(0);
    // Nobody read it in the 90 days up to the seventh of April, when it had been there for more than 90.
    const later = await api.get('/api/v1/admin/articles?from=2026-03-10&to=2026-04-07&flag=no_reads', admin);
    expect((later.json as ArticleList).articles.map(({ slug }) => slug)).toEqual(['paper-forms']);
  });

  it('is sorted, looked through and read page by page', async () => {
    expect((await list('&sort=title')).articles.map(({ slug }) => slug)).toEqual([
      'paper-forms',
      'returns',
      'shipping',
    ]);
    expect((await list('&q=PARCEL%20is')).articles.map(({ slug }) => slug)).toEqual(['shipping']);
    const first = await list('&limit=2&sort=reads');
    expect(first).toMatchObject({ total: 3, next_cursor: '2' });
    const second = await list(`&limit=2&sort=reads&cursor=${first.next_cursor}`);
    expect([...first.articles, ...second.articles].map(({ slug }) => slug)).toEqual([
      'returns',
      'shipping',
      'paper-forms',
    ]);
    expect(second.next_cursor).toBeNull();
    const wrong = await api.get('/api/v1/admin/articles?cursor=-1', admin);
    expect(problemOf(wrong).errors?.[0]).toMatchObject({ pointer: '/cursor' });
  });

  it('counts a hidden suggestion as not sure where it is shown', async () => {
    const shipping = async (query: string) => (await list(query)).articles.find(({ slug }) => slug === 'shipping');
    expect(await shipping('&as_shown=true')).toMatchObject({ tickets: 2, product_defect: 1, unattributed: 1 });
  });

  it('agrees with the reports', async () => {
    const rows = (await list('&min_n=1')).articles;
    const answer = await api.get(`/api/v1/admin/reports/article_ticket_rate?${MARCH}&min_n=1`, admin);
    const { data } = answer.json as { data: { article: string; unclear_rate: unknown }[] };
    expect(data.map((row) => [row.article, row.unclear_rate])).toEqual(rows.map((row) => [row.slug, row.unclear_rate]));
    const flags = await api.get(`/api/v1/admin/reports/content_flags?${MARCH}`, admin);
    expect((flags.json as { data: unknown }).data).toEqual([
      { article: 'returns', flags: ['stale', 'broken_link'] },
      { article: 'paper-forms', flags: [] },
      { article: 'shipping', flags: [] },
    ]);
  });
});

describe('one article', () => {
  it('says who reads it when, why people vote no, and why it is flagged', async () => {
    expect(await health('returns')).toMatchObject({
      ...{
        file: 'en/returns.md',
        owner: 'shop-team',
        reviewed: '2025-06-01',
        target_group: 'billing',
        locales: ['en'],
      },
      no_reasons: { unclear: 1 },
      flag_reasons: [
        { flag: 'stale', why: 'Nobody has reviewed it for 302 days.', count: 302 },
        { flag: 'broken_link', why: 'One link in it leads nowhere.', count: 1 },
      ],
      days: ['03', '04', '05', '10'].map((day) => ({ day: `2026-03-${day}`, reads: 1 })),
      answer_of: { unclear: 1, unfindable: 1, not_looked: 0, missing: 0 },
    });
  });

  it('says which searches led to it and at which place, of those that three attempts made', async () => {
    const { led_here, led_here_hidden } = await health('returns');
    expect(led_here).toEqual([
      {
        label: 'return parcel',
        phrases: ['return parcel', 'return parcel label'],
        sessions: 3,
        rank: 1,
        outcomes: { answered: 1, possibly_answered: 0, unanswered: 1, escalated: 1 },
      },
    ]);
    expect(led_here_hidden).toBe(0);
  });

  it('says for which words it fails, and never words that one person used', async () => {
    const answer = await health('returns');
    expect(answer.fails_for).toEqual([{ label: 'return parcel', tickets: 1, sessions: 3 }]);
    expect(answer.fails_for_hidden).toBe(1);
    expect(JSON.stringify(answer)).not.toContain('send back');
  });

  it('lists the requests after it with what each says of it', async () => {
    const { requests } = await health('returns');
    expect(requests.map(({ subject, attribution }) => [subject, attribution])).toEqual([
      ['Please help with T2.', 'wrong_article'],
      ['Please help with T1.', 'unclear'],
    ]);
  });

  it('tells of a request whose suggestion is hidden that nobody knows yet, also where figures count it', async () => {
    const shipping = await health('shipping');
    expect(shipping).toMatchObject({ tickets: 2, product_defect: 2 });
    expect(shipping.requests.map(({ attribution }) => attribution)).toEqual(['unattributed', 'product_defect']);
  });

  it('shows figures and no requests to those who do not read requests', async () => {
    const seen = await health('returns', '', editor);
    expect(seen).toMatchObject({ tickets: 2, unclear: 1, requests: [] });
  });

  it('is found by an earlier name, with the reads under that name', async () => {
    expect(await health('old-returns')).toEqual(await health('returns'));
  });

  it('is not there for a name that no article ever had, whatever events say', async () => {
    expect(problemOf(await api.get(`/api/v1/admin/articles/never-was?${MARCH}`, admin)).code).toBe('not_found');
  });

  it('says with noughts that it was not there in the window', async () => {
    expect(await health('late')).toMatchObject({ reads: 0, tickets: 0, shrunk_unclear: null, requests: [], flags: [] });
  });
});

describe('what changes later', () => {
  it('leaves out a request that became restricted, but for its named reader', async () => {
    const { number } = (await health('shipping')).requests[0] ?? { number: 0 };
    const path = `/api/v1/admin/tickets/${number}`;
    const etag = (await api.get(path, admin)).headers.get('etag') ?? '';
    const moved = await api.call('PATCH', path, { category: 'security' }, { ...admin, 'if-match': etag });
    expect(moved.status, moved.text).toBe(200);
    expect(await health('shipping', '', agent)).toMatchObject({ reads: 1, tickets: 1, requests: [{}] });
    expect(await health('shipping')).toMatchObject({ reads: 2, tickets: 2 });
  });

  it('judges an edit by the days around it, as far as there are any', async () => {
    services.clock.set('2026-04-01T12:00:00.000Z');
    folder.write('en/shipping.md', article('Where your parcel is', 'On its way, soon.', 'reviewed: 2026-04-10\n'));
    await services.releases.reload();
    await new Promise((resolve) => setImmediate(resolve));
    await services.writes.idle();
    const answer = await api.get('/api/v1/admin/reports/edit_effects?from=2026-03-30&to=2026-04-12', admin);
    expect(answer.status, answer.text).toBe(200);
    expect((answer.json as { data: unknown }).data).toEqual([
      expect.objectContaining({
        ...{ article: 'shipping', revision: 2, at: '2026-04-01T12:00:00.000Z', what: 'edit', verdict: 'too_early' },
        before: { x: 0, n: 2 },
        after: { x: 0, n: 0 },
        // Reads of all others, whatever their name.
        control_before: { x: 1, n: 4 },
        reads_needed: 20,
      }),
    ]);
    const days = '/api/v1/admin/articles?from=2026-03-30&to=2026-04-12&sort=edited';
    const { articles } = (await api.get(days, admin)).json as ArticleList;
    expect(articles.map(({ slug, last_edit }) => [slug, last_edit?.at])).toEqual([
      ['shipping', '2026-04-01T12:00:00.000Z'],
      ...articles.slice(1).map(({ slug }) => [slug, undefined]),
    ]);
    expect(articles.length).toBeGreaterThan(1);
  });

  it('keeps the figures of an article that is gone, and flags nothing of it', async () => {
    folder.remove('en/shipping.md');
    await services.releases.reload();
    await new Promise((resolve) => setImmediate(resolve));
    await services.writes.idle();
    expect(await health('shipping')).toMatchObject({
      ...{ state: 'removed', url: null, file: null, reads: 2, tickets: 2, flags: [] },
      title: 'Where your parcel is',
    });
  });

  it('counts an article that was merged into another one there, with all that it had', async () => {
    const merged = 'redirect_from: [old-returns, shipping]\nreviewed: 2026-04-01\n';
    folder.write('en/returns.md', article('Return a parcel, and where it is', 'All of it.', merged));
    await services.releases.reload();
    await new Promise((resolve) => setImmediate(resolve));
    await services.writes.idle();
    expect(await health('returns')).toMatchObject({
      ...{ reads: 6, tickets: 4, unclear: 1, wrong_article: 1, product_defect: 2 },
      flags: [],
    });
    expect(await health('shipping')).toEqual(await health('returns'));
    expect((await list()).articles.map(({ slug }) => slug)).toEqual(['returns', 'paper-forms']);
  });
});
