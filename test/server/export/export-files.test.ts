// Files that people attached leave with an export and come back with an import, byte by byte; what is not theirs does not.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../server/cli.ts';
import { importHistory } from '../../../server/import/import-history.ts';
import { readHistory } from '../../../server/import/read-history.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, SMALL_KB, type TestServices } from '../../support/make-services.ts';
import { someBytes, withFiles } from '../../support/multipart.ts';
import { makeTestDatabase } from '../../support/test-database.ts';

const PICTURE = someBytes(70_000);
const KEY = () => ({ 'idempotency-key': crypto.randomUUID() });

interface File {
  id: string;
  name: string;
  bytes: number;
  sha256: string;
}
interface Exported {
  tickets: { id: string; requester: string; files: File[]; replies: { files: File[]; articles: string[] }[] }[];
}

let folder: string;
let services: TestServices;
let api: ApiCaller;
let counts: Record<string, unknown>;
let written: Exported;

async function send(message: string, category: string): Promise<void> {
  const ticket = { site: 'default', locale: 'en', email: 'jo@example.com', message, category };
  const form = await withFiles('ticket', ticket, [
    { name: 'shot of <it>.png', bytes: PICTURE },
    { name: 'log.txt', bytes: 'line by line' },
  ]);
  const answer = await api.post('/api/v1/tickets', form, KEY());
  expect(answer.status, answer.text).toBe(201);
}

/** The history in another installation. */
async function taken(history: object) {
  const other = await makeServices();
  const places = { from: join(folder, 'out'), config: other.config };
  const read = readHistory(JSON.stringify(history), 'history.json');
  expect(read.refused).toEqual([]);
  const result = await importHistory({ ...other, files: places }, read);
  const rows = await other.db.selectFrom('attachment').selectAll().orderBy('message_id').orderBy('position').execute();
  const bytesOf = (id: string) => readFileSync(join(other.config.dataDir, 'attachments', id));
  const onDisk = () => {
    const path = join(other.config.dataDir, 'attachments');
    return existsSync(path) ? readdirSync(path) : [];
  };
  return { other, result, rows, bytesOf, onDisk, places, read };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-export-files-'));
  const { url } = await makeTestDatabase({ file: join(folder, 'source.db'), isEmpty: true });
  services = await makeServices({ env: { DATABASE_URL: url } });
  api = apiOf(services);
  await send('Look at this.', 'general');
  await send('A hole, and how to use it.', 'security');
  const lines: string[] = [];
  const env = { DATA_DIR: services.config.dataDir, DATABASE_URL: url, KB_DIR: SMALL_KB, LOG_LEVEL: 'silent' };
  const io = { out: (line: string) => lines.push(line), err: (line: string) => lines.push(line), isTerminal: false };
  expect(await runCli(['export', '--out', 'out', '--json'], { ...io, env, cwd: folder }), lines.join('\n')).toBe(0);
  counts = JSON.parse(lines[0] ?? '');
  written = JSON.parse(readFileSync(join(folder, 'out', 'history.json'), 'utf8'));
});
afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('files of requests', () => {
  it('lie beside the export under ids alone, readable by their owner, and none of what is restricted', () => {
    expect(counts).toMatchObject({ tickets: 1, attachments: 2, attachments_missing: 0 });
    const files = written.tickets[0]?.files ?? [];
    expect(files.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['shot of <it>.png', 70_000],
      ['log.txt', 12],
    ]);
    const path = (name: string) => join(folder, 'out', 'files', name);
    expect(readdirSync(path('')).sort()).toEqual(files.map(({ id }) => id).sort());
    for (const { id, sha256 } of files) {
      expect(
        createHash('sha256')
          .update(readFileSync(path(id)))
          .digest('hex'),
      ).toBe(sha256);
      expect(statSync(path(id)).mode & 0o077).toBe(0);
    }
  });

  it('come back with their request, once, and can be opened there', async () => {
    const { other, result, rows, bytesOf, onDisk, places, read } = await taken(written);
    try {
      expect(result).toMatchObject({ tickets: { taken: 1 }, notes: [] });
      expect(rows.map(({ name, type }) => [name, type])).toEqual([
        ['shot of <it>.png', 'image/png'],
        ['log.txt', 'text/plain'],
      ]);
      expect(bytesOf(rows[0]?.id ?? '').equals(PICTURE)).toBe(true);
      const caller = apiOf(other);
      const agent = await caller.personWith('agent');
      const { number } = await other.db.selectFrom('ticket').select('number').executeTakeFirstOrThrow();
      expect((await caller.get(`/api/v1/admin/tickets/${number}`, agent)).text).toContain('shot of <it>.png');
      await importHistory({ ...other, files: places }, read);
      expect(onDisk()).toHaveLength(2);
    } finally {
      await other.close();
    }
  });

  it('are left out, and said, where their bytes are not there or are others', async () => {
    const [ticket] = written.tickets;
    const [first, second] = ticket?.files ?? [];
    const changed = {
      tickets: [
        { ...ticket, files: [{ ...first, sha256: 'a'.repeat(64) }, { ...second, id: crypto.randomUUID() }, second] },
      ],
    };
    const { other, result, rows, onDisk } = await taken(changed);
    try {
      expect(result.tickets.taken).toBe(1);
      expect(result.notes.filter(({ text }) => /left out/.test(text))).toHaveLength(2);
      expect(rows.map(({ name }) => name)).toEqual(['log.txt']);
      expect(onDisk()).toEqual(rows.map(({ id }) => id));
    } finally {
      await other.close();
    }
  });

  it('are found nowhere but in their folder', () => {
    const [ticket] = written.tickets;
    const away = { tickets: [{ ...ticket, files: [{ ...ticket?.files[0], id: '../../history.json' }] }] };
    const { refused } = readHistory(JSON.stringify(away), 'history.json');
    expect(refused).toEqual([{ place: `tickets[0] (${ticket?.id}).files.0.id`, text: 'must be a UUID in lower case' }]);
  });
});
