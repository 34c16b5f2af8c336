// npm run dev: serves, and on every change of code builds what is stale, restarts the server and has open pages reload.
// Articles need none of this: the server itself watches them.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { watch } from 'chokidar';
import { buildStale, root } from './build.mjs';

const QUIET_MS = 100;
// Sockets that browsers open in advance would hold the server for the whole of its drain.
const INSIST_AFTER_MS = 1_500;
const watched = ['widget', 'admin', 'contract', 'server', 'package.json', 'vite.config.ts'].map((name) =>
  join(root, name),
);

const say = (line) => console.error(`dev: ${line}`);
let child = null;
let isStopping = false;
let timer;
let isWorking = false;
let isChanged = false;

function startServer() {
  const started = spawn(process.execPath, [join(root, 'bin/fingerpost.mjs'), 'serve', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, FINGERPOST_DEV: 'on' },
  });
  child = started;
  started.once('exit', (code, signal) => {
    if (child === started) child = null;
    if (!isStopping && code !== 0 && signal !== 'SIGTERM')
      say('the server stopped; it starts again with the next change');
  });
}

/** Asks the server to finish, and waits until it has. */
function stopServer() {
  const stopping = child;
  if (!stopping) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => stopping.kill('SIGKILL'), INSIST_AFTER_MS);
    stopping.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    stopping.kill('SIGTERM');
  });
}

/** Builds and restarts until nothing has changed meanwhile; what does not build leaves the running server alone. */
async function follow() {
  if (isWorking) return;
  isWorking = true;
  while (isChanged && !isStopping) {
    isChanged = false;
    try {
      await buildStale(say);
    } catch (error) {
      say(`this does not build, so the last good version goes on:\n${error.message}`);
      continue;
    }
    if (isChanged) continue;
    await stopServer();
    if (!isStopping) startServer();
  }
  isWorking = false;
}

function changed() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    isChanged = true;
    follow();
  }, QUIET_MS);
}

if (!existsSync(join(root, 'vite.config.ts'))) {
  say('there are no sources here; the published package serves with: fingerpost serve');
  process.exit(2);
}
const watcher = watch(watched, { ignoreInitial: true });
watcher.on('all', changed);
await new Promise((resolve) => watcher.once('ready', resolve));
changed();

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    isStopping = true;
    clearTimeout(timer);
    await watcher.close();
    await stopServer();
    process.exit(0);
  });
