// Serves the loader (cached briefly, with an ETag) and the app's content-hashed files (immutable), for every origin.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { AppError } from '../errors.ts';

const SCRIPT = 'text/javascript; charset=utf-8';
const BRIEFLY = 'public, max-age=300, stale-while-revalidate=86400';
const FOR_EVER = 'public, max-age=31536000, immutable';

interface PackedFile {
  plain: Buffer<ArrayBuffer>;
  br: Buffer<ArrayBuffer>;
  gzip: Buffer<ArrayBuffer>;
  etag: string;
}

/** @param folders where the build put the loader (`widget.js`) and the app (`assets/`). */
export function widgetFiles(folders: { loaderDir: string; widgetDir: string }): Hono {
  const packed = new Map<string, PackedFile>();
  const read = (path: string) => {
    const file = packed.get(path) ?? pack(readFileSync(path));
    packed.set(path, file);
    return file;
  };
  const assetsDir = join(folders.widgetDir, 'assets');
  // The names are read once, so that a path from the request never reaches the file system.
  const assets = new Set(existsSync(assetsDir) ? readdirSync(assetsDir) : []);
  const app = new Hono();
  app.get('/widget.js', (context) => {
    const path = join(folders.loaderDir, 'widget.js');
    if (!existsSync(path))
      throw new AppError('unavailable', { detail: 'The widget is not built yet: npm run build', retryAfter: 10 });
    return send(context, read(path), BRIEFLY);
  });
  app.get('/assets/:name', (context) => {
    const name = context.req.param('name');
    if (!assets.has(name)) throw new AppError('not_found');
    return send(context, read(join(assetsDir, name)), FOR_EVER);
  });
  return app;
}

function send(context: Context, file: PackedFile, caching: string): Response {
  const headers: Record<string, string> = {
    'Content-Type': SCRIPT,
    'Cache-Control': caching,
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Timing-Allow-Origin': '*',
    Vary: 'Accept-Encoding',
    ETag: file.etag,
  };
  if (context.req.header('if-none-match') === file.etag) return context.body(null, 304, headers);
  const accepted = context.req.header('accept-encoding') ?? '';
  if (/\bbr\b/.test(accepted)) return context.body(file.br, 200, { ...headers, 'Content-Encoding': 'br' });
  if (/\bgzip\b/.test(accepted)) return context.body(file.gzip, 200, { ...headers, 'Content-Encoding': 'gzip' });
  return context.body(file.plain, 200, headers);
}

function pack(bytes: Buffer): PackedFile {
  const plain = Buffer.from(bytes);
  return {
    plain,
    br: Buffer.from(brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })),
    gzip: Buffer.from(gzipSync(plain, { level: 9 })),
    etag: `"${createHash('sha256').update(plain).digest('hex').slice(0, 20)}"`,
  };
}
