// The search and the first view that the server answers for a widget that has no index: the very same as in the browser.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SearchAnswerSchema, StartScreenSchema } from '../../../contract/api/search.ts';
import { SiteSchema } from '../../../contract/api/site.ts';
import { searchArticles } from '../../../contract/search/search-articles.ts';
import { startScreen } from '../../../contract/start-screen.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { article, makeFolder, type TemporaryFolder } from '../articles/temporary-folder.ts';

let folder: TemporaryFolder;
let services: TestServices;
let api: ApiCaller;
let tabs = 0;

beforeAll(async () => {
  folder = makeFolder({
    'en/billing/_category.yaml': 'title: Billing\n',
    'en/billing/refunds.md': article(
      'Refund an order',
      'A full refund.\n\n## Later\n\nHalf of it.',
      'pages: ["/orders/*"]\n',
    ),
    'en/billing/invoices.md': article('Download an invoice', 'A refunded order keeps its invoice.'),
    'en/billing/limits.md': article('Refund limits', 'A refund above the limit.', 'audience: [team]\n'),
    'en/billing/cards.md': article('Pay by card', 'Which cards we take.'),
  });
  services = await makeServices({ kbDir: folder.dir });
  api = apiOf(services);
});
afterAll(async () => {
  await services.close();
  folder.remove();
});

const search = async (query: Record<string, string>) =>
  SearchAnswerSchema.parse((await api.get(`/api/v1/search?${new URLSearchParams(query)}`)).json);
const start = async (query: Record<string, string> = {}) =>
  StartScreenSchema.parse((await api.get(`/api/v1/sites/default/start?${new URLSearchParams(query)}`)).json);
const index = () => services.releases.current().locales.en?.search ?? expect.fail('no English articles');

/** Somebody opens an article and reads it, in a tab of their own. */
async function read(slug: string, { isStaff = false, forMs = 12_000 } = {}): Promise<void> {
  tabs += 1;
  const events = [
    { type: 'session_started', page_key: '/orders/:id', locale: 'en', ...(isStaff ? { is_staff: true } : {}) },
    { type: 'article_opened', view_id: 'v', article_id: slug, source: 'browse', position: 1 },
    { type: 'article_closed', view_id: 'v', active_ms: forMs, max_scroll_pct: 90, close_source: 'user' },
  ].map((event, seq) => ({ seq, t_ms: seq * 20_000, ...event }));
  const sid = tabs.toString(16).padStart(32, '0');
  const answer = await api.post('/api/v1/events', { v: 1, site: 'default', sid, events });
  expect(answer.json).toEqual({ accepted: 3, ignored: 0 });
}

describe('the search that is served', () => {
  it.each(['refund', 'refnd', 'invo', 'a refunded order', '👀', 'возврат', '返金', 'x', '"', 'x '.repeat(250)])(
    'answers %j with just what a browser with the index would find',
    async (q) => {
      for (const asYouType of [true, false]) {
        const found = searchArticles(index(), q, { k: 10, asYouType }).hits.map(({ score, ...hit }) => hit);
        expect((await search({ q, as_you_type: `${asYouType}` })).results).toEqual(found);
      }
    },
  );

  it('marks the words that match, in the title and in the passage', async () => {
    const [best] = (await search({ q: 'refund' })).results;
    expect(best).toMatchObject({ slug: 'refunds', title: 'Refund an order', titleMarks: [[0, 6]] });
    const [from, to] = best?.snippetMarks[0] ?? [0, 0];
    expect(best?.snippet.slice(from, to)).toBe('refund');
  });

  it('finds what is for an audience for that audience only', async () => {
    const slugs = async (more: Record<string, string>) =>
      (await search({ q: 'limit', ...more })).results.map(({ slug }) => slug);
    expect(await slugs({})).not.toContain('limits');
    expect(await slugs({ audience: 'guests' })).not.toContain('limits');
    expect(await slugs({ audience: 'team' })).toContain('limits');
  });

  it.each([
    ['q', `q=${'x'.repeat(1_000_000)}`],
    ['as_you_type', 'q=x&as_you_type=perhaps'],
    ['audience', `q=x&audience=${'x'.repeat(61)}`],
  ])('refuses a wrong %s with its place', async (name, query) => {
    const answer = await api.get(`/api/v1/search?${query}`);
    expect(problemOf(answer)).toMatchObject({ status: 400, errors: [{ pointer: `/${name}` }] });
    expect(answer.text.length).toBeLessThan(2_000);
  });
});

describe('the first view that is served', () => {
  it('offers what a browser with the index would offer', async () => {
    for (const audience of [undefined, 'team']) {
      const wish = { path: '/orders/7', audience, popular: [] };
      const given = await start({ path: wish.path, ...(audience ? { audience } : {}) });
      expect(given).toEqual(startScreen(index(), wish));
    }
    const { here, topics } = await start({ path: '/orders/7' });
    expect(here).toEqual([{ slug: 'refunds', title: 'Refund an order' }]);
    expect(topics).toMatchObject([{ title: 'Billing', count: 3 }]);
  });

  it('is 404 for a site that is not there, and refuses what it does not know', async () => {
    expect((await api.get('/api/v1/sites/constructor/start')).status).toBe(404);
    expect((await api.get('/api/v1/sites/default/start?page=1')).status).toBe(400);
    expect((await api.get('/api/v1/sites/default/start', { origin: 'https://elsewhere.example' })).status).toBe(403);
  });
});

describe('what others read most', () => {
  const popular = async () => {
    await services.events.flush();
    services.clock.advance(3_600_000);
    return SiteSchema.parse((await api.get('/api/v1/sites/default')).json).popular;
  };

  it('is said once three sessions have read it, the most read first, without staff and glances', async () => {
    expect(await popular()).toEqual([]);
    for (const slug of ['cards', 'cards', 'invoices', 'invoices', 'invoices', 'limits', 'limits', 'limits'])
      await read(slug);
    for (const _ of [1, 2, 3]) await read('cards', { isStaff: true });
    for (const _ of [1, 2, 3]) await read('cards', { forMs: 900 });
    expect(await popular()).toEqual(['invoices', 'limits']);
    await read('cards');
    await read('invoices');
    expect(await popular()).toEqual(['invoices', 'cards', 'limits']);
  });

  it('is offered to those for whom it is, and not twice', async () => {
    const titles = async (query: Record<string, string>) => (await start(query)).popular.map(({ slug }) => slug);
    expect(await titles({ path: '/' })).toEqual(['invoices', 'cards']);
    expect(await titles({ path: '/', audience: 'team' })).toEqual(['invoices', 'cards', 'limits']);
    for (const _ of [1, 2, 3, 4, 5]) await read('refunds');
    await popular();
    expect(await titles({ path: '/' })).toEqual(['refunds', 'invoices', 'cards']);
    expect(await titles({ path: '/orders/7' })).toEqual(['invoices', 'cards']);
  });

  it('is forgotten after four weeks', async () => {
    services.clock.advance(28 * 86_400_000);
    expect(await popular()).toEqual([]);
  });
});
