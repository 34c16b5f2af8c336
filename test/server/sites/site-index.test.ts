// The first part of the index at an address that is known before the site's answer: chosen, compressed, and not sent twice.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../../../contract/api/site.ts';
import { bestLocale } from '../../../contract/best-locale.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { article, makeFolder, type TemporaryFolder } from '../articles/temporary-folder.ts';

let services: TestServices;
let api: ApiCaller;
let folder: TemporaryFolder;

beforeAll(async () => {
  folder = makeFolder({ 'en/keys.md': article('Keys'), 'de/schluessel.md': article('Schlüssel') });
  services = await makeServices({
    kbDir: folder.dir,
    settings: (settings) => {
      settings.locales = ['en', 'de'];
    },
  });
  api = apiOf(services);
});
afterAll(async () => {
  await services.close();
  folder.remove();
});

const indexFor = (locales: string, headers: Record<string, string> = {}) =>
  api.get(`/api/v1/sites/default/index?locales=${encodeURIComponent(locales)}`, headers);

describe('the index of a site', () => {
  it('is the file that the site’s answer names, under an address that stays', async () => {
    const site = (await api.get('/api/v1/sites/default')).json as Site;
    const answer = await indexFor('de-CH,de,en');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-location')).toBe(site.kb.de?.index);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.text).toBe((await api.get(site.kb.de?.index ?? '')).text);
    expect(answer.text).toContain('schluessel');
  });

  it('is not sent again while it is the same, and is after a change', async () => {
    const first = await indexFor('en');
    const tag = first.headers.get('etag') ?? '';
    expect((await indexFor('en', { 'if-none-match': tag })).status).toBe(304);
    folder.write('de/neu.md', article('Neu'));
    await services.releases.reload();
    const same = await indexFor('en', { 'if-none-match': tag });
    expect([same.status, same.text]).toEqual([304, '']);
    expect(same.headers.get('content-location')).toContain(services.releases.current().id);
    folder.write('en/new.md', article('New'));
    await services.releases.reload();
    const changed = await indexFor('en', { 'if-none-match': tag });
    expect([changed.status, changed.headers.get('etag') === tag]).toEqual([200, false]);
  });

  it('lets a page of another origin read where it is from, and caches apart by origin and encoding', async () => {
    const { headers } = await indexFor('en', { origin: new URL(services.config.publicUrl).origin });
    expect(headers.get('access-control-expose-headers')).toContain('Content-Location');
    expect(headers.get('vary')).toMatch(/Origin/);
    expect(headers.get('vary')).toMatch(/Accept-Encoding/);
  });

  it('is refused for an unknown site, a strange origin and too long a wish', async () => {
    for (const site of ['none', 'constructor', '__proto__'])
      expect(problemOf(await api.get(`/api/v1/sites/${site}/index?locales=en`))).toMatchObject({
        status: 404,
        code: 'unknown_site',
      });
    expect((await indexFor('en', { origin: 'https://stranger.example' })).status).toBe(403);
    expect((await indexFor('x'.repeat(401))).status).toBe(400);
  });

  it.each(['de-CH,de,en', 'fr,en-GB', 'fr', '', 'DE', 'en', 'constructor', 'pt-BR,de-AT', ',,de'])(
    'is of the locale that the widget itself would choose: %s',
    async (wishes) => {
      const site = (await api.get('/api/v1/sites/default')).json as Site;
      const chosen = bestLocale(site.locales, wishes.split(','), site.locale);
      expect((await indexFor(wishes)).headers.get('content-location')).toBe(site.kb[chosen]?.index);
    },
  );
});

describe('a language with more articles than the ceiling', () => {
  it('is searched on the server: its index goes to nobody, and everything else is as before', async () => {
    const count = LIMITS.shippedArticles + 1;
    const many = makeFolder(
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`a${at}.md`, `# Thing ${at}`])),
    );
    const large = await makeServices({ kbDir: many.dir });
    const largeApi = apiOf(large);
    const site = (await largeApi.get('/api/v1/sites/default')).json as Site;
    expect(site.kb.en?.search).toBe('served');
    for (const part of ['index', 'rest', 'passages'] as const)
      expect((await largeApi.get(site.kb.en?.[part] ?? '')).status, part).toBe(404);
    const first = await largeApi.get('/api/v1/sites/default/index?locales=en');
    expect([first.status, first.text, first.headers.get('content-location')]).toEqual([204, '', site.kb.en?.index]);
    const found = (await largeApi.get('/api/v1/search?q=thing+1999')).json as { results: { slug: string }[] };
    expect(found.results[0]?.slug).toBe('a1999');
    expect((await largeApi.get(`${site.kb.en?.articles}a7.json`)).status).toBe(200);
    many.remove('a0.md');
    await large.releases.reload();
    expect(((await largeApi.get('/api/v1/sites/default')).json as Site).kb.en?.search).toBe('shipped');
    await large.close();
    many.remove();
  });
});
