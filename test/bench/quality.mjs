// Our ranking beside every other engine's on labelled questions, in one run: success@3, MRR@10, bytes, time and memory.
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { launchBrowser } from './browser-page.mjs';
import { computingMs } from './computing-time.mjs';
import { engines, indexOf } from './engines/all.mjs';
import { pagefindEngine } from './engines/pagefind.mjs';
import { probeHeap } from './heap-probe.mjs';
import { percentile, readQuestions, SETS, scoreFolds, scoreRankings, setFolder, VARIANTS } from './labelled-sets.mjs';
import { docsOf, readRelease } from './product.mjs';

const compress = promisify(brotliCompress);
/** Brotli 11 of more than this takes long; such an index is for no browser, and its size is taken at 9, or at 5. */
const MOST_FOR_BROTLI_11 = 5_000_000;
const MOST_FOR_BROTLI_9 = 50_000_000;

/** @returns bytes after brotli, at its best (see above). */
async function brotliBytes(bytes) {
  const quality = bytes.length > MOST_FOR_BROTLI_9 ? 5 : bytes.length > MOST_FOR_BROTLI_11 ? 9 : 11;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return (await compress(bytes, { params })).length;
}

/** Bytes of several files, each packed by itself. */
export async function brotliOf(files) {
  return (await Promise.all(files.map(brotliBytes))).reduce((sum, bytes) => sum + bytes, 0);
}

/** Measures all engines on all sets that are here. @returns markdown */
export async function measureQuality() {
  const parts = [];
  const browser = await launchBrowser();
  try {
    for (const set of SETS) {
      const folder = setFolder(set);
      if (folder) parts.push(await measureSet(set, `${folder}/kb`, browser));
      else
        parts.push(`**${set}** is not on this machine: set FINGERPOST_SHARED to the folder that holds search/${set}.`);
    }
  } finally {
    await browser.close();
    await pagefindEngine.stop();
  }
  return parts.join('\n\n');
}

async function measureSet(set, kb, browser) {
  const docs = docsOf(await readRelease(kb));
  const asked = VARIANTS.map((variant) => [
    variant.slice(1) || 'clean',
    readQuestions(set, `queries${variant}`),
  ]).filter(([, questions]) => questions);
  const head = asked.map(([name]) => name).join(' | ');
  const lines = [
    `**${set}**: ${docs.length} articles, ${asked[0][1].length} questions; each cell success@3 / MRR@10`,
    '',
    `| engine | ${head} | no result | index kB | brotli kB | p50 ms | p95 ms | memory MB |`,
    `|---|${'---|'.repeat(asked.length + 6)}`,
  ];
  const folds = [];
  const ranked = [];
  for (const [key, engine] of Object.entries(engines)) {
    const saved = await engine.build(docs);
    const row = await rankAll(asked, askInTurn(await engine.open(saved)));
    ranked.push({ key, engine, saved, row });
    if (key === 'ours') folds.push(...foldLines(set, row));
    console.error(`${set}: ${engine.name} ${told(row)}`);
  }
  const files = await pagefindEngine.build(docs);
  const opened = await pagefindEngine.open(files, browser, asked[0][1][0].query);
  const row = await rankAll(asked, (queries) => opened.ask(queries, 10));
  const last = line(pagefindEngine.name, row, [pagefindEngine.indexBytes(files), null, await opened.heap()]);
  await opened.close();
  // Nothing is timed any more: sizes and memory of several engines at once.
  return [...lines, ...(await measureAside(ranked)), last, '', ...folds].join('\n');
}

/** Sizes and memory of each engine, two at a time. @returns their lines of the table */
async function measureAside(ranked) {
  const lines = [];
  const waiting = [...ranked.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, { key, engine, saved, row }] = next;
      const files = indexOf(engine, saved);
      const raw = files.reduce((sum, { length }) => sum + length, 0);
      const { heap } = key === 'fts5' ? { heap: null } : await probeHeap(key, saved);
      lines[at] = line(engine.name, row, [raw, await brotliOf(files), heap]);
    }
  };
  await Promise.all([work(), work()]);
  return lines;
}

function askInTurn(search) {
  return async (queries) => {
    const answers = [];
    for (const query of queries) {
      const begun = computingMs();
      const slugs = await search(query, 10);
      answers.push({ slugs, ms: computingMs() - begun });
    }
    return answers;
  };
}

function told(row) {
  return row.map(({ s3, mrr }) => `${s3.toFixed(3)}/${mrr.toFixed(3)}`).join(' ');
}

async function rankAll(asked, ask) {
  const row = [];
  for (const [name, questions] of asked) {
    const answers = await ask(questions.map(({ query }) => query));
    const rankings = answers.map(({ slugs }) => slugs);
    row.push({ name, questions, rankings, times: answers.map(({ ms }) => ms), ...scoreRankings(questions, rankings) });
  }
  return row;
}

function line(name, row, [raw, packed, heap]) {
  const cells = row.map(({ s3, mrr }) => `${s3.toFixed(3)} / ${mrr.toFixed(3)}`);
  const { zero, times } = row[0];
  const kb = (bytes) => (bytes === null ? '–' : (bytes / 1000).toFixed(0));
  const mb = heap === null ? '–' : (heap / 1e6).toFixed(1);
  return `| ${name} | ${cells.join(' | ')} | ${(100 * zero).toFixed(0)} % | ${kb(raw)} | ${kb(packed)} | ${percentile(times, 0.5).toFixed(2)} | ${percentile(times, 0.95).toFixed(2)} | ${mb} |`;
}

function foldLines(set, row) {
  const show = ({ mean, deviation }) => `${mean.toFixed(3)} ± ${deviation.toFixed(3)}`;
  return [
    `Fingerpost on five folds of ${set} (by a hash of the question's id; mean ± standard deviation between folds):`,
    '',
    `| | ${row.map(({ name }) => name).join(' | ')} |`,
    `|---|${'---|'.repeat(row.length)}`,
    `| success@3 | ${row.map(({ questions, rankings }) => show(scoreFolds(questions, rankings).s3)).join(' | ')} |`,
    `| MRR@10 | ${row.map(({ questions, rankings }) => show(scoreFolds(questions, rankings).mrr)).join(' | ')} |`,
  ];
}
