// Reads index files: a head that says what the file is, then streams of bytes, each with its length before it.
import { FORMAT } from './ranking.ts';

/** The two parts of an index. */
export const FIRST = 1;
export const REST = 2;

/** Magic, format, part, and a checksum of 4 bytes over all that follows. */
export const HEAD_BYTES = 8;
export const MAGIC = 0x46;

/** The file is not one that this program would have written: another version, another part, or damaged. */
export class IndexMismatchError extends Error {
  override name = 'IndexMismatchError';
}

/** Browsers and Node both have it. */
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}

/** Takes numbers and texts from bytes, one after the other. */
export interface Reader {
  /** The next whole number of at least 0; 7 bits a byte, the lowest first. */
  next(): number;
  text(): string;
  /** All numbers that are left. */
  rest(): number[];
  /** A reader of the next bytes, so many or as many as there are. */
  part(length: number): Reader;
}

/** A reader of some bytes. */
export function readerOf(bytes: Uint8Array): Reader {
  let at = 0;
  const next = () => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined) throw new IndexMismatchError('the search index is cut off');
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  };
  return {
    next,
    text: () => new TextDecoder().decode(bytes.subarray(at)),
    rest() {
      const all: number[] = [];
      while (at < bytes.length) all.push(next());
      return all;
    },
    part(length) {
      at += length;
      return readerOf(bytes.subarray(at - length, at));
    },
  };
}

/** FNV-1a over 32 bits. */
export function checksumOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash >>> 0;
}

/**
 * The streams of an index file, and its checksum.
 * @throws {IndexMismatchError} when it is of another format or part, cut off or damaged
 */
export function readStreams(file: ArrayBuffer | Uint8Array, part: number): { next(): Reader; checksum: number } {
  const bytes = new Uint8Array(file);
  const body = bytes.subarray(HEAD_BYTES);
  const checksum = checksumOf(body);
  const said = bytes.slice(4, HEAD_BYTES).reduceRight((sum, byte) => sum * 256 + byte, 0);
  if (bytes[0] !== MAGIC || bytes[1] !== FORMAT || bytes[2] !== part || said !== checksum)
    throw new IndexMismatchError('the search index is damaged or of another version');
  const streams = readerOf(body);
  return { checksum, next: () => streams.part(streams.next()) };
}

/** The places of some sizes in order of the sizes, the largest first; of equal ones as they stand. */
export function orderBySize(sizes: readonly number[]): number[] {
  return sizes.map((_size, at) => at).sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
}
