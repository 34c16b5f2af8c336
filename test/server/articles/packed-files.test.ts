// Files for browsers: made once, compressed quickly for whoever waits and then as small as can be, and let go of when many.
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { Hono } from 'hono';
import { describe, expect, it, vi } from 'vitest';
import { createPackedFiles, type PackedFiles } from '../../../server/articles/packed-files.ts';

/** Text that compresses well, and better with more effort. */
const LARGE = Array.from({ length: 8_000 }, (_, at) => `line ${(at * 7919) % 1009} of ${(at * 104729) % 97}\n`).join(
  '',
);

function serve(files: PackedFiles, contents: Record<string, string | Uint8Array>) {
  let made = 0;
  const app = new Hono();
  app.get('/:name', (context) => {
    const name = context.req.param('name');
    const read = () => {
      made += 1;
      const content = contents[name];
      if (content === undefined) throw new Error('no such file');
      return content;
    };
    return files.answer(context, name, { type: 'application/octet-stream', read }, { Vary: 'Origin' });
  });
  app.onError((_error, context) => context.body(null, 500));
  const get = async (name: string, headers: Record<string, string> = { 'accept-encoding': 'br' }) => {
    const response = await app.request(`/${name}`, { headers });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  return { get, made: () => made };
}

describe('a file for browsers', () => {
  it('is made once, and has a tag by which a client need not fetch it again', async () => {
    const { get, made } = serve(createPackedFiles(), { a: LARGE });
    const { response, bytes } = await get('a');
    expect(brotliDecompressSync(bytes).toString()).toBe(LARGE);
    const tag = response.headers.get('etag') ?? '';
    for (const known of [tag, `"x", ${tag}`, tag.replace('W/', ''), '*']) {
      const again = await get('a', { 'if-none-match': known });
      expect([again.response.status, again.bytes.length, again.response.headers.get('etag')]).toEqual([304, 0, tag]);
    }
    expect((await get('a', { 'if-none-match': '"other"' })).response.status).toBe(200);
    expect(made()).toBe(1);
  });

  it('is as small as brotli makes it as soon as that is ready', async () => {
    const { get } = serve(createPackedFiles(), { a: LARGE });
    const best = brotliCompressSync(LARGE, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: LARGE.length },
    }).length;
    expect((await get('a')).bytes.length).toBeGreaterThan(best);
    await vi.waitFor(async () => expect((await get('a')).bytes.length).toBe(best), { timeout: 20_000 });
  });

  it('can be prepared before anybody asks', async () => {
    const files = createPackedFiles();
    await files.prepare('a', { type: 'text/plain', read: () => Promise.resolve(LARGE) });
    const { get, made } = serve(files, { a: LARGE });
    expect(brotliDecompressSync((await get('a')).bytes).toString()).toBe(LARGE);
    expect(made()).toBe(0);
  });

  it('goes as it is where it is small or nothing else is taken, bytes as they are', async () => {
    const bytes = new Uint8Array([0, 255, 1, 254]);
    const { get } = serve(createPackedFiles(), { a: bytes, b: LARGE });
    const small = await get('a');
    expect([small.response.headers.get('content-encoding'), [...small.bytes]]).toEqual([null, [...bytes]]);
    const plain = await get('b', {});
    expect([plain.response.headers.get('content-encoding'), plain.bytes.toString()]).toEqual([null, LARGE]);
    expect(plain.response.headers.get('vary')).toBe('Origin, Accept-Encoding');
  });

  it('is made again when others have pushed it out, and after it could not be made', async () => {
    const contents: Record<string, string> = { a: 'a'.repeat(600), b: 'b'.repeat(600), c: 'c'.repeat(600) };
    const { get, made } = serve(createPackedFiles(1_500), contents);
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await get(name);
    expect(made()).toBe(4);
    expect((await get('d')).response.status).toBe(500);
    contents.d = 'now';
    expect((await get('d')).bytes.toString()).toBe('now');
  });
});
