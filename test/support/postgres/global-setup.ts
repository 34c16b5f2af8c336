// Starts one PostgreSQL for the project `postgres` and prepares the database that every test gets a copy of.
import type { TestProject } from 'vitest/node';
import { openMigrated } from '../../../server/db/open-migrated.ts';
import { startPostgres } from './postgres-server.ts';

export interface PostgresOfTests {
  /** The address without the name of a database. */
  url: string;
  /** The database to copy: it has the newest schema. */
  template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: PostgresOfTests;
  }
}

const TEMPLATE = 'template_of_tests';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({ isDurable: false });
  try {
    await server.query(`create database ${TEMPLATE}`);
    const { db } = await openMigrated(server.urlOf(TEMPLATE));
    await db.destroy();
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('postgres', { url: server.urlOf(''), template: TEMPLATE });
  return () => server.stop();
}
