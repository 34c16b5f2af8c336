// Writes that are committed together: each stands or falls by itself, and nothing resolves before it is on the disk.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Db } from '../../../server/db/database.ts';
import { migrateToLatest } from '../../../server/db/migrate.ts';
import { openDatabase } from '../../../server/db/open-database.ts';
import { createWriteQueue, type WriteQueue } from '../../../server/db/write-queue.ts';
import { makeTestDatabase, type TestDatabase } from '../../support/test-database.ts';

let database: TestDatabase;
let db: Db;
let writes: WriteQueue;

beforeEach(async () => {
  database = await makeTestDatabase();
  db = openDatabase(database.url);
  await migrateToLatest(db);
  writes = createWriteQueue(db);
});
afterEach(async () => {
  await db.destroy();
  await database.drop();
});

const add = (name: string) => writes.write((trx) => trx.insertInto('counter').values({ name, value: 1 }).execute());
const names = async () =>
  (await db.selectFrom('counter').select('name').where('name', 'not in', ['ticket', 'phrase']).execute())
    .map((row) => row.name)
    .sort();

it('keeps the good writes of a batch and rejects the bad ones, each with its own error', async () => {
  const results = await Promise.allSettled([
    add('a'),
    add('a'),
    writes.write(async (trx) => {
      await trx.insertInto('counter').values({ name: 'half', value: 1 }).execute();
      throw new Error('on the way');
    }),
    add('b'),
  ]);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(String((results[1] as PromiseRejectedResult).reason)).toMatch(/unique/i);
  expect(String((results[2] as PromiseRejectedResult).reason)).toContain('on the way');
  expect(await names()).toEqual(['a', 'b']);
});

it('takes a thousand at once, in order, and returns what each gave', async () => {
  const values = await Promise.all(
    Array.from({ length: 1_000 }, () =>
      writes.write(async (trx) => {
        const row = await trx
          .updateTable('counter')
          .set((eb) => ({ value: eb('value', '+', 1) }))
          .where('name', '=', 'ticket')
          .returning('value')
          .executeTakeFirstOrThrow();
        return row.value;
      }),
    ),
  );
  expect(values).toEqual(Array.from({ length: 1_000 }, (_, at) => 1_001 + at));
});

it('goes on after a batch that failed, and is idle when all is written', async () => {
  await expect(writes.write(() => Promise.reject(new Error('alone')))).rejects.toThrow('alone');
  const waiting = [add('c'), add('d')];
  await writes.idle();
  await Promise.all(waiting);
  expect(await names()).toEqual(['c', 'd']);
});

it('takes back what a failing write did after its own mistake was swallowed', async () => {
  const results = await Promise.allSettled([
    add('e'),
    writes.write(async (trx) => {
      await trx.insertInto('counter').values({ name: 'f', value: 1 }).execute();
      await trx
        .insertInto('counter')
        .values({ name: 'f', value: 2 })
        .execute()
        .catch(() => undefined);
      throw new Error('then it gave up');
    }),
    add('g'),
  ]);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await names()).toEqual(['e', 'g']);
});

it('shows what it has written to whoever asks after it', async () => {
  for (let round = 0; round < 20; round += 1) {
    await add(`round-${round}`);
    expect(await names()).toHaveLength(round + 1);
  }
});
