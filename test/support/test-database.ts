// Gives a test a database of its own: in memory or in a file, or in the project `postgres` a copy of a migrated one.
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { PostgresOfTests } from './postgres/global-setup.ts';

export interface TestDatabase {
  /** What goes into DATABASE_URL. */
  url: string;
  /** Removes it; one in a file goes with its folder. */
  drop(): Promise<void>;
}

/** PostgreSQL in the project of that name, undefined in every other. */
export function postgresOfTests(): PostgresOfTests | undefined {
  return inject('postgres') as PostgresOfTests | undefined;
}

/**
 * @param file where it has to outlive those who use it: the same file means the same database.
 * @param isEmpty without any table, as a new one is.
 */
export async function makeTestDatabase(
  options: { file?: string | undefined; isEmpty?: boolean } = {},
): Promise<TestDatabase> {
  const postgres = postgresOfTests();
  const { file, isEmpty = false } = options;
  if (!postgres) return { url: `sqlite:${file ?? ':memory:'}`, drop: async () => undefined };
  const name = file ? `file_${createHash('sha256').update(file).digest('hex').slice(0, 32)}` : `test_${randomUUID()}`;
  await asSuperuser(postgres, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount)
      await client.query(
        `create database "${name}" template ${isEmpty ? 'template0' : postgres.template} strategy file_copy`,
      );
  });
  return {
    url: `${postgres.url}${name}`,
    drop: async () => {
      if (!file)
        await asSuperuser(postgres, (client) => client.query(`drop database if exists "${name}" with (force)`));
    },
  };
}

async function asSuperuser<T>(postgres: PostgresOfTests, job: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: `${postgres.url}postgres` });
  await client.connect();
  try {
    return await job(client);
  } finally {
    await client.end();
  }
}
