// Writes index files; read-bytes.ts reads them.
import { FORMAT } from './ranking.ts';
import { checksumOf, HEAD_BYTES, MAGIC } from './read-bytes.ts';

/** Browsers and Node both have it. */
declare class TextEncoder {
  encode(text: string): Uint8Array;
}

/** Collects numbers as bytes. */
export class NumberWriter {
  readonly bytes: number[] = [];

  /** Adds a whole number of at least 0. */
  add(value: number): void {
    let left = value;
    while (left > 127) {
      this.bytes.push((left % 128) + 128);
      left = Math.floor(left / 128);
    }
    this.bytes.push(left);
  }
}

/** One file of streams, in this order. */
export function writeStreams(
  part: number,
  streams: readonly (string | NumberWriter)[],
): { bytes: Uint8Array; checksum: number } {
  const encoder = new TextEncoder();
  const parts = streams.flatMap((stream) => {
    const body = typeof stream === 'string' ? encoder.encode(stream) : Uint8Array.from(stream.bytes);
    const length = new NumberWriter();
    length.add(body.length);
    return [Uint8Array.from(length.bytes), body];
  });
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, HEAD_BYTES));
  let at = HEAD_BYTES;
  for (const one of parts) {
    bytes.set(one, at);
    at += one.length;
  }
  const checksum = checksumOf(bytes.subarray(HEAD_BYTES));
  bytes.set([MAGIC, FORMAT, part, 0, ...[0, 8, 16, 24].map((shift) => (checksum >>> shift) & 255)]);
  return { bytes, checksum };
}
