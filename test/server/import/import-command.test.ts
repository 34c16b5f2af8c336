// The command `import`: what it says, its exit codes, and that all of it comes as JSON for who asks.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../server/cli.ts';
import { SMALL_KB } from '../../support/make-services.ts';
import { makeTestDatabase } from '../../support/test-database.ts';
import { SECOND_HISTORY } from './second-history.ts';

let folder: string;
let databaseUrl: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-import-'));
  ({ url: databaseUrl } = await makeTestDatabase({ file: join(folder, 'fingerpost.db'), isEmpty: true }));
  writeFileSync(join(folder, 'good.json'), JSON.stringify(SECOND_HISTORY));
  const [first] = SECOND_HISTORY.tickets;
  writeFileSync(join(folder, 'half.json'), JSON.stringify({ tickets: [{ ...first, id: 'N1' }, { id: 'N2' }] }));
  writeFileSync(join(folder, 'none.json'), 'no JSON at all');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: [] as string[], err: [] as string[] };
  const code = await runCli(['import', ...args], {
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
    isTerminal: false,
    env: { DATA_DIR: folder, DATABASE_URL: databaseUrl, KB_DIR: SMALL_KB, LOG_LEVEL: 'silent' },
    cwd: folder,
  });
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

describe('fingerpost import', () => {
  it('says what it took, and the second time that it was there', async () => {
    expect(await run('good.json')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Taken: 4 articles, 10 sessions \(\d+ events\), 8 tickets\.$/),
    });
    const again = await run('good.json');
    expect(again.out).toMatch(/left as they are: 4 articles, 10 sessions, 8 tickets\.$/);
  });

  it('takes what is good of a file, names the rest and exits with 1', async () => {
    const { code, out, err } = await run('half.json');
    expect(code).toBe(1);
    expect(out).toMatch(/1 ticket\./);
    expect(err).toMatch(/Refused:\n {2}tickets\[1\] \(N2\)\.submitted_at: /);
    const json = JSON.parse((await run('half.json', '--json')).out);
    expect(json).toMatchObject({ tickets: { taken: 0, known: 1 }, refused: expect.any(Array) });
  });

  it.each([
    [['none.json'], 1, /is no JSON.*Nothing was taken/],
    [['nowhere.json'], 1, /cannot be read \(ENOENT\)/],
    [[], 2, /Name one file/],
    [['good.json', 'half.json'], 2, /Name one file/],
  ] as [string[], number, RegExp][])('refuses %j', async (args, code, why) => {
    const answer = await run(...args);
    expect(answer).toMatchObject({ code, out: '' });
    expect(answer.err).toMatch(why);
  });
});
