// Opening PostgreSQL: what keeps a command from it is one sentence with its remedy, never the password; what it gives back
// means the same as SQLite's.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../server/cli.ts';
import type { Db } from '../../../server/db/database.ts';
import { dialectOf } from '../../../server/db/dialect.ts';
import { openDatabase } from '../../../server/db/open-database.ts';
import { openMigrated } from '../../../server/db/open-migrated.ts';
import { createWriteQueue } from '../../../server/db/write-queue.ts';
import { SMALL_KB } from '../../support/make-services.ts';
import { type PostgresServer, startPostgres } from '../../support/postgres/postgres-server.ts';
import { makeTestDatabase, postgresOfTests, type TestDatabase } from '../../support/test-database.ts';

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-postgres-cli-'));
  database = await makeTestDatabase({ isEmpty: true });
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(args: string[], url: string): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: [] as string[], err: [] as string[] };
  const code = await runCli(args, {
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
    isTerminal: false,
    env: { DATA_DIR: folder, KB_DIR: SMALL_KB, LOG_LEVEL: 'silent', DATABASE_URL: url },
    cwd: folder,
  });
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

/** The address of the tests' server with something of it changed. */
function address(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

describe('a database that cannot be reached', () => {
  const password = () => decodeURIComponent(new URL(database.url).password);

  it.each([
    ['a wrong password', (url: URL) => (url.password = 'hunter2'), /PostgreSQL refuses the password of fingerpost\./],
    ['no password', (url: URL) => (url.password = ''), /PostgreSQL wants a password for fingerpost:/],
    ['a wrong user', (url: URL) => (url.username = 'nobody'), /PostgreSQL refuses the password of nobody\./],
    ['a missing database', (url: URL) => (url.pathname = '/gone'), /no database gone\. Create it: createdb --owner=/],
    ['an unknown host', (url: URL) => (url.hostname = 'db.invalid'), /the host db\.invalid:\d+ is not known/],
    ['TLS that the server has not', (url: URL) => (url.search = '?sslmode=require'), /the server has no TLS/],
  ])('is said for %s by every command, and ends with 1', async (_what, change, expected) => {
    const url = address(change);
    for (const args of [
      ['serve'],
      ['migrate'],
      ['agent', 'add', 'a@example.com', '--role', 'admin'],
      ['token', 'create', '--agent', 'a@example.com', '--name', 'x'],
    ]) {
      const { code, out, err } = await run(args, url);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^DATABASE_URL is "postgres:\/\/…@[^"]*": /);
      expect(err).toMatch(expected);
      expect(err.split('\n')).toHaveLength(1);
      for (const secret of [password(), encodeURIComponent(password()), 'hunter2']) expect(err).not.toContain(secret);
    }
  });

  it('is said where nothing listens', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as { port: number };
    await new Promise((resolve) => probe.close(resolve));
    const { code, err } = await run(['migrate'], `postgres://me:hunter2@127.0.0.1:${port}/fingerpost`);
    expect({ code, err }).toEqual({
      code: 1,
      err: `DATABASE_URL is "postgres://…@127.0.0.1:${port}/fingerpost": nothing listens at 127.0.0.1:${port}. Start PostgreSQL, or mend host and port.`,
    });
  });

  it('is said within seconds where somebody listens and says nothing', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as { port: number };
    const began = performance.now();
    const { code, err } = await run(['migrate'], `postgres://me:hunter2@127.0.0.1:${port}/fingerpost`);
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(code).toBe(1);
    expect(err).toMatch(/nothing answered at 127\.0\.0\.1:\d+ within 3 seconds/);
    silent.close();
  });

  it.each([
    'postgres://me:hunter2@127.0.0.1:99999/x',
    'postgres://me:hun%ter2@127.0.0.1/x',
    'postgres://me:hunter2/2@127.0.0.1/x',
  ])('is said for an address that is none: %s', async (url) => {
    const { code, err } = await run(['migrate'], url);
    expect(code).toBe(1);
    expect(err).not.toMatch(/hunter2|hun%ter2|\n\s+at /);
    expect(err).toMatch(/^DATABASE_URL is "postgres:/);
  });
});

describe('a server that would lose what it confirms', () => {
  let careless: PostgresServer;
  beforeAll(async () => {
    careless = await startPostgres({ isDurable: true, flags: ['-c', 'fsync=off'] });
  });
  afterAll(() => careless?.stop());

  it('is refused, unless it says itself that this is accepted', async () => {
    const refused = await run(['serve'], careless.urlOf('postgres'));
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/runs with fsync=off and full_page_writes=on, so that a power cut loses requests/);
    // The server of the tests accepts it.
    const taken = await run(['migrate'], database.url);
    expect(taken.code).toBe(0);
    expect(taken.err).toMatch(/^Warning: PostgreSQL runs with fsync=off/);
  });
});

describe('an open database', () => {
  it('waits for the disk at each commit, speaks UTC, and is known by its name', async () => {
    const db = openDatabase(database.url);
    const { rows } =
      await sql`select current_setting('synchronous_commit') as commit, current_setting('TimeZone') as zone,
      current_setting('application_name') as name`.execute(db);
    expect(rows).toEqual([{ commit: 'on', zone: 'UTC', name: 'fingerpost' }]);
    expect(dialectOf(db)).toBe('postgres');
    await db.destroy();
  });

  it('counts and adds in numbers', async () => {
    const { db } = await openMigrated(database.url);
    const row = await db
      .selectFrom('counter')
      .select((eb) => [eb.fn.countAll().as('count'), eb.fn.sum('value').as('sum'), eb.fn.avg('value').as('mean')])
      .where('name', '=', 'ticket')
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ count: 1, sum: 1_000, mean: 1_000 });
    await db.destroy();
  });

  it('gets its schema once when many start at the same moment', async () => {
    const fresh = await makeTestDatabase({ isEmpty: true });
    const opened = await Promise.all(Array.from({ length: 6 }, () => openMigrated(fresh.url)));
    expect(opened.filter(({ ran }) => ran.length > 0)).toHaveLength(1);
    const { numbers } = (await opened[0]?.db
      .selectFrom('counter')
      .select((eb) => eb.fn.countAll<number>().as('numbers'))
      .where('name', '=', 'ticket')
      .executeTakeFirstOrThrow()) ?? { numbers: 0 };
    expect(Number(numbers)).toBe(1);
    await Promise.all(opened.map(({ db }) => db.destroy()));
    await fresh.drop();
  });

  it('has one writer at a time, also among processes: what a job has read stays true', async () => {
    const fresh = await makeTestDatabase();
    const dbs = [openDatabase(fresh.url), openDatabase(fresh.url), openDatabase(fresh.url)];
    const queues = dbs.map((db) => createWriteQueue(db));
    await Promise.all(
      Array.from({ length: 150 }, (_, at) =>
        queues[at % 3]?.write(async (trx) => {
          // Read, then write what was read: without the lock, increments are lost.
          const { value } = await trx
            .selectFrom('counter')
            .select('value')
            .where('name', '=', 'ticket')
            .executeTakeFirstOrThrow();
          await trx
            .updateTable('counter')
            .set({ value: value + 1 })
            .where('name', '=', 'ticket')
            .execute();
        }),
      ),
    );
    const { value } = await (dbs[0] as Db)
      .selectFrom('counter')
      .select('value')
      .where('name', '=', 'ticket')
      .executeTakeFirstOrThrow();
    expect(value).toBe(1_150);
    await Promise.all(dbs.map((db) => db.destroy()));
    await fresh.drop();
  });
});

describe('the harness', () => {
  it('has a PostgreSQL', () => {
    expect(postgresOfTests()?.url).toMatch(/^postgres:/);
  });
});
