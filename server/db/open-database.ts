// Opens the database and makes sure, by reading it back, that a commit means "on the disk".
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, PostgresDialect } from 'kysely';
import type { Database, Db } from './database.ts';
import { createPostgresPool, type PoolOptions } from './postgres-pool.ts';
import { SharedSqliteDialect } from './sqlite-dialect.ts';

const SYNCHRONOUS_FULL = 2;

/** A database that cannot be opened as it must be. */
export class DatabaseOpenError extends Error {}

/**
 * Opens `sqlite:PATH` (`sqlite::memory:` for tests) or `postgres://USER:PASSWORD@HOST:PORT/NAME`. PostgreSQL is only
 * connected to with the first statement: `openMigrated` looks at it before anything is served.
 * better-sqlite3 gives `synchronous=FULL` only to the connection that creates a WAL database, so it is set on every open.
 * @throws DatabaseOpenError where the file cannot be opened or does not promise durability.
 */
export function openDatabase(url: string, pool?: PoolOptions): Db {
  if (isPostgresUrl(url))
    return new Kysely<Database>({ dialect: new PostgresDialect({ pool: createPostgresPool(url, pool) }) });
  if (!url.startsWith('sqlite:')) {
    throw new DatabaseOpenError(
      `DATABASE_URL is "${redact(url)}": use sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/NAME.`,
    );
  }
  const database = openSqlite(url.slice('sqlite:'.length));
  return new Kysely<Database>({ dialect: new SharedSqliteDialect({ database }) });
}

export function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url);
}

/** Opens the file and sets the pragmas that the durability promise rests on. */
export function openSqlite(path: string): SqliteDatabase.Database {
  let sqlite: SqliteDatabase.Database;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    sqlite = new SqliteDatabase(path);
    sqlite.pragma('busy_timeout = 5000');
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    // Of the file: a figure of four weeks looks at the same pages several times.
    sqlite.pragma('cache_size = -65536');
    // In pages, some 16 MB: events change the same pages of counts again and again, and each is carried over once.
    sqlite.pragma('wal_autocheckpoint = 4000');
    sqlite.pragma('journal_size_limit = 67108864');
    // What is deleted is overwritten: erasing a person leaves no words in pages that are free.
    sqlite.pragma('secure_delete = ON');
  } catch (error) {
    throw new DatabaseOpenError(`The database ${path} cannot be opened: ${(error as Error).message}.`);
  }
  const journal = sqlite.pragma('journal_mode', { simple: true });
  const synchronous = sqlite.pragma('synchronous', { simple: true });
  if (synchronous !== SYNCHRONOUS_FULL || (path !== ':memory:' && journal !== 'wal')) {
    sqlite.close();
    throw new DatabaseOpenError(
      `The database ${path} does not promise durability (journal_mode=${journal}, synchronous=${synchronous}; wal and 2 are needed). Is it on a network drive?`,
    );
  }
  return sqlite;
}

/** An address without its password, and without what is written in front of the host. */
export function redact(url: string): string {
  return url.replace(/\/\/.*@/, '//…@').replace(/([?&]password=)[^&]*/gi, '$1…');
}
