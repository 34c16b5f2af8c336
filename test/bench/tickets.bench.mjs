// Requests a second on the disk (synchronous=FULL), one after the other and many at once: the ratio is what committing
// them together is worth. Against the real server on a loopback port, bounded in count.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../bin/build.mjs';

const REQUESTS = 600;

export async function run() {
  const dataDir = mkdtempSync(join(tmpdir(), 'fingerpost-bench-'));
  const port = await freePort();
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'silent',
  };
  const server = spawn(process.execPath, ['bin/fingerpost.mjs', 'serve'], { cwd: root, env, stdio: 'ignore' });
  try {
    await ready(port);
    console.log(`\nRequests taken, each on the disk before its 201 (${REQUESTS} each)\n`);
    console.log('| at once | a second | p50 ms | p99 ms | to one by one |\n|---|---|---|---|---|');
    await measure(port, 1, 100);
    const base = await measure(port, 1, REQUESTS);
    for (const atOnce of [1, 8, 64]) {
      const figures = atOnce === 1 ? base : await measure(port, atOnce, REQUESTS);
      const ratio = figures.rate / base.rate;
      console.log(
        `| ${atOnce} | ${figures.rate.toFixed(0)} | ${figures.p50.toFixed(1)} | ${figures.p99.toFixed(1)} | ${ratio.toFixed(2)} |`,
      );
    }
  } finally {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('exit', resolve));
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(port, atOnce, count) {
  const times = [];
  let sent = 0;
  const started = performance.now();
  const worker = async () => {
    while (sent < count) {
      sent += 1;
      const begun = performance.now();
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/tickets`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
        body: JSON.stringify({
          site: 'default',
          locale: 'en',
          message: `Request ${sent}: how do I change the card I pay with?`,
        }),
      });
      if (answer.status !== 201) throw new Error(`answered ${answer.status}`);
      await answer.arrayBuffer();
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
