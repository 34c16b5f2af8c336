// The built server keeps what it made of articles, starts from it, shrugs at a broken copy, and makes index files in a thread.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../../contract/api/site.ts';
import { loadIndex } from '../../contract/search/load-index.ts';
import { searchArticles } from '../../contract/search/search-articles.ts';
import { SMALL_KB } from '../support/make-services.ts';
import { buildServer, startServer } from './server-process.ts';

let folder: string;
let cache: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-kept-'));
  cache = join(folder, 'articles.cache');
  await buildServer();
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a server on the folder, asks it for its site and index, and ends it. */
async function serveOnce(): Promise<{ release: string; found: string[]; output: string }> {
  const server = await startServer({ DATA_DIR: folder, KB_DIR: SMALL_KB });
  const site = (await (await fetch(`${server.url}/api/v1/sites/default`)).json()) as Site;
  const answer = await fetch(server.url + site.kb.en?.index);
  const index = loadIndex(new Uint8Array(await answer.arrayBuffer()));
  const found = searchArticles(index, 'refund', { k: 3 }).hits.map(({ slug }) => slug);
  await server.end('SIGTERM');
  return { release: site.release, found, output: server.output() };
}

describe('a server that is started again', () => {
  it('serves the same from what it kept, and from a broken copy of it', async () => {
    const first = await serveOnce();
    expect(first.found[0]).toBe('refunds');
    // It says so where the thread could not do its work.
    expect(first.output).not.toContain('FINGERPOST_ENCODE_THREAD');
    expect(statSync(cache).mode & 0o077).toBe(0);
    const kept = readFileSync(cache);
    expect(kept.includes('"refund"') || kept.includes('refunds')).toBe(true);

    const again = await serveOnce();
    expect([again.release, again.found]).toEqual([first.release, first.found]);
    expect(readFileSync(cache)).toEqual(kept);

    for (const broken of [kept.subarray(0, kept.length / 2), Buffer.from('not ours'), Buffer.alloc(100_000, 0xff)]) {
      writeFileSync(cache, broken);
      const mended = await serveOnce();
      expect([mended.release, mended.found]).toEqual([first.release, first.found]);
    }
  }, 120_000);
});
