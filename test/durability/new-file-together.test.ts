// Commands that meet on a SQLite file which none has opened before, and a schema step that fails.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateToLatest } from '../../server/db/migrate.ts';
import { openDatabase } from '../../server/db/open-database.ts';
import { buildServer, runCommand } from './server-process.ts';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-together-'));
  await buildServer();
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is made by whoever is first, while the others wait', async () => {
  const people = ['ada', 'bela', 'chidi', 'dagny', 'emre', 'fumiko'];
  const told = await Promise.all(
    people.map((name) =>
      runCommand(['agent', 'add', `${name}@example.com`, '--role', 'agent'], { DATA_DIR: join(folder, 'data') }),
    ),
  );
  expect(told.map(({ code, err }) => `${code} ${err.split('\n')[0]}`)).toEqual(
    people.map((name) => `0 Added ${name}@example.com as agent.`),
  );
});

it('stays as it was where a step fails', async () => {
  const db = openDatabase(`sqlite:${join(folder, 'other.db')}`);
  // Another program's table stands where a later step makes its own.
  await sql`create table learnt_question (a)`.execute(db);
  await expect(migrateToLatest(db)).rejects.toThrow(/learnt_question.*already exists/);
  const tables = await db.introspection.getTables();
  expect(tables.map(({ name }) => name)).toEqual(['learnt_question']);
  await db.destroy();
});
