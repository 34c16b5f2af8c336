// Requests a second on the disk, one after the other and many at once, and the list of the newest 50, on both databases
// in one run: the ratios are what committing them together is worth, and what PostgreSQL costs. Against the real server
// on a loopback port, bounded in count.
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createVite } from 'vite';
import { root } from '../../bin/build.mjs';

const REQUESTS = 600;
const LISTS = 100;

export async function run() {
  const vite = await createVite({
    root,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, ws: false },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
  });
  const { startPostgres } = await vite.ssrLoadModule('/test/support/postgres/postgres-server.ts');
  const postgres = await startPostgres({ isDurable: true });
  await postgres.query('create database bench');
  console.log(
    `\nRequests taken, each on the disk before its 201 (${REQUESTS} each), and pages of the list (${LISTS})\n`,
  );
  console.log(
    '| database | what | at once | a second | p50 ms | p99 ms | to one by one | to SQLite |\n|---|---|---|---|---|---|---|---|',
  );
  try {
    const sqlite = await measureDatabase('SQLite', {}, null);
    await measureDatabase('PostgreSQL', { DATABASE_URL: postgres.urlOf('bench') }, sqlite);
  } finally {
    await postgres.stop();
    await vite.close();
  }
}

/** Prints one line for each measurement. @returns the rates, by name. */
async function measureDatabase(name, settings, compared) {
  const dataDir = mkdtempSync(join(tmpdir(), 'fingerpost-bench-'));
  const port = await freePort();
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'silent',
    ...settings,
  };
  const command = (...args) =>
    spawnSync(process.execPath, ['bin/fingerpost.mjs', ...args], { cwd: root, env, encoding: 'utf8' }).stdout.trim();
  const server = spawn(process.execPath, ['bin/fingerpost.mjs', 'serve'], { cwd: root, env, stdio: 'ignore' });
  const rates = {};
  const print = (what, atOnce, figures, base) => {
    const key = `${what} ${atOnce}`;
    rates[key] = figures.rate;
    const ratio = base ? (figures.rate / base.rate).toFixed(2) : '';
    const toOther = compared ? (figures.rate / compared[key]).toFixed(2) : '';
    console.log(
      `| ${name} | ${what} | ${atOnce} | ${figures.rate.toFixed(0)} | ${figures.p50.toFixed(1)} | ${figures.p99.toFixed(1)} | ${ratio} | ${toOther} |`,
    );
  };
  try {
    await ready(port);
    const submit = () => send(port);
    await measure(submit, 1, 100);
    const base = await measure(submit, 1, REQUESTS);
    for (const atOnce of [1, 8, 64])
      print('request', atOnce, atOnce === 1 ? base : await measure(submit, atOnce, REQUESTS), base);
    command('agent', 'add', 'bench@example.com', '--role', 'admin');
    const token = command('token', 'create', '--agent', 'bench@example.com', '--name', 'bench');
    const list = () => readList(port, token);
    await measure(list, 1, 20);
    print('list', 1, await measure(list, 1, LISTS), null);
  } finally {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('exit', resolve));
    rmSync(dataDir, { recursive: true, force: true });
  }
  return rates;
}

async function send(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/tickets`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    body: JSON.stringify({ site: 'default', locale: 'en', message: 'How do I change the card I pay with?' }),
  });
  if (answer.status !== 201) throw new Error(`answered ${answer.status}`);
  await answer.arrayBuffer();
}

async function readList(port, token) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/admin/tickets?sort=-submitted_at&limit=50`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
  await answer.arrayBuffer();
}

async function measure(once, atOnce, count) {
  const times = [];
  let begunCount = 0;
  const started = performance.now();
  const worker = async () => {
    while (begunCount < count) {
      begunCount += 1;
      const begun = performance.now();
      await once();
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  times.sort((a, b) => a - b);
  return {
    rate: (times.length / (performance.now() - started)) * 1000,
    p50: times[Math.floor(times.length * 0.5)],
    p99: times[Math.floor(times.length * 0.99)],
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function ready(port) {
  for (let tries = 0; tries < 200; tries += 1) {
    const ok = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the server did not get ready');
}
