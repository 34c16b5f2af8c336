// What widgets get over HTTP: immutable files of one release, compressed, and nothing from outside the folder.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArticleFile } from '../../../contract/article.ts';
import { loadIndex } from '../../../contract/search/load-index.ts';
import { searchArticles } from '../../../contract/search/search-articles.ts';
import { excerptOf } from '../../../contract/search/snippet.ts';
import { kbRoutes } from '../../../server/articles/kb.routes.ts';
import { createReleaseStore, type ReleaseStore } from '../../../server/articles/release-store.ts';
import { article, makeFolder, type TemporaryFolder } from './temporary-folder.ts';

let folder: TemporaryFolder;
let store: ReleaseStore;
let app: ReturnType<typeof kbRoutes>;
let base: string;

beforeAll(async () => {
  folder = makeFolder({
    'en/keys.md': article(
      'Find your keys',
      `## Under the mat\n\nLook under the mat. ${'More text. '.repeat(200)}![mat](mat.png) [other](other.md)`,
      'redirect_from: [lost-keys]\n',
    ),
    'en/other.md': article('Other'),
    'en/secret.md': article('Secret', 'x', 'status: internal\n'),
    'en/mat.png': '0123456789',
    'en/drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    'en/page.html': '<script>alert(1)</script>',
    'en/film.mp4': 'abcdefghij',
  });
  symlinkSync('/etc/passwd', join(folder.dir, 'en', 'passwd.png'));
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  store = createReleaseStore({
    kbDir: folder.dir,
    locales: ['en'],
    defaultLocale: 'en',
    clock: { now: () => new Date(0) },
    log,
  });
  base = `/kb/${(await store.reload()).id}/en`;
  app = kbRoutes(store, { publicUrl: 'https://help.example.com' });
});

afterAll(async () => {
  await store.close();
  folder.remove();
});

describe('the knowledge base over HTTP', () => {
  it('serves an index and passages that a widget can search with', async () => {
    const index = loadIndex(await (await app.request(`${base}/index.bin`)).arrayBuffer());
    index.addBodies(await (await app.request(`${base}/rest.bin`)).arrayBuffer());
    index.addTexts(await (await app.request(`${base}/passages.json`)).json(), excerptOf);
    expect(searchArticles(index, 'keys mat', { k: 3 }).hits[0]).toMatchObject({
      slug: 'keys',
      section: { id: 'under-the-mat', heading: 'Under the mat' },
    });
  });

  it('marks everything as immutable and open to every origin', async () => {
    for (const path of ['index.bin', 'rest.bin', 'passages.json', 'articles/keys.json', 'files/en/mat.png']) {
      const { status, headers } = await app.request(`${base}/${path}`);
      expect([
        status,
        headers.get('Cache-Control'),
        headers.get('Access-Control-Allow-Origin'),
        headers.get('X-Content-Type-Options'),
      ]).toEqual([200, 'public, max-age=31536000, immutable', '*', 'nosniff']);
    }
  });

  it('serves an article with addresses that work on another origin', async () => {
    const file = (await (await app.request(`${base}/articles/keys.json`)).json()) as ArticleFile;
    expect(file).toMatchObject({
      slug: 'keys',
      title: 'Find your keys',
      sections: [{ id: 'under-the-mat', heading: 'Under the mat' }],
      revision: 1,
      audience: ['everyone'],
    });
    expect(file.html).toContain(`src="https://help.example.com${base}/files/en/mat.png"`);
    expect(file.html).toContain('<a href="https://help.example.com/help/en/other" data-slug="other">');
  });

  it('answers an earlier name with the article of today', async () => {
    expect(await (await app.request(`${base}/articles/lost-keys.json`)).json()).toMatchObject({ slug: 'keys' });
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ['identity', null, (bytes: Buffer) => bytes],
  ])('compresses for a client that takes %s', async (accepted, used, unpack) => {
    const response = await app.request(`${base}/articles/keys.json`, { headers: { 'Accept-Encoding': accepted } });
    expect(response.headers.get('Content-Encoding')).toBe(used);
    expect(response.headers.get('Vary')).toBe('Accept-Encoding');
    expect(JSON.parse(unpack(Buffer.from(await response.arrayBuffer())).toString())).toMatchObject({ slug: 'keys' });
  });

  it.each([
    'articles/secret.json',
    'articles/nobody.json',
    'articles/__proto__.json',
    'files/en/page.html',
    'files/en/keys.md',
    'files/en/passwd.png',
    'files/../../../../etc/passwd',
    'files/..%2f..%2f..%2fetc%2fpasswd',
    'files/en/%2e%2e/en/mat.png%00',
    'files/constructor',
    'nothing',
  ])('answers 404 with a problem for %s', async (path) => {
    const response = await app.request(`${base}/${path}`);
    expect(response.status).toBe(404);
    if (path.includes('../')) return;
    expect(response.headers.get('Content-Type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 404, code: 'not_found' });
  });

  it.each(['/kb/unknown/en/index.bin', '/kb/unknown/en/files/en/mat.png'])(
    'answers 404 for a release that is not kept: %s',
    async (path) => {
      expect((await app.request(path)).status).toBe(404);
    },
  );

  it('answers 404 for a locale that is a name of every object', async () => {
    expect((await app.request(`${base.replace(/en$/, 'constructor')}/index.bin`)).status).toBe(404);
  });

  it('lets no SVG run: it is a download in a sandbox', async () => {
    const { headers } = await app.request(`${base}/files/en/drawing.svg`);
    expect(headers.get('Content-Disposition')).toBe('attachment');
    expect(headers.get('Content-Security-Policy')).toContain('sandbox');
  });

  it.each([
    ['bytes=2-4', 206, 'cde', 'bytes 2-4/10'],
    ['bytes=7-', 206, 'hij', 'bytes 7-9/10'],
    ['bytes=-2', 206, 'ij', 'bytes 8-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=1-2,4-5', 200, 'abcdefghij', null],
  ])('serves the range %s of a film', async (range, status, text, contentRange) => {
    const response = await app.request(`${base}/files/en/film.mp4`, { headers: { Range: range } });
    expect([response.status, await response.text(), response.headers.get('Content-Range')]).toEqual([
      status,
      text,
      contentRange,
    ]);
  });
});
