// Holds what was made for browsers, compressed: each file once quickly, for whoever waits, and large ones then as small as can be.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

type Bytes = Uint8Array<ArrayBuffer>;
type Encoding = 'br' | 'gzip' | 'identity';

/** A file as it is served. */
export interface ServedFile {
  type: string;
  read(): string | Uint8Array | Promise<string | Uint8Array>;
}

export interface PackedFiles {
  /**
   * Answers a file in the smallest encoding that the client takes, 304 when it has it already.
   * @param name stands for the content: what is served under it is made once.
   */
  answer(context: Context, name: string, file: ServedFile, headers: Record<string, string>): Promise<Response>;
  /** Makes a file and compresses it as it will be asked for most, before anybody waits for it. */
  prepare(name: string, file: ServedFile): Promise<void>;
}

interface Packed {
  bytes: Bytes;
  tag: string;
  encoded: Map<Encoding, Promise<Bytes>>;
}

const MIN_COMPRESSED_BYTES = 1_000;
/** Above, the best compression takes so long that nobody waits for it. */
const LARGE_BYTES = 32 * 1024;
const QUALITY = { small: 9, quick: 5, best: 11 };
const MAX_HELD_BYTES = 64 * 1024 * 1024;

const TEXT_ENCODER = new TextEncoder();

/** @param maxHeld bytes of files that are held; those that nobody asked for longest are made again when they are. */
export function createPackedFiles(maxHeld = MAX_HELD_BYTES): PackedFiles {
  const files = new Map<string, Promise<Packed>>();
  const sizes = new Map<string, number>();
  let held = 0;

  async function make(name: string, file: ServedFile): Promise<Packed> {
    const content = await file.read();
    const bytes = typeof content === 'string' ? TEXT_ENCODER.encode(content) : new Uint8Array(content);
    const tag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    sizes.set(name, bytes.length);
    held += bytes.length;
    return { bytes, tag, encoded: new Map([['identity', Promise.resolve(bytes)]]) };
  }

  function get(name: string, file: ServedFile): Promise<Packed> {
    const known = files.get(name);
    const packed = known ?? make(name, file);
    if (!known) packed.catch(() => drop(name));
    // The order of the map is that of the last use.
    files.delete(name);
    files.set(name, packed);
    for (const oldest of files.keys()) {
      if (held <= maxHeld || oldest === name) break;
      drop(oldest);
    }
    return packed;
  }

  function drop(name: string): void {
    files.delete(name);
    held -= sizes.get(name) ?? 0;
    sizes.delete(name);
  }

  return {
    prepare: async (name, file) => {
      const packed = await get(name, file);
      if (packed.bytes.length >= MIN_COMPRESSED_BYTES) await encode(packed, 'br');
    },
    answer: async (context, name, file, headers) => {
      const packed = await get(name, file);
      const shared = {
        ...headers,
        ETag: packed.tag,
        Vary: [headers.Vary, 'Accept-Encoding'].filter(Boolean).join(', '),
      };
      if (hasIt(context, packed.tag)) return context.body(null, 304, shared);
      const encoding =
        packed.bytes.length < MIN_COMPRESSED_BYTES
          ? 'identity'
          : chooseEncoding(context.req.header('Accept-Encoding') ?? '');
      const bytes = await encode(packed, encoding);
      return context.body(bytes, 200, {
        ...shared,
        'Content-Type': file.type,
        ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
      });
    },
  };
}

function encode(packed: Packed, encoding: Encoding): Promise<Bytes> {
  const known = packed.encoded.get(encoding);
  if (known) return known;
  const { bytes, encoded } = packed;
  const isLarge = bytes.length > LARGE_BYTES;
  const made =
    encoding === 'gzip'
      ? gzipped(bytes, { level: 9 }).then(ownBytes)
      : compress(bytes, isLarge ? QUALITY.quick : QUALITY.small);
  encoded.set(encoding, made);
  made.catch(() => encoded.delete(encoding));
  if (encoding === 'br' && isLarge)
    made
      .then(() => compress(bytes, QUALITY.best))
      .then((best) => encoded.set('br', Promise.resolve(best)))
      // Then the quick one goes on being served.
      .catch(() => undefined);
  return made;
}

async function compress(bytes: Bytes, quality: number): Promise<Bytes> {
  return ownBytes(
    await brotli(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  );
}

function ownBytes(buffer: Buffer): Bytes {
  return new Uint8Array(buffer);
}

function hasIt(context: Context, tag: string): boolean {
  const asked = (context.req.header('If-None-Match') ?? '').slice(0, 1_000);
  const plain = (text: string) => text.trim().replace(/^W\//, '');
  return asked.split(',').some((one) => one.trim() === '*' || plain(one) === plain(tag));
}

function chooseEncoding(accepted: string): Encoding {
  const takes = (name: string) =>
    new RegExp(`(^|,)\\s*${name}\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$)))?[^,;]*(,|$)`, 'i').test(accepted.slice(0, 200));
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}
