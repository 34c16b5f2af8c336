// A file of records that outlives the process. It only ever saves work: where it is missing, foreign, damaged or not to be
// written, records are made again or held in memory, and nothing fails.
import { closeSync, fstatSync, openSync, write as writeCallback } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import {
  FRAME_BYTES,
  makeRecord,
  type OpenFile,
  readPart,
  readRecord,
  type StoredRecord,
  scanRecords,
} from './record-format.ts';

const write = promisify(writeCallback);

/** A kept record. Its parts are read from the file each time, so that many records need little memory. */
export interface KeptRecord {
  readMeta(): unknown;
  readBody(): Buffer;
}

export interface RecordLog {
  keys(): Iterable<string>;
  /** The newest whole record of a key. */
  get(key: string): KeptRecord | undefined;
  /** Keeps a record in place of the one that had its key: it can be read at once, and is written by `settle`. */
  keep(key: string, meta: unknown, body: Buffer): KeptRecord;
  forget(key: string): void;
  /** Writes what was kept since the last time, and makes the file small again where most of it is out of date. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Out-of-date bytes that are let be, however few others there are. */
const SLACK_BYTES = 8 * 1024 * 1024;
/** Bytes that wait to be written before nobody has asked for it. */
const EAGER_BYTES = 4 * 1024 * 1024;
const BATCH_BYTES = 1024 * 1024;

const openFiles = new FinalizationRegistry<number>((fd) => closeSync(fd));

function openFile(path: string, flags: string): OpenFile {
  const file = { fd: openSync(path, flags, 0o600) };
  // A file that was replaced stays readable for the records that still point at it.
  openFiles.register(file, file.fd, file);
  return file;
}

/**
 * Opens the file, or begins one. `title` says what the records mean; a file under another title is begun anew. Several
 * processes may use one file: what another one has added in between is never taken for one's own.
 * @param warn is told, once, why nothing can be written.
 */
export async function openRecordLog(
  path: string | null,
  title: string,
  warn: (error: unknown) => void = () => undefined,
): Promise<RecordLog> {
  const records = new Map<string, StoredRecord>();
  const head = Buffer.from(`${JSON.stringify(title)}\n`);
  let file: OpenFile | null = null;
  let isWritable = path !== null;
  /** Bytes of the file, and those of them that are records in use. */
  let size = 0;
  let live = 0;
  let waiting: StoredRecord[] = [];
  let waitingBytes = 0;
  let working = Promise.resolve();

  function giveUp(error: unknown): void {
    if (isWritable) warn(error);
    isWritable = false;
    waiting = [];
  }

  function put(record: StoredRecord): void {
    live += record.length - (records.get(record.key)?.length ?? 0);
    records.set(record.key, record);
  }

  async function open(from: string): Promise<void> {
    try {
      file = openFile(from, 'a+');
    } catch (error) {
      giveUp(error);
    }
    try {
      file ??= openFile(from, 'r');
      const found = await scanRecords(file, head, put);
      size = found.size;
      if (!found.isWhole && isWritable) await rewrite(from);
    } catch (error) {
      giveUp(error);
    }
  }

  async function append(target: OpenFile, bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length; )
      done += (await write(target.fd, bytes, done, bytes.length - done)).bytesWritten;
  }

  async function writeWaiting(): Promise<void> {
    while (isWritable && file && waiting.length) {
      const batch: StoredRecord[] = [];
      for (let bytes = 0; waiting.length && bytes < BATCH_BYTES; bytes += batch.at(-1)?.length ?? 0)
        batch.push(waiting.shift() as StoredRecord);
      const all = Buffer.concat(batch.map((record) => readRecord(record)));
      await append(file, all);
      const now = fstatSync(file.fd).size;
      const isOurs = now >= size + all.length && readPart(file, size, FRAME_BYTES).equals(all.subarray(0, FRAME_BYTES));
      // Where another process has added something first, these stay in memory.
      if (isOurs)
        for (const record of batch) {
          record.place = { file, offset: size };
          size += record.length;
        }
      size = now;
    }
  }

  /** Writes what is in use to a new file and puts it in place of the old one, whole or not at all. */
  async function rewrite(place: string): Promise<void> {
    const fresh = `${place}.${process.pid}.new`;
    try {
      await rm(fresh, { force: true });
      const target = openFile(fresh, 'ax+');
      const moved: [StoredRecord, number][] = [];
      let batch: Buffer[] = [head];
      let batchBytes = head.length;
      let offset = head.length;
      for (const record of [...records.values()]) {
        moved.push([record, offset]);
        offset += record.length;
        batch.push(readRecord(record));
        batchBytes += record.length;
        if (batchBytes < BATCH_BYTES) continue;
        await append(target, Buffer.concat(batch));
        batch = [];
        batchBytes = 0;
      }
      await append(target, Buffer.concat(batch));
      await rename(fresh, place);
      for (const [record, at] of moved) record.place = { file: target, offset: at };
      const written = new Set(moved.map(([record]) => record));
      waiting = waiting.filter((record) => !written.has(record));
      file = target;
      size = offset;
    } catch (error) {
      giveUp(error);
      await rm(fresh, { force: true }).catch(giveUp);
    }
  }

  async function settleNow(): Promise<void> {
    try {
      await writeWaiting();
      if (path && isWritable && size > 2 * live + SLACK_BYTES) await rewrite(path);
    } catch (error) {
      giveUp(error);
    }
  }

  function settle(): Promise<void> {
    waitingBytes = 0;
    working = working.then(settleNow);
    return working;
  }

  if (path) await open(path);
  return {
    keys: () => records.keys(),
    get: (key) => asKept(records.get(key)),
    keep: (key, meta, body) => {
      const record = makeRecord(key, meta, body);
      put(record);
      if (isWritable) {
        waiting.push(record);
        waitingBytes += record.length;
        // Long work is kept as it goes on, so that an interrupted start does not begin at nothing.
        if (waitingBytes > EAGER_BYTES) void settle();
      }
      return asKept(record) as KeptRecord;
    },
    forget: (key) => {
      live -= records.get(key)?.length ?? 0;
      records.delete(key);
    },
    settle,
    close: async () => {
      await working;
      isWritable = false;
      if (!file) return;
      openFiles.unregister(file);
      closeSync(file.fd);
      file.fd = -1;
      file = null;
    },
  };
}

function asKept(record: StoredRecord | undefined): KeptRecord | undefined {
  return (
    record && {
      readMeta: () => JSON.parse(readRecord(record, record.keyEnd, record.metaEnd).toString('utf8')) as unknown,
      readBody: () => readRecord(record, record.metaEnd),
    }
  );
}
