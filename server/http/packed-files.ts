// Files that are part of the build, packed once (brotli, gzip) and sent with an ETag.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Context } from 'hono';

export const BRIEFLY = 'public, max-age=300, stale-while-revalidate=86400';
export const FOR_EVER = 'public, max-age=31536000, immutable';

export interface PackedFile {
  plain: Buffer<ArrayBuffer>;
  br: Buffer<ArrayBuffer>;
  gzip: Buffer<ArrayBuffer>;
  etag: string;
}

/** Reads and packs each file the first time that it is asked for. */
export function createPackedFiles(): (path: string) => PackedFile {
  const packed = new Map<string, PackedFile>();
  return (path) => {
    const file = packed.get(path) ?? pack(readFileSync(path));
    packed.set(path, file);
    return file;
  };
}

/** Sends the smallest form that the browser takes, or 304. */
export function sendPacked(context: Context, file: PackedFile, given: Record<string, string>): Response {
  const headers: Record<string, string> = { ...given, Vary: 'Accept-Encoding', ETag: file.etag };
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
