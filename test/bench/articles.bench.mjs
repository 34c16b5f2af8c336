// Articles measured: starts with and without what was kept, and how soon a saved file is found, on a real server.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../../bin/build.mjs';
import { percentile, setFolder } from './labelled-sets.mjs';
import { makeDocs, writeKb } from './made-kb.mjs';
import { writePart } from './report.mjs';

const COUNTS = [1_000, 10_000];
const CHANGES = 20;
const POLL_MS = 4;
const LONGEST_START_MS = 900_000;
const LONGEST_CHANGE_MS = 60_000;
/** The server's own program, as it is built now. */
const SERVE = `import(${JSON.stringify(new URL('../../dist/server/cli.js', import.meta.url))}).then(({ runCli }) => runCli(['serve']))`;

const TITLE = 'Articles: starts and changes';
const NOTE = `A server started with nothing kept and again with what the first start left; then one file of the folder is saved (a new text, a new title, a new file, in turns) and ${CHANGES} times the time is taken until /api/v1/search finds its new word. The wait for further changes, 120 ms, is in it. The longest stall is the event loop's as /metrics has it, over all changes and searches (it counts in steps of 10 ms).`;

/** @param words numbers of generated articles to measure with, none for the usual ones; `--write` publishes the table */
export async function run(words = []) {
  const counts = words.map(Number).filter(Boolean);
  const rows = [
    '| articles | first start, s | start again, s | memory, MB | found after p50, ms | longest, ms | longest stall, ms |',
    '|---|---|---|---|---|---|---|',
  ];
  const take = async (name, folder) => {
    rows.push(await measure(name, folder));
    console.error(rows.at(-1));
  };
  const real = setFolder('thunderbird');
  if (real && counts.length === 0) {
    const folder = mkdtempSync(join(tmpdir(), 'fingerpost-bench-kb-'));
    cpSync(join(real, 'kb'), folder, { recursive: true });
    await take('193 real ones', folder);
  }
  for (const count of counts.length ? counts : COUNTS) {
    const folder = mkdtempSync(join(tmpdir(), 'fingerpost-bench-kb-'));
    writeKb((await makeDocs(count, 1)).docs, folder);
    await take(`${count} generated`, folder);
  }
  console.log(`\n${TITLE}\n\n${NOTE}\n\n${rows.join('\n')}`);
  if (words.includes('--write')) writePart('articles', TITLE, `${NOTE}\n\n${rows.join('\n')}`);
}

async function measure(name, kb) {
  const data = mkdtempSync(join(tmpdir(), 'fingerpost-bench-data-'));
  try {
    const first = await startServer(kb, data);
    await first.stop();
    const again = await startServer(kb, data);
    const memory = again.memory();
    const { found, stall } = await measureChanges(again.url, kb).finally(again.stop);
    const cells = [
      name,
      (first.readyMs / 1000).toFixed(1),
      (again.readyMs / 1000).toFixed(1),
      memory.toFixed(0),
      percentile(found, 0.5).toFixed(0),
      Math.max(...found).toFixed(0),
      stall.toFixed(0),
    ];
    return `| ${cells.join(' | ')} |`;
  } finally {
    for (const folder of [data, kb]) rmSync(folder, { recursive: true, force: true });
  }
}

async function startServer(kb, data) {
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
  return {
    url,
    readyMs: performance.now() - begun,
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(statusOf(child.pid))?.[1] ?? Number.NaN) / 1024,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
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

/** @returns {{found: number[], stall: number}} in ms */
async function measureChanges(url, kb) {
  const files = readdirSync(kb, { recursive: true }).filter((file) => file.endsWith('.md'));
  // What the start itself still has to do is over when nothing was held up for a while.
  while ((await longestStall(url)) > 30) await wait(500);
  const found = [];
  let stall = 0;
  for (let at = 0; at < CHANGES; at++) {
    const word = `quagga${String.fromCharCode(97 + at)}walrus`;
    const file = join(kb, files[Math.floor(((at + 0.5) / CHANGES) * files.length)]);
    const text = readFileSync(file, 'utf8');
    const isNew = at % 3 === 2;
    const changed = at % 3 === 1 ? text.replace('title: "', `title: "${word} `) : `${text}\n\nThe ${word}.\n`;
    const target = isNew ? file.replace(/\.md$/, `-new-${at}.md`) : file;
    const begun = performance.now();
    writeFileSync(target, changed);
    while (!(await isFound(url, word))) {
      if (performance.now() - begun > LONGEST_CHANGE_MS) throw new Error(`${target} was not found in time.`);
      await wait(POLL_MS);
    }
    found.push(performance.now() - begun);
    stall = Math.max(stall, await longestStall(url));
    if (isNew) unlinkSync(target);
    await wait(300);
  }
  return { found, stall };
}

async function isFound(url, word) {
  const answer = await fetch(`${url}/api/v1/search?q=${word}`);
  return (await answer.json()).results.some(({ title, snippet }) => `${title} ${snippet}`.includes(word));
}

/** Of the event loop, in ms, since it was asked last. */
async function longestStall(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_max_seconds ([\d.e-]+)/m.exec(text)?.[1] ?? Number.NaN) * 1000;
}
