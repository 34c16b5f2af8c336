// The files of an export: written as they are read, under another name until each is whole, and readable by their owner alone.
import { once } from 'node:events';
import { createWriteStream, renameSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { csvCell } from '../queue/tickets-csv.ts';

const PART = '.part';
const OWNER_ONLY = 0o600;

type Cell = string | number | boolean | null;

/** One file that is being written. */
export interface ExportFile {
  write(text: string): Promise<void>;
  /** Gives it its name. @returns the name and its bytes. */
  close(): Promise<{ name: string; bytes: number }>;
}

export function openFile(folder: string, name: string): ExportFile {
  const path = join(folder, name);
  const stream: WriteStream = createWriteStream(`${path}${PART}`, { mode: OWNER_ONLY, flags: 'w' });
  let failure: Error | null = null;
  stream.on('error', (error) => {
    failure = error;
  });
  return {
    async write(text) {
      if (failure) throw failure;
      if (!stream.write(text)) await once(stream, 'drain');
    },
    async close() {
      stream.end();
      await finished(stream);
      renameSync(`${path}${PART}`, path);
      return { name, bytes: stream.bytesWritten };
    },
  };
}

/** Rows as one JSON list, a line each. */
export async function writeList(
  file: ExportFile,
  rows: AsyncIterable<unknown> | Iterable<unknown>,
  onRow: (row: never) => void | Promise<void> = () => undefined,
): Promise<number> {
  let count = 0;
  await file.write('[');
  for await (const row of rows) {
    await file.write(`${count === 0 ? '' : ','}\n${JSON.stringify(row)}`);
    await onRow(row as never);
    count += 1;
  }
  await file.write(count === 0 ? ']' : '\n]');
  return count;
}

/** A table for spreadsheets (RFC 4180); nothing in a cell of it runs. Lists and records in a cell are JSON. */
export function openTable(folder: string, name: string, columns: readonly string[]) {
  const file = openFile(folder, name);
  let isHeaded = false;
  const line = (cells: readonly Cell[]) => `${cells.map(csvCell).join(',')}\r\n`;
  const head = async () => {
    if (isHeaded) return;
    isHeaded = true;
    await file.write(line(columns));
  };
  return {
    async add(row: { readonly [column: string]: unknown }): Promise<void> {
      await head();
      await file.write(line(columns.map((column) => cellOf(row[column]))));
    },
    async close() {
      await head();
      return file.close();
    },
  };
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}
