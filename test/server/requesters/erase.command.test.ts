// `erase` from the command line, while a server has the same database open.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../server/cli.ts';
import { type ApiCaller, apiOf, withKey } from '../../support/call-api.ts';
import { makeServices, SMALL_KB, type TestServices } from '../../support/make-services.ts';
import { withFiles } from '../../support/multipart.ts';
import { filesBelow, placesOf } from './stored-words.ts';

let folder: string;
let services: TestServices;
let api: ApiCaller;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-erase-'));
  services = await makeServices({ database: join(folder, 'erase.db') });
  api = apiOf(services);
});
afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: [] as string[], err: [] as string[] };
  const { dataDir, databaseUrl } = services.config;
  const code = await runCli(['erase', ...args], {
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
    isTerminal: false,
    env: { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, KB_DIR: SMALL_KB, LOG_LEVEL: 'silent' },
    cwd: folder,
  });
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

async function annWrites(): Promise<{ number: number; access_key: string }> {
  const ticket = { site: 'default', locale: 'en', email: 'Ann@example.com', message: 'My zanzibar is broken' };
  const body = await withFiles('ticket', ticket, [{ name: 'log.txt', bytes: 'zanzibar' }]);
  const sent = await api.call('POST', '/api/v1/tickets', body, { 'idempotency-key': crypto.randomUUID() });
  return sent.json as { number: number; access_key: string };
}

describe('fingerpost erase', () => {
  it('says first what it would erase, restricted requests included, and erases nothing then', async () => {
    const { number, access_key } = await annWrites();
    await api.submitted({ email: 'ann@example.com', message: 'A zanzibar of a hole', category: 'security' });
    expect(await run('ann@example.com', '--dry-run')).toEqual({
      code: 0,
      out: 'This would erase: 2 requests, 2 messages, 1 file.',
      err: '',
    });
    expect((await api.get(`/api/v1/tickets/${number}`, withKey(access_key))).status).toBe(200);
  });

  it('erases, prints what, and leaves nothing on the disk while the server runs', async () => {
    const { code, out, err } = await run('ANN@example.com');
    expect({ code, out }).toEqual({ code: 0, out: 'Erased: 2 requests, 2 messages, 1 file.' });
    expect(err).toMatch(/^(PostgreSQL .*\n)?Backups from before/);
    expect(await placesOf(services, ['ann@example.com', 'zanzibar'])).toEqual([]);
    expect(filesBelow(join(services.config.dataDir, 'attachments'))).toEqual([]);
    expect((await api.get('/healthz')).status).toBe(200);
    expect((await api.submit()).status).toBe(201);
  });

  it('finds nothing the second time, and says so', async () => {
    expect(await run('ann@example.com')).toMatchObject({ code: 0, out: 'There is no trace of this address.' });
    const { out } = await run('ann@example.com', '--json');
    expect(JSON.parse(out)).toEqual({ dry_run: false, requests: 0, messages: 0, files: 0, sessions: 0, mentions: 0 });
  });

  it('is audited as the command line', async () => {
    const rows = await services.db.selectFrom('audit').select(['actor', 'detail']).orderBy('id').execute();
    expect(rows[0]).toEqual({ actor: 'command line', detail: 'Erased one requester, 1 request.' });
  });

  it.each([[[]], [['ann']], [['ann@example.com', 'bob@example.com']], [['ann@example.com', '--everything']]])(
    'refuses wrong use: %j',
    async (args) => {
      const { code, out, err } = await run(...args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain('fingerpost erase EMAIL');
    },
  );
});
