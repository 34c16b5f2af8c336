// Databases whose commits must be on the disk: files, or in the project `postgres` those of a PostgreSQL with fsync on.
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database, Db } from '../../server/db/database.ts';
import { openDatabase } from '../../server/db/open-database.ts';
import { type PostgresServer, startPostgres } from '../support/postgres/postgres-server.ts';
import { postgresOfTests } from '../support/test-database.ts';

export interface DurableDatabases {
  /** The address of a new, empty database that belongs to this data folder. */
  create(dataDir: string): Promise<string>;
  stop(): Promise<void>;
}

export async function durableDatabases(): Promise<DurableDatabases> {
  if (!postgresOfTests())
    return { create: async (dataDir) => `sqlite:${join(dataDir, 'fingerpost.db')}`, stop: async () => undefined };
  const server: PostgresServer = await startPostgres({ isDurable: true });
  let made = 0;
  return {
    create: async () => {
      made += 1;
      await server.query(`create database durable_${made}`);
      return server.urlOf(`durable_${made}`);
    },
    stop: () => server.stop(),
  };
}

/** Looks into a database from outside of every server. */
export async function lookInto<T>(url: string, look: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase(url);
  try {
    return await look(db);
  } finally {
    await db.destroy();
  }
}

export async function countOf(db: Db, table: keyof Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
  return Number(rows[0]?.n);
}
