// Opens the database and makes sure, by reading it back, that a commit means "on the disk".
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database, Db } from './database.ts';

const SYNCHRONOUS_FULL = 2;

/** A database that cannot be opened as it must be. */
export class DatabaseOpenError extends Error {}

/**
 * Opens `sqlite:PATH` (`sqlite::memory:` for tests).
 * better-sqlite3 gives `synchronous=FULL` only to the connection that creates a WAL database, so it is set on every open.
 * @throws DatabaseOpenError where the file cannot be opened or does not promise durability.
 */
export function openDatabase(url: string): Db {
  if (!url.startsWith('sqlite:')) {
    throw new DatabaseOpenError(
      `DATABASE_URL is "${redact(url)}": this version opens sqlite:PATH. PostgreSQL comes next.`,
    );
  }
  return new Kysely<Database>({ dialect: new SqliteDialect({ database: openSqlite(url.slice('sqlite:'.length)) }) });
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
    sqlite.pragma('wal_autocheckpoint = 1000');
    sqlite.pragma('journal_size_limit = 67108864');
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

function redact(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//…@');
}
