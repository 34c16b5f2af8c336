// How records lie in a file, one after another: lengths and a checksum, then key, meaning and content.
import { fstatSync, read as readCallback, readSync } from 'node:fs';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';

const read = promisify(readCallback);

/** A file that is open; many records point at it, and it is closed when none does any more. */
export interface OpenFile {
  /** -1 once it is closed. */
  fd: number;
}

/** Where the bytes of a record are: in a file, or in memory while they are not written or cannot be. */
export type Place = { file: OpenFile; offset: number } | { bytes: Buffer };

export interface StoredRecord {
  readonly key: string;
  /** Bytes of the whole record, and where the parts in it end. */
  readonly length: number;
  readonly keyEnd: number;
  readonly metaEnd: number;
  place: Place;
}

const FRAME = /^FPR1 ([0-9a-f]{8}) ([0-9a-f]{8}) ([0-9a-f]{8}) ([0-9a-f]{8})\n$/;
export const FRAME_BYTES = 41;
const CHUNK_BYTES = 4 * 1024 * 1024;
const MAX_RECORD_BYTES = 64 * 1024 * 1024;

const hex = (value: number) => value.toString(16).padStart(8, '0');

/** Makes a record that is in memory only. */
export function makeRecord(key: string, meta: unknown, body: Buffer): StoredRecord {
  const name = Buffer.from(key);
  const about = Buffer.from(JSON.stringify(meta));
  const content = Buffer.concat([name, about, body]);
  const frame = `FPR1 ${hex(crc32(content))} ${hex(name.length)} ${hex(about.length)} ${hex(body.length)}\n`;
  const bytes = Buffer.concat([Buffer.from(frame), content]);
  const keyEnd = FRAME_BYTES + name.length;
  return { key, length: bytes.length, keyEnd, metaEnd: keyEnd + about.length, place: { bytes } };
}

/** The bytes of a record from `start` to `end`. @throws when its file went bad since it was read. */
export function readRecord(record: StoredRecord, start = 0, end = record.length): Buffer {
  if ('bytes' in record.place) return record.place.bytes.subarray(start, end);
  return readPart(record.place.file, record.place.offset + start, end - start);
}

/** Exactly so many bytes of a file. @throws when they are not there. */
export function readPart(file: OpenFile, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const count = readSync(file.fd, bytes, done, length - done, offset + done);
    if (!count) throw new Error('the kept articles end too early');
    done += count;
  }
  return bytes;
}

/**
 * Reads a file that begins with `head` to its end and hands over each whole record.
 * @returns its length, and whether nothing but whole records stood in it.
 */
export async function scanRecords(
  file: OpenFile,
  head: Buffer,
  take: (record: StoredRecord) => void,
): Promise<{ size: number; isWhole: boolean }> {
  const { size } = fstatSync(file.fd);
  let isWhole = true;
  let rest = Buffer.alloc(0);
  let restAt = 0;
  let isBegun = false;
  for (let offset = 0; offset < size; ) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size - offset));
    const { bytesRead } = await read(file.fd, chunk, 0, chunk.length, offset);
    if (!bytesRead) break;
    offset += bytesRead;
    rest = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    let at = 0;
    if (!isBegun) {
      if (rest.length < head.length) continue;
      if (!rest.subarray(0, head.length).equals(head)) return { size, isWhole: false };
      isBegun = true;
      at = head.length;
    }
    while (rest.length - at >= FRAME_BYTES) {
      const lengths = lengthsIn(rest, at);
      if (!lengths) return { size, isWhole: false };
      if (rest.length - at < lengths.whole) break;
      const record = { ...lengths.record(rest, at), place: { file, offset: restAt + at } };
      if (crc32(rest.subarray(at + FRAME_BYTES, at + lengths.whole)) === lengths.checksum) take(record);
      else isWhole = false;
      at += lengths.whole;
    }
    rest = rest.subarray(at);
    restAt += at;
  }
  return { size, isWhole: isWhole && isBegun && rest.length === 0 };
}

function lengthsIn(bytes: Buffer, at: number) {
  const found = FRAME.exec(bytes.toString('latin1', at, at + FRAME_BYTES));
  if (!found) return null;
  const [checksum, key, meta, body] = found.slice(1).map((text) => Number.parseInt(text, 16)) as [
    number,
    number,
    number,
    number,
  ];
  const whole = FRAME_BYTES + key + meta + body;
  if (whole > MAX_RECORD_BYTES) return null;
  const keyEnd = FRAME_BYTES + key;
  return {
    checksum,
    whole,
    record: (all: Buffer, start: number) => ({
      key: all.toString('utf8', start + FRAME_BYTES, start + keyEnd),
      length: whole,
      keyEnd,
      metaEnd: keyEnd + meta,
    }),
  };
}
