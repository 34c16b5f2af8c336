// What keeps the server from starting, each said with its place and its remedy; and what does not keep it.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../server/cli.ts';
import type { CommandIo } from '../../../server/command-io.ts';
import type { Db } from '../../../server/db/database.ts';
import { openDatabase } from '../../../server/db/open-database.ts';
import { SMALL_KB } from '../../support/make-services.ts';
import { makeTestDatabase } from '../../support/test-database.ts';

let folder: string;
let dataDirs = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-start-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function newDataDir(): string {
  dataDirs += 1;
  return join(folder, `data-${dataDirs}`);
}

/** Runs a command in this process. @returns exit code and what it wrote. */
async function run(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: [] as string[], err: [] as string[] };
  const io: CommandIo = {
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
    isTerminal: false,
    env: { DATA_DIR: newDataDir(), KB_DIR: SMALL_KB, LOG_LEVEL: 'silent', ...env },
    cwd: folder,
  };
  const code = await runCli(args, io);
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

describe('the environment', () => {
  it('is checked whole: every wrong variable is named at once, with what was found and what is allowed', async () => {
    const wrong = {
      PORT: '99999',
      PUBLIC_URL: 'help.example.com',
      DATABASE_URL: 'mysql://x',
      SECRET_KEY: 'short-secret',
      TRUSTED_PROXY_HOPS: 'two',
      LOG_LEVEL: 'loud',
      RATE_LIMITS: 'maybe',
    };
    const { code, err } = await run(['serve'], wrong);
    expect(code).toBe(1);
    for (const [name, value] of Object.entries(wrong)) {
      expect(err).toContain(`  ${name} is `);
      if (name !== 'SECRET_KEY') expect(err).toContain(JSON.stringify(value));
    }
    expect(err).toContain('must be one of fatal, error, warn, info, debug, trace, silent');
    expect(err).toContain('must have at least 32 characters');
    expect(err).not.toContain('short-secret');
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('names a knowledge base that is not there', async () => {
    const { code, err } = await run(['serve'], { KB_DIR: join(folder, 'nowhere') });
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^KB_DIR names .*nowhere, which is not there\. Name the folder/),
    });
  });

  it('says that a secret key in the data folder is damaged, and does not replace it', async () => {
    const DATA_DIR = newDataDir();
    mkdirSync(DATA_DIR);
    writeFileSync(join(DATA_DIR, 'secret-key'), 'abc\n');
    const { code, err } = await run(['serve'], { DATA_DIR });
    expect(code).toBe(1);
    expect(err).toMatch(/secret-key should hold the secret key but is too short\. Restore it from a backup\.$/);
    expect(readFileSync(join(DATA_DIR, 'secret-key'), 'utf8')).toBe('abc\n');
  });

  it('says when the data folder cannot be one', async () => {
    const DATA_DIR = join(folder, 'a-file');
    writeFileSync(DATA_DIR, '');
    const { code, err } = await run(['serve'], { DATA_DIR });
    expect(code).toBe(1);
    expect(err).toContain(`DATA_DIR is ${DATA_DIR}, which cannot be a folder (EEXIST).`);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe('the settings file', () => {
  const withSettings = (text: string) => {
    const SETTINGS = join(folder, 'settings.yaml');
    writeFileSync(SETTINGS, text);
    return run(['serve'], { SETTINGS });
  };
  const shipped = readFileSync(new URL('../../../server/settings/default-settings.yaml', import.meta.url), 'utf8');

  it('is named where it cannot be read', async () => {
    const { code, err } = await run(['serve'], { SETTINGS: 'nowhere.yaml' });
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^SETTINGS names .*nowhere\.yaml, which cannot be read \(ENOENT\)\./),
    });
  });

  it('has all its problems listed, each with file, line, path, what was found and what is allowed', async () => {
    const { code, err } = await withSettings(
      shipped
        .replace('time_zone: UTC', 'time_zone: Mars/Olympus')
        .replace('promise_hours: 4, target_group: billing', 'promise_hours: soon, target_group: money')
        .replace('cost_per_minute: 0.8', 'cost_per_minute: 0.8\ncolour: red')
        .replace('answered: [completed, in_review', 'answered: [done, in_review'),
    );
    expect(code).toBe(1);
    const at = (text: string) => shipped.split('\n').findIndex((line) => line.includes(text)) + 1;
    expect(err).toContain(
      `settings.yaml:${at('time_zone')}:12  time_zone is "Mars/Olympus": must be a time zone like Europe/Berlin`,
    );
    expect(err).toMatch(/settings\.yaml:\d+:\d+ {2}categories\.billing\.promise_hours is "soon": /);
    expect(err).toMatch(/colour/);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('has its parts checked against each other', async () => {
    const { err } = await withSettings(
      shipped
        .replace('target_group: billing }', 'target_group: money }')
        .replace('answered: [completed, in_review', 'answered: [done, in_review'),
    );
    expect(err).toContain(
      'categories.billing.target_group is "money": is no group of `target_groups`; allowed: billing, accounts',
    );
    expect(err).toMatch(
      /workflows\.question\.answered\.0 is "done": is no status of this workflow; allowed: submitted, /,
    );
  });

  it.each([
    ['', /is null|is missing/],
    ['just words', /the whole file/],
    ['a: [1', /settings\.yaml:\d+:\d+ {2}/],
    ['a: &x [*x]', /settings\.yaml/],
    ['sites: !!js/function "x"', /settings\.yaml/],
    [
      `a: &a [x,x,x,x]\n${'bcdefghi'.replace(/./g, (name, at: number) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[at]}`)}]\n`)}`,
      /settings\.yaml/,
    ],
  ])('is refused with its place: %j', async (text, expected) => {
    const { code, err } = await withSettings(text);
    expect(code).toBe(1);
    expect(err).toMatch(expected);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe('the database', () => {
  async function onDatabase<T>(url: string, job: (db: Db) => Promise<T>): Promise<T> {
    const db = openDatabase(url);
    try {
      return await job(db);
    } finally {
      await db.destroy();
    }
  }

  /** Names of tables and columns, and how many rows each has. */
  async function everyTable(db: Db) {
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
    const found = tables.map(async ({ name, columns }) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db);
      return [name, columns.map((column) => column.name), rows[0]?.n];
    });
    return Promise.all(found);
  }

  it('of a newer version is left as it is', async () => {
    const DATA_DIR = newDataDir();
    const { url: DATABASE_URL } = await makeTestDatabase({ file: join(DATA_DIR, 'fingerpost.db'), isEmpty: true });
    expect((await run(['migrate'], { DATA_DIR, DATABASE_URL })).code).toBe(0);
    await onDatabase(DATABASE_URL, async (db) => {
      await sql`insert into kysely_migration (name, timestamp) values ('0099-from-the-future', '2030-01-01')`.execute(
        db,
      );
      await sql`create table from_the_future (a text)`.execute(db);
    });
    const before = await onDatabase(DATABASE_URL, everyTable);
    for (const command of [['serve'], ['migrate'], ['agent', 'add', 'a@example.com', '--role', 'admin']]) {
      const { code, err } = await run(command, { DATA_DIR, DATABASE_URL });
      expect(code).toBe(1);
      expect(err).toContain(
        'This database was written by a newer Fingerpost (it has the schema step 0099-from-the-future)',
      );
      expect(err).toContain('Nothing was changed.');
    }
    expect(await onDatabase(DATABASE_URL, everyTable)).toEqual(before);
  });

  it('that is no database is named, and left as it is', async () => {
    const DATA_DIR = newDataDir();
    mkdirSync(DATA_DIR);
    const file = join(DATA_DIR, 'fingerpost.db');
    writeFileSync(file, 'this is not a database, but it is precious '.repeat(50));
    const { code, err } = await run(['serve'], { DATA_DIR });
    expect(code).toBe(1);
    expect(err).toContain(file);
    expect(err).not.toMatch(/\n\s+at /);
    expect(readFileSync(file, 'utf8')).toMatch(/precious/);
  });
});

describe('the port', () => {
  let other: Server;
  let port: number;
  beforeAll(async () => {
    other = createServer().listen(0, 'localhost');
    await new Promise((resolve) => other.once('listening', resolve));
    port = (other.address() as { port: number }).port;
  });
  afterAll(() => other.close());

  it('that is in use is named, with what to do', async () => {
    const { code, err } = await run(['serve'], { PORT: String(port) });
    expect(code).toBe(1);
    expect(err).toContain(
      `The port ${port} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
    );
  });

  it('is of a host of this machine', async () => {
    const { code, err } = await run(['serve'], { HOST: '203.0.113.7', PORT: '0' });
    expect(code).toBe(1);
    expect(err).toContain('HOST is "203.0.113.7", which is no address of this machine.');
  });
});
