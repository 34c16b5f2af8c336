// The file of records: what is whole is read back, whatever else happened to the file, and nothing fails because of it.
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecordLog, type RecordLog } from '../../../server/articles/record-log.ts';
import { makeFolder, type TemporaryFolder } from './temporary-folder.ts';

let folder: TemporaryFolder;
let file: string;
const logs: RecordLog[] = [];

beforeEach(() => {
  folder = makeFolder();
  file = join(folder.dir, 'kept');
});
afterEach(async () => {
  for (const log of logs.splice(0)) await log.close();
  folder.remove();
});

async function open(title = 'one', warn?: (error: unknown) => void): Promise<RecordLog> {
  const log = await openRecordLog(file, title, warn);
  logs.push(log);
  return log;
}
const put = (log: RecordLog, key: string, text = key) => log.keep(key, { about: key }, Buffer.from(text));
const contents = (log: RecordLog) =>
  Object.fromEntries(Array.from(log.keys(), (key) => [key, log.get(key)?.readBody().toString()]));

/** A file with three records, closed. */
async function keepThree(): Promise<void> {
  const log = await open();
  for (const key of ['a', 'b', 'ü']) put(log, key, `text of ${key}`);
  await log.settle();
}
const THREE = { a: 'text of a', b: 'text of b', ü: 'text of ü' };

describe('a file of records', () => {
  it('gives back what was kept, the newest of each key, before and after it is written', async () => {
    const log = await open();
    const first = put(log, 'a', 'old');
    put(log, 'a', 'new');
    put(log, 'b');
    log.forget('b');
    expect(contents(log)).toEqual({ a: 'new' });
    await log.settle();
    expect([contents(log), first.readBody().toString(), log.get('a')?.readMeta()]).toEqual([
      { a: 'new' },
      'old',
      { about: 'a' },
    ]);
    expect(contents(await open())).toMatchObject({ a: 'new' });
  });

  it('is only for the one who runs it to read', async () => {
    await keepThree();
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it.each([
    ['empty', () => truncateSync(file, 0), {}],
    [
      'cut off in the middle of a record',
      () => truncateSync(file, statSync(file).size - 3),
      { a: THREE.a, b: THREE.b },
    ],
    ['followed by something else', () => appendFileSync(file, 'garbage'), THREE],
    [
      'followed by a record that claims a terabyte',
      () => appendFileSync(file, `FPR1 00000000 ffffffff ffffffff ffffffff\n`),
      THREE,
    ],
    [
      'changed by one letter',
      () => writeFileSync(file, readFileSync(file, 'utf8').replace('text of b', 'text of x')),
      { a: THREE.a, ü: THREE.ü },
    ],
    ['something else altogether', () => writeFileSync(file, Buffer.alloc(10_000, 7)), {}],
  ])('that is %s keeps what is whole, and is mended', async (_what, harm, left) => {
    await keepThree();
    harm();
    const log = await open();
    expect(contents(log)).toEqual(left);
    put(log, 'c');
    await log.settle();
    expect(contents(await open())).toEqual({ ...left, c: 'c' });
  });

  it('under another title is begun anew', async () => {
    await keepThree();
    expect(contents(await open('two'))).toEqual({});
    expect(contents(await open('two'))).toEqual({});
  });

  it('that cannot be made holds records in memory, and says so once', async () => {
    mkdirSync(file);
    const said: unknown[] = [];
    const log = await open('one', (error) => said.push(error));
    put(log, 'a');
    await log.settle();
    put(log, 'b');
    await log.settle();
    expect([contents(log), said.length]).toEqual([{ a: 'a', b: 'b' }, 1]);
  });

  it('that two processes add to keeps the records of both apart', async () => {
    const one = await open();
    await one.settle();
    const other = await open();
    put(one, 'a', 'ours');
    await one.settle();
    put(other, 'b', 'theirs');
    await other.settle();
    put(one, 'c', 'ours again');
    await one.settle();
    expect(contents(one)).toEqual({ a: 'ours', c: 'ours again' });
    expect(contents(other)).toEqual({ b: 'theirs' });
    expect(contents(await open())).toEqual({ a: 'ours', b: 'theirs', c: 'ours again' });
  });

  it('stays small where the same is kept again and again, and old records can still be read', async () => {
    const log = await open();
    const text = 'x'.repeat(1_000_000);
    const first = put(log, 'a', `first ${text}`);
    for (let at = 0; at < 30; at++) {
      put(log, 'a', `${at} ${text}`);
      await log.settle();
    }
    expect(statSync(file).size).toBeLessThan(12_000_000);
    expect(first.readBody().toString('utf8', 0, 5)).toBe('first');
    expect(log.get('a')?.readBody().toString('utf8', 0, 2)).toBe('29');
    expect(existsSync(`${file}.${process.pid}.new`)).toBe(false);
    expect((await open()).get('a')?.readBody().toString('utf8', 0, 2)).toBe('29');
  });
});
