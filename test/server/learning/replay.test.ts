// The command `replay`: which questions would find another first answer, by what people were shown or by older articles.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReplay } from '../../../server/learning/replay.command.ts';
import { apiOf } from '../../support/call-api.ts';
import { makeServices, SMALL_KB, type TestServices } from '../../support/make-services.ts';
import { makeTestDatabase } from '../../support/test-database.ts';
import { type Use, usingTheHelp } from './use-the-help.ts';

let folder: string;
let services: TestServices;
let use: Use;
let databaseUrl: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-replay-'));
  const database = join(folder, 'fingerpost.db');
  services = await makeServices({ database });
  ({ url: databaseUrl } = await makeTestDatabase({ file: database }));
  const api = apiOf(services);
  use = usingTheHelp(services, api, await api.personWith('admin'));
  // Shown the wrong article then; the search finds another one first now.
  for (let at = 0; at < 3; at += 1) await use.vote('find invoices', 'refunds', 'no');
  for (let at = 0; at < 4; at += 1) await use.vote('reset password', 'reset-password', 'yes');
  await use.vote('quokka find invoices', 'refunds', 'no');
  await use.vote('export report', 'refunds', 'no');
  for (let at = 0; at < 3; at += 1) await use.vote('zebra crossing', 'refunds', 'no', { is_staff: true });
});
afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

async function replay(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: [] as string[], err: [] as string[] };
  const io = {
    out: (line: string) => lines.out.push(line),
    err: (line: string) => lines.err.push(line),
    isTerminal: false,
    env: { DATA_DIR: folder, DATABASE_URL: databaseUrl, KB_DIR: SMALL_KB, LOG_LEVEL: 'silent' },
    cwd: folder,
  };
  const code = await runReplay(args, io, services.clock);
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

const asJson = async (...args: string[]) => JSON.parse((await replay('--json', ...args)).out);

describe('replay', () => {
  it('prints the questions that find another first answer now, and counts those of few', async () => {
    const { code, out, err } = await replay();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n');
    expect(lines[0]).toBe('find invoices  (4 help attempts)');
    expect(lines[1]).toMatch(/^ {3}.*money back.* → .*invoices/i);
    expect(lines[2]).toBe(
      '1 of 2 questions of the last 28 days would find another first answer (asked in 8 help attempts).',
    );
    expect(lines[3]).toBe('1 more question with fewer than 3 help attempts each, whose words are not shown: 1 would.');
    expect(out).not.toMatch(/quokka|export|zebra/);
  });

  it('says the same as JSON', async () => {
    expect(await asJson()).toMatchObject({
      days: 28,
      locale: 'en',
      minimum: 3,
      questions: 2,
      changed: [{ question: 'find invoices', before: { slug: 'refunds' }, after: { slug: 'invoices' } }],
      hidden: { questions: 1, changed: 1 },
    });
  });

  it('looks no further back than it is told', async () => {
    services.clock.advance(10 * 86_400_000);
    expect(await asJson('--days', '9')).toMatchObject({ questions: 0, changed: [], hidden: { questions: 0 } });
    expect(await asJson('--days', '11')).toMatchObject({ questions: 2 });
  });

  it('compares two folders of articles, before a change ships', async () => {
    const changed = join(folder, 'changed');
    cpSync(SMALL_KB, changed, { recursive: true });
    expect(await asJson('--kb', changed, '--from', SMALL_KB)).toMatchObject({ changed: [], questions: 2 });
    const file = join(changed, 'en/account/reset-password.md');
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replace(/^---[\s\S]*?---/, '---\ntitle: Something else\n---')
        .slice(0, 60),
    );
    const { changed: found } = await asJson('--kb', changed, '--from', SMALL_KB);
    expect(found).toMatchObject([{ question: 'reset password', sessions: 4, before: { slug: 'reset-password' } }]);
    expect(found[0].after?.slug).not.toBe('reset-password');
  });

  it('answers as the index with its learnt questions does', async () => {
    const { out } = await replay('--kb', SMALL_KB, '--from', SMALL_KB);
    expect(out).toContain('0 of 2 questions');
  });

  it.each([
    [['--days', '0'], /--days is "0"/],
    [['--days', 'x'], /--days is "x"/],
    [['--kb', 'nowhere'], /no folder nowhere/],
    [['--from', 'nowhere'], /no folder nowhere/],
    [['--locale', 'xx'], /no articles in the locale "xx"/],
    [['question'], /takes no "question"/],
    [['--nonsense'], /nonsense/],
  ])('ends with 2 on wrong use: %j', async (args, words) => {
    const { code, err } = await replay(...args);
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });
});
