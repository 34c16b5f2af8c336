// Articles measured: starts with and without what was kept, and how soon a saved file is found, on a real server.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHANGES, measureChanges } from './article-changes.mjs';
import { percentile, setFolder } from './labelled-sets.mjs';
import { makeDocs, writeKb } from './made-kb.mjs';
import { writePart } from './report.mjs';
import { startServer } from './start-server.mjs';

const COUNTS = [1_000, 10_000];

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
