// The help centre without scripts: home, articles, search, redirects, what is not there, and the sitemap.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { article, makeFolder, type TemporaryFolder } from '../articles/temporary-folder.ts';
import { type PageReader, readerOf } from './page-reader.ts';

let folder: TemporaryFolder;
let services: TestServices;
let reader: PageReader;

beforeAll(async () => {
  folder = makeFolder({
    'en/account/_category.yaml': 'title: Your account\nsummary: Signing in & more\norder: 1\n',
    'en/account/reset-password.md': article(
      'Reset your password',
      'Press the link.\n\n## When no mail comes\n\nLook into the junk folder.\n\n## After that\n\nSign in.',
      'redirect_from: [lost-password]\nrelated: [move-house]\n',
    ),
    'en/account/move-house.md': article('"Move <house> & home"'),
    'en/loose.md': article('An article without a topic'),
    'en/team.md': article('For the team', 'secret handshake', 'status: internal\n'),
    'en/partners.md': article('For partners', 'x', 'audience: [partner]\n'),
    'de/konto/zimmer.md': article('Ein Zimmer buchen'),
    'ar/hesab.md': article('\u0627\u0644\u062d\u0633\u0627\u0628'),
  });
  services = await makeServices({
    kbDir: folder.dir,
    settings: (settings) => {
      settings.locales = ['en', 'de', 'ar'];
    },
  });
  reader = readerOf(createApp(services));
});
afterAll(async () => {
  await services.close();
  folder.remove();
});

describe('the first page', () => {
  it('offers the search and every topic with its summary and its articles', async () => {
    const { status, html } = await reader.get('/help');
    expect(status).toBe(200);
    expect(html).toContain('<form class="searching" role="search" action="/help/en/search" method="get">');
    expect(html).toContain('<h3>Your account</h3><p>Signing in &#38; more</p>');
    expect(html).toContain('<a href="/help/en/reset-password">Reset your password</a>');
    expect(html).toContain('<a href="/help/en/loose">An article without a topic</a>');
  });

  it('shows neither internal articles nor those for another audience', async () => {
    const { html } = await reader.get('/help/en');
    expect(html).not.toContain('For the team');
    expect(html).not.toContain('For partners');
  });

  it('speaks the language of the browser, and says in which direction it is written', async () => {
    expect((await reader.get('/help', { 'accept-language': 'fr, de-AT;q=0.9, en;q=0.5' })).html).toContain(
      '<html lang="de" dir="ltr">',
    );
    expect((await reader.get('/help/ar')).html).toContain('<html lang="ar" dir="rtl">');
  });

  it('lists what was read often enough of late, most first, and nobody from the team', async () => {
    const before = (await reader.get('/help/en')).html;
    expect(before).not.toContain('Read most');
    for (const [slug, reads, isStaff] of [
      ['loose', 3, 0],
      ['reset-password', 4, 0],
      ['move-house', 2, 0],
      ['move-house', 9, 1],
    ] as const)
      for (let at = 0; at < reads; at++) await storeRead(slug, isStaff);
    services.clock.advance(6 * 60_000);
    const often = /<p class="often">.*?<\/p>/s.exec((await reader.get('/help/en')).html)?.[0] ?? '';
    expect([...often.matchAll(/href="([^"]+)"/g)].map((match) => match[1])).toEqual([
      '/help/en/reset-password',
      '/help/en/loose',
    ]);
  });
});

let reads = 0;
async function storeRead(slug: string, isStaff: 0 | 1): Promise<void> {
  reads += 1;
  const sid = reads.toString(16).padStart(32, '0');
  const at = services.clock.now().toISOString();
  await services.db
    .insertInto('help_session')
    .values({
      id: sid,
      sid,
      site: 'default',
      started_at: at,
      last_event_at: at,
      is_staff: isStaff,
      locale: 'en',
      host_error_count: 0,
      host_error_codes: '[]',
      outcome: 'answered',
      provisional: 0,
      form_opened: 0,
      withdrawn: 0,
      shown: '[]',
    } as never)
    .execute();
  await services.db
    .insertInto('article_view')
    .values({
      session_id: sid,
      view_id: 'v',
      seq: 1,
      at,
      article_id: slug,
      active_ms: 20_000,
      max_scroll_pct: 90,
      qualified: 1,
    } as never)
    .execute();
}

describe('an article as a page', () => {
  it('says where it stands, lists its sections and what is related, and leads to a person', async () => {
    const { status, html, headers } = await reader.get('/help/en/reset-password');
    expect(status).toBe(200);
    expect(html).toContain('<h1 class="page-title">Reset your password</h1>');
    expect(html).toContain('<a class="quiet" href="/help/en#topic-1">Your account</a>');
    expect(html).toContain('<a href="#when-no-mail-comes">When no mail comes</a>');
    expect(html).toContain('<h2 id="when-no-mail-comes">');
    expect(html).toContain('<a href="/help/en/move-house">Move &#60;house&#62; &#38; home</a>');
    expect(html).toContain('Still stuck?');
    expect(html).toContain('<link rel="canonical" href="http://localhost:4357/help/en/reset-password">');
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  it('is not sent again while it is the same', async () => {
    const etag = (await reader.get('/help/en/loose')).headers.get('etag') ?? '';
    expect((await reader.get('/help/en/loose', { 'if-none-match': etag })).status).toBe(304);
  });

  it('has nothing inline that a strict policy would refuse', async () => {
    const { html, headers } = await reader.get('/help/en/reset-password');
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('is found under an earlier name with 301, and in the default language where there is no translation', async () => {
    const old = await reader.get('/help/en/lost-password');
    expect([old.status, old.headers.get('location')]).toEqual([301, '/help/en/reset-password']);
    const other = await reader.get('/help/de/loose');
    expect([other.status, other.headers.get('location')]).toEqual([302, '/help/en/loose']);
  });
});

describe('what is not there', () => {
  it.each(['/help/en/reset-pasword', '/help/en/team', '/help/xx', '/help/en/a/b', '/tickets/abc'])(
    'answers %s with a page that can search',
    async (path) => {
      const { status, html } = await reader.get(path);
      expect(status).toBe(404);
      expect(html).toContain('There is no page at this address');
      expect(html).toContain('role="search"');
      expect(html).not.toContain('handshake');
    },
  );

  it('shows the articles that come closest to the words of the address', async () => {
    expect((await reader.get('/help/en/password-reset-page')).html).toContain('/help/en/reset-password');
  });

  it('takes an address with a slash too many to the one without, never to another host', async () => {
    const answer = await reader.get('/help/en/');
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/help/en']);
    expect((await reader.get('//evil.example/help/')).status).toBe(404);
  });
});

describe('the search page', () => {
  it('marks the words that match and leads to the section', async () => {
    const { html } = await reader.get('/help/en/search?q=junk+mail');
    expect(html).toContain('<a class="title" href="/help/en/reset-password#when-no-mail-comes">');
    expect(html).toContain('<mark>junk</mark>');
    expect(html).toContain('1 answer');
  });

  it('leads on where nothing is found, and shows the words as text', async () => {
    const { status, html } = await reader.get(`/help/en/search?q=${encodeURIComponent('<img src=x onerror=1>"zzz')}`);
    expect(status).toBe(200);
    expect(html).toContain('Nothing here for');
    expect(html).not.toContain('<img');
    expect(html).toContain('href="/help/en/request"');
  });

  it('takes no words and very many', async () => {
    expect((await reader.get('/help/en/search')).status).toBe(200);
    expect((await reader.get(`/help/en/search?q=${'a'.repeat(5_000)}`)).status).toBe(200);
  });
});

describe('the sitemap', () => {
  it('has every article that is for everyone, in every language', async () => {
    const { html, headers } = await reader.get('/sitemap.xml');
    expect(headers.get('content-type')).toContain('application/xml');
    expect([...html.matchAll(/<loc>http:\/\/localhost:4357(.*?)<\/loc>/g)].map((match) => match[1]).sort()).toEqual([
      '/help/ar',
      '/help/ar/hesab',
      '/help/de',
      '/help/de/zimmer',
      '/help/en',
      '/help/en/loose',
      '/help/en/move-house',
      '/help/en/reset-password',
    ]);
  });
});

describe('the addresses for developing', () => {
  it('are not there unless asked for', async () => {
    expect((await reader.get('/dev/reload.js')).status).toBe(404);
    expect((await reader.get('/dev/reload')).status).toBe(404);
    expect((await reader.get('/help')).html).not.toContain('/dev/');
  });
});
