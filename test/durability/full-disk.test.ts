// A full disk: the request is refused with words for it, nothing half is kept, reading goes on, and space heals it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildServer, runCommand, type ServerProcess, startServer } from './server-process.ts';

let disk: string;
let server: ServerProcess;
let token: { authorization: string };

beforeAll(async () => {
  await buildServer();
  disk = mkdtempSync(join(tmpdir(), 'fingerpost-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=5m', 'tmpfs', disk], { encoding: 'utf8' });
  if (mounted.status !== 0) {
    throw new Error(
      `This test needs a small disk to fill and may not mount one (${mounted.stderr?.trim() || mounted.error?.message}). Run the tests as root, or in a namespace of your own: unshare --user --map-root-user --mount npm test`,
    );
  }
  server = await startServer({ DATA_DIR: disk });
  const env = { DATA_DIR: disk };
  await runCommand(['agent', 'add', 'ada@example.com', '--role', 'admin'], env);
  const made = await runCommand(['token', 'create', '--agent', 'ada@example.com', '--name', 'test', '--json'], env);
  token = { authorization: `Bearer ${(JSON.parse(made.out) as { token: string }).token}` };
}, 180_000);

afterAll(async () => {
  await server?.end('SIGKILL');
  spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

const FILLER = () => join(disk, 'filler');

function fillDisk(): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(FILLER(), Buffer.alloc(bavail * bsize));
}

function submit(message: string, key: string = crypto.randomUUID()) {
  return fetch(`${server.url}/api/v1/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ site: 'default', locale: 'en', message }),
  });
}

async function total(): Promise<number> {
  const answer = await fetch(`${server.url}/api/v1/admin/tickets?limit=1`, { headers: token });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { total: number }).total;
}

it('refuses a file that the disk has no room for, keeps nothing of it, and takes the request without', async () => {
  const withFile = (bytes: number) => {
    const form = new FormData();
    form.append('ticket', JSON.stringify({ site: 'default', locale: 'en', message: 'with a file' }));
    form.append('file', new Blob([new Uint8Array(bytes)]), 'big.bin');
    return fetch(`${server.url}/api/v1/tickets`, {
      method: 'POST',
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: form,
    });
  };
  const before = await total();
  const refused = await withFile(8_000_000);
  expect(refused.status).toBe(507);
  expect(((await refused.json()) as { code: string }).code).toBe('storage_full');
  expect(await total()).toBe(before);
  expect(readdirSync(join(disk, 'attachments'))).toEqual([]);
  expect((await withFile(50_000)).status).toBe(201);
  expect(readdirSync(join(disk, 'attachments'))).toHaveLength(1);
  rmSync(join(disk, 'attachments'), { recursive: true });
}, 60_000);

it('refuses with 507 when the disk is full, keeps reading, and takes requests again when there is space', async () => {
  const earlier = await total();
  const before = await submit('before the disk was full');
  expect(before.status).toBe(201);
  const { number, access_key } = (await before.json()) as { number: number; access_key: string };

  fillDisk();
  const key = crypto.randomUUID();
  // The database has some room of its own left; large requests use it up.
  let taken = 1;
  let refused = await submit('x'.repeat(19_000), key);
  while (refused.status === 201 && taken < 500) {
    taken += 1;
    refused = await submit('x'.repeat(19_000));
  }
  expect(refused.status).toBe(507);
  expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  const problem = (await refused.json()) as { code: string; detail: string };
  expect(problem.code).toBe('storage_full');
  expect(problem.detail).not.toMatch(/SQLITE|\/tmp|disk image/i);

  const many = await Promise.all(Array.from({ length: 20 }, () => submit('x'.repeat(19_000))));
  expect(many.map((answer) => answer.status)).toEqual(Array(20).fill(507));
  const events = await fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    body: JSON.stringify({
      v: 1,
      site: 'default',
      sid: 'f'.repeat(32),
      events: Array.from({ length: 50 }, (_, seq) => ({
        seq,
        t_ms: seq,
        type: 'search_performed',
        search_id: `s${seq}`,
        query: 'x'.repeat(200),
      })),
    }),
  });
  expect(events.status).toBe(202);

  expect(await total()).toBe(earlier + taken);
  for (const path of [
    '/healthz',
    '/readyz',
    '/metrics',
    '/api/v1/sites/default',
    '/api/v1/search?q=refund',
    `/api/v1/tickets/${number}`,
    `/api/v1/admin/tickets/${number}`,
    '/api/v1/admin/reports/help_outcomes',
  ]) {
    const headers = path === `/api/v1/tickets/${number}` ? { authorization: `Bearer ${access_key}` } : token;
    expect((await fetch(`${server.url}${path}`, { headers })).status, path).toBe(200);
  }

  rmSync(FILLER());
  const after = await submit('after there was space again');
  expect(after.status).toBe(201);
  expect(await total()).toBe(earlier + taken + 1);
}, 120_000);

it('stops in order also while the disk is full', async () => {
  fillDisk();
  expect((await server.end('SIGTERM')).code).toBe(0);
});
