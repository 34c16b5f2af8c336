// Starts the product's own server, as it is built now, in a process of its own on a free port, for benchmarks that ask it.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../../bin/build.mjs';

const LONGEST_START_MS = 3_600_000;
const SERVE = `import(${JSON.stringify(new URL('../../dist/server/cli.js', import.meta.url))}).then(({ runCli }) => runCli(['serve']))`;

/** @returns {{url, readyMs, computingMs(), memory(): MB, mostMemory(): MB, stop(): Promise}} once it answers */
export async function startServer(kb, data) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const begun = performance.now();
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: 'localhost',
    PUBLIC_URL: url,
    DATABASE_URL: '',
    SETTINGS: '',
  };
  const child = spawn(process.execPath, ['--input-type=module', '-e', SERVE], {
    cwd: root,
    env: { ...env, DATA_DIR: data, KB_DIR: kb, RATE_LIMITS: 'off', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
    if (performance.now() - begun > LONGEST_START_MS) throw new Error('The server was not ready in time.');
    await wait(20);
  }
  const memoryOf = (name) => {
    try {
      const found = new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
      return Number(found?.[1] ?? Number.NaN) / 1024;
    } catch {
      return Number.NaN;
    }
  };
  return {
    url,
    readyMs: performance.now() - begun,
    computingMs: () => computingMsOf(child.pid),
    memory: () => memoryOf('VmRSS'),
    mostMemory: () => memoryOf('VmHWM'),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const MS_PER_TICK = 10;

/** The processor's time that a process has used, in ms, all its threads together; in steps of 10 ms. */
export function computingMsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** Waits until what a start still has to do is over: nothing was held up for a while. */
export async function waitForQuiet(url) {
  while ((await longestStall(url)) > 30) await wait(500);
}

/** Of the event loop, in ms, since it was asked last. */
export async function longestStall(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_max_seconds ([\d.e-]+)/m.exec(text)?.[1] ?? Number.NaN) * 1000;
}

async function isReady(url) {
  return (await fetch(`${url}/readyz`).catch(() => null))?.ok ?? false;
}

/** A port that nobody listens on. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
