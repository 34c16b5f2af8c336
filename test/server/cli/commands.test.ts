// The command line: help for every command, exit codes, people and tokens.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../server/cli.ts';
import { COMMAND_NAMES } from '../../../server/command-names.ts';
import { openDatabase } from '../../../server/db/open-database.ts';
import { SMALL_KB } from '../../support/make-services.ts';
import { makeTestDatabase } from '../../support/test-database.ts';

let folder: string;
let databaseUrl: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-cli-'));
  ({ url: databaseUrl } = await makeTestDatabase({ file: join(folder, 'fingerpost.db'), isEmpty: true }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: [] as string[], err: [] as string[] };
  const code = await runCli(args, {
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
    isTerminal: false,
    env: { DATA_DIR: folder, DATABASE_URL: databaseUrl, KB_DIR: SMALL_KB, LOG_LEVEL: 'silent' },
    cwd: folder,
  });
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

describe('help', () => {
  it.each(COMMAND_NAMES)('is there for %s, on standard output, with exit code 0', async (name) => {
    for (const flag of ['--help', '-h']) {
      const { code, out, err } = await run(...name.split(' '), flag);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out.startsWith(`fingerpost ${name}`)).toBe(true);
    }
  });

  it('lists every command', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const name of COMMAND_NAMES) expect(out).toMatch(new RegExp(`^ *${name} {2,}\\w`, 'm'));
  });
});

describe('wrong use', () => {
  it.each([
    [[]],
    [['constructor']],
    [['agent']],
    [['agent', 'remove']],
    [['agent', 'add']],
    [['agent', 'add', 'nobody']],
    [['agent', 'add', 'a@example.com']],
    [['agent', 'add', 'a@example.com', '--role', 'king']],
    [['agent', 'add', 'a@example.com', 'b@example.com', '--role', 'admin']],
    [['agent', 'add', 'a@example.com', '--role', 'admin', '--nonsense']],
    [['token', 'create']],
    [['token', 'create', '--agent', 'a@example.com']],
    [['token', 'create', '--agent', 'a@example.com', '--name', 'x', 'y']],
    [['migrate', 'now']],
    [['serve', '--port', '80']],
    [['check', '--nonsense']],
    [['search']],
  ])('exits with 2, says how, and writes nothing on standard output: %j', async (args) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe('people and tokens', () => {
  it('are made once each, and a token is shown once and kept as a hash', async () => {
    expect(await run('agent', 'add', 'Ada@Example.com', '--role', 'admin', '--name', 'Ada')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^http:\/\/localhost:4357\/admin\/welcome#[\w-]{43}$/),
      err: expect.stringContaining('Added ada@example.com as admin.'),
    });
    const twice = await run('agent', 'add', 'ada@example.COM', '--role', 'viewer');
    expect(twice).toEqual({ code: 1, out: '', err: 'There is already somebody with the address ada@example.com.' });

    const plain = await run('token', 'create', '--agent', 'ada@example.com', '--name', 'laptop');
    expect(plain).toMatchObject({ code: 0, out: expect.stringMatching(/^fp_[\w-]{43}$/) });
    const json = await run('token', 'create', '--agent', 'ADA@example.com', '--name', 'script', '--json');
    expect(json.err).toBe('');
    expect(JSON.parse(json.out)).toEqual({ token: expect.stringMatching(/^fp_[\w-]{43}$/) });

    const db = openDatabase(databaseUrl);
    const rows = JSON.stringify(await db.selectFrom('api_token').selectAll().orderBy('name').execute());
    await db.destroy();
    expect(rows).toMatch(/"name":"laptop".*"name":"script"/);
    expect(rows).not.toContain(plain.out.slice(3));
  });

  it('says whom it does not know', async () => {
    const { code, err } = await run('token', 'create', '--agent', 'nobody@example.com', '--name', 'x');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'There is nobody with the address nobody@example.com. Add them with: agent add',
    });
  });
});

describe('migrate', () => {
  it('says what it did, and nothing the second time', async () => {
    const first = await run('migrate');
    expect(first.code).toBe(0);
    const second = await run('migrate');
    expect(second.code).toBe(0);
    expect(`${second.out}${second.err}`).not.toBe('');
  });
});
