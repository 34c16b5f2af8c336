// Run as a program of its own with --expose-gc: prints what an engine keeps in memory once its saved index is loaded, after a
// few questions, as JSON {heap, readyMs}. Arguments: the engine's key and the folder with the saved parts.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { computingMs } from './computing-time.mjs';

const QUESTIONS = ['how to delete messages', 'accout not workign', 'move a folder', 'print', 'where is my pass'];

/** Bytes of saved parts that are loaded twice; what is larger takes long by itself. */
const MOST_FOR_WARM_UP = 40_000_000;

/** @param saved parts by name, as an engine's `build` gives them. @returns {{heap, readyMs}} bytes, and the median ms to load */
export async function probeHeap(key, saved) {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-bench-'));
  try {
    for (const [name, bytes] of Object.entries(saved)) writeFileSync(join(folder, name), bytes);
    const args = ['--expose-gc', '--max-old-space-size=8192', fileURLToPath(import.meta.url), key, folder];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e6 });
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function probe(key, folder) {
  const { engines, shownEngines } = await import('./engines/all.mjs');
  const engine = shownEngines[key] ?? engines[key];
  const read = () => Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  const used = () => {
    for (let times = 0; times < 3; times += 1) globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  let search = null;
  let saved = read();
  if (Object.values(saved).reduce((sum, { length }) => sum + length, 0) < MOST_FOR_WARM_UP) {
    // Once for what loading a program costs, and the code that gets compiled.
    search = await engine.open(saved);
    for (const question of QUESTIONS) await search(question, 10);
    search = null;
  }
  saved = null;
  const before = used();
  saved = read();
  const begun = computingMs();
  search = await engine.open(saved);
  const readyMs = computingMs() - begun;
  saved = null;
  for (const question of QUESTIONS) await search(question, 10);
  console.log(JSON.stringify({ heap: used() - before, readyMs }));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await probe(process.argv[2], process.argv[3]);
