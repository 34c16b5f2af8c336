// A SQLite file promises the disk on every open, not only on the one that made it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openSqlite } from '../../server/db/open-database.ts';

it('is synchronous=FULL also for a connection that did not create it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-sqlite-'));
  const path = join(folder, 'reopened.db');
  const creator = new SqliteDatabase(path);
  creator.pragma('journal_mode = WAL');
  creator.exec('create table t (a)');
  creator.close();
  const plain = new SqliteDatabase(path);
  // What the setting is for: a connection that only opens the file does not have it by itself.
  expect(plain.pragma('synchronous', { simple: true })).toBe(1);
  plain.close();
  const ours = openSqlite(path);
  expect(ours.pragma('synchronous', { simple: true })).toBe(2);
  expect(ours.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(ours.pragma('foreign_keys', { simple: true })).toBe(1);
  ours.close();
  rmSync(folder, { recursive: true, force: true });
});
