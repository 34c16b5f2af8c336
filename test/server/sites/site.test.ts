// What a widget gets to start with, and the search that is the same on the server, on the command line and in the widget.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SiteSchema } from '../../../contract/api/site.ts';
import { runCli } from '../../../server/cli.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, SMALL_KB, type TestServices } from '../../support/make-services.ts';
import { article, makeFolder } from '../articles/temporary-folder.ts';

let services: TestServices;
let api: ApiCaller;

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
});
afterAll(() => services.close());

const search = async (query: Record<string, string>) =>
  (await api.get(`/api/v1/search?${new URLSearchParams(query)}`)).json as {
    results: { slug: string; title: string; breadcrumb: string[]; section: object | null; snippet: string }[];
    release: string;
  };

describe('a site', () => {
  it('says all that a widget needs, and nothing more', async () => {
    const answer = await api.get('/api/v1/sites/default');
    const site = SiteSchema.parse(answer.json);
    expect(site.categories.map((category) => category.key)).toEqual([
      'general',
      'billing',
      'account',
      'bug',
      'security',
    ]);
    expect(site.categories.find((category) => category.key === 'billing')?.promise).toEqual({
      hours: 4,
      respond_by: '2026-03-02T14:00:00.000Z',
    });
    expect(site.kb.en?.search).toBe('shipped');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('set-cookie')).toBeNull();
    for (const address of [site.kb.en?.index, site.kb.en?.passages, `${site.kb.en?.articles}refunds.json`])
      expect((await api.get(address ?? '')).status, address).toBe(200);
  });

  it('names who reads a restricted category, by name and not by address', async () => {
    expect(SiteSchema.parse((await api.get('/api/v1/sites/default')).json).categories.at(-1)?.readers).toEqual([]);
    await api.personWith('admin', 'grace@example.com');
    await api.personWith('admin', 'second@example.com');
    const { json, text } = await api.get('/api/v1/sites/default');
    expect(SiteSchema.parse(json).categories.at(-1)).toMatchObject({
      key: 'security',
      restricted: true,
      readers: ['grace'],
    });
    expect(text).not.toContain('@example.com');
  });

  it('that is not there is 404, names of JavaScript included', async () => {
    for (const site of ['none', 'constructor', '__proto__', 'toString', '%00', 'x'.repeat(500)])
      expect(problemOf(await api.get(`/api/v1/sites/${site}`))).toMatchObject({ status: 404, code: 'unknown_site' });
  });
});

describe('the search of the API', () => {
  it('finds articles with title, way, section and snippet', async () => {
    const { results, release } = await search({ site: 'default', q: 'invoice is wrong' });
    expect(results[0]).toMatchObject({
      slug: 'invoices',
      title: 'Find your invoices',
      breadcrumb: ['Billing'],
      section: { id: 'an-invoice-is-wrong' },
    });
    expect(results[0]?.snippet).not.toBe('');
    expect(release).toBe(services.releases.current().id);
  });

  it.each([
    'forgot my password',
    'cannot sign in',
    'refund',
    'money',
    'expport',
    'invoice',
    'csv file',
    'zzzz',
    'account',
    'the',
  ])('ranks exactly as the command line: %s', async (q) => {
    const lines: string[] = [];
    const code = await runCli(['search', '--kb', SMALL_KB, '--json', '--k', '10', q], {
      out: (line) => lines.push(line),
      err: () => undefined,
      isTerminal: false,
      env: {},
      cwd: SMALL_KB,
    });
    const { results } = await search({ q, k: '10' });
    const found = (JSON.parse(lines.join('\n') || '{}') as { results?: { slug: string }[] }).results?.map(
      (one) => one.slug,
    );
    expect(found, `exit ${code}`).toEqual(results.map((one) => one.slug));
  });

  it('shows no draft, nothing internal, nothing that is not there', async () => {
    for (const q of ['compare two reports', 'close an account for somebody', 'red button'])
      expect((await search({ q })).results.map((one) => one.slug)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/unfinished|close-account/)]),
      );
    expect((await search({ q: '' })).results).toEqual([]);
  });

  it.each([
    '"',
    '*',
    'NEAR(',
    'col:x',
    'AND OR NOT',
    '^',
    '(((',
    '\0',
    '😀',
    '‮',
    '\\',
    '__proto__',
    'constructor',
    'a* OR '.repeat(80),
    'x'.repeat(500),
  ])('answers hostile words: %j', async (q) => {
    const answer = await api.get(`/api/v1/search?${new URLSearchParams({ q })}`);
    expect(answer.status).toBe(200);
  });

  it.each([
    ['q', ''],
    ['q', `q=${'x'.repeat(501)}`],
    ['k', 'q=x&k=0'],
    ['k', 'q=x&k=21'],
    ['k', 'q=x&k=many'],
    ['page', 'q=x&page=2'],
  ])('refuses a wrong %s', async (name, query) => {
    expect(problemOf(await api.get(`/api/v1/search?${query}`))).toMatchObject({
      status: 400,
      errors: [{ pointer: `/${name}` }],
    });
  });

  it('serves the default language where the wanted one is not there', async () => {
    for (const locale of ['fr', 'en-GB', 'constructor'])
      expect((await search({ q: 'refund', locale })).results[0]?.slug).toBe('refunds');
  });
});

describe('a knowledge base with broken articles', () => {
  it('is served as far as it is good', async () => {
    const folder = makeFolder({
      'en/good.md': article('A good one', 'Findable words: chrysanthemum.'),
      'en/bad.md': '---\ntitle: [unclosed\n---\nx',
      'en/worse.md': '---\ntitle: !!js/function "x"\nstatus: maybe\n---\nx',
      'en/binary.md': new Uint8Array([0xff, 0xfe, 0x00, 0x80]),
    });
    const broken = await makeServices({ kbDir: folder.dir });
    const brokenApi = apiOf(broken);
    expect((await brokenApi.get('/api/v1/search?q=chrysanthemum')).json).toMatchObject({ results: [{ slug: 'good' }] });
    expect((await brokenApi.get('/readyz')).json).toMatchObject({
      ready: true,
      articles: expect.any(Number),
      article_problems: expect.any(Number),
    });
    expect(
      broken.releases
        .problems()
        .map((problem) => problem.file)
        .join(),
    ).toMatch(/bad\.md/);
    expect((await brokenApi.submit()).status).toBe(201);
    await broken.close();
    folder.remove();
  });
});
