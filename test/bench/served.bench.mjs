// The served search measured: our own server as a process of its own, asked in several ways while others want something too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CHANGES, measureChanges } from './article-changes.mjs';
import { percentile } from './labelled-sets.mjs';
import { makeDocs, writeKb } from './made-kb.mjs';
import { writePart } from './report.mjs';
import { startServer, waitForQuiet } from './start-server.mjs';

const COUNTS = [10_000];
const TYPED = 12;
const AT_ONCE = 8;
const WARM_UP = 20;
const BESIDE_EVERY_MS = 20;
/** More requests than this are not left waiting beside the search: a server that falls behind is measured, not drowned. */
const MOST_BESIDE = 50;

const title = (count) => `Served: ${count.toLocaleString('en')} articles on the server`;
const NOTE = `The server runs as a process of its own (\`fingerpost serve\`, its limits of requests off) on generated articles, and is asked over HTTP by this benchmark on the same machine, by the clock. Letter by letter: a request after each letter, as the widget sends them when nobody types faster than it answers. At once: ${AT_ONCE} who each wait for their answer. Beside it, every ${BESIDE_EVERY_MS} ms, an article's page or /healthz is asked for by somebody else. The first question after a change is asked when the changed article is found; the time until then has the wait of 40 ms for further changes in it.`;

/** @param words numbers of generated articles, none for the usual one; `--write` publishes the tables */
export async function run(words = []) {
  const counts = words.map(Number).filter(Boolean);
  for (const count of counts.length ? counts : COUNTS) {
    const text = `${NOTE}\n\n${await measure(count)}`;
    console.log(`\n${title(count)}\n\n${text}`);
    if (words.includes('--write')) writePart(`served-${count}`, title(count), text);
  }
}

async function measure(count) {
  const kb = mkdtempSync(join(tmpdir(), 'fingerpost-bench-kb-'));
  const data = mkdtempSync(join(tmpdir(), 'fingerpost-bench-data-'));
  try {
    const { docs, questions } = await makeDocs(count, 100);
    writeKb(docs, kb);
    const asked = { questions: questions.map(({ query }) => query), slugs: docs.slice(0, 100).map(({ slug }) => slug) };
    const first = await startServer(kb, data);
    const most = first.mostMemory();
    await first.stop();
    const again = await startServer(kb, data);
    try {
      return await measureServer(again, { kb, count, firstMs: first.readyMs, firstMemory: most, ...asked });
    } finally {
      await again.stop();
    }
  } finally {
    for (const folder of [data, kb]) rmSync(folder, { recursive: true, force: true });
  }
}

/** What is measured of a server that runs. @returns markdown */
async function measureServer(server, { kb, count, firstMs, firstMemory, questions, slugs }) {
  const { url } = server;
  await waitForQuiet(url);
  const memory = server.memory();
  const letters = questions
    .slice(0, TYPED)
    .flatMap((query) => Array.from(query.slice(0, 40), (_, at) => query.slice(0, at + 1)))
    .filter((text) => text.trim() === text);
  for (const query of questions.slice(-WARM_UP)) await ask(url, query);
  const ways = [
    ['letter by letter', letters, 1],
    ['whole questions', questions, 1],
    [`letter by letter, ${AT_ONCE} at once`, letters, AT_ONCE],
    [`whole questions, ${AT_ONCE} at once`, questions, AT_ONCE],
  ];
  const rows = [
    `| ${count} articles | asked | search p50 ms | p95 ms | p99 ms | beside it p50 ms | p95 ms | p99 ms |`,
    '|---|---|---|---|---|---|---|---|',
  ];
  const quiet = await beside(url, slugs, () => wait(3_000));
  rows.push(`| nothing is searched | – | – | – | – | ${cells(quiet.besides)} |`);
  for (const [name, queries, atOnce] of ways) {
    const { times, besides } = await beside(url, slugs, () => askAll(url, queries, atOnce));
    rows.push(`| ${name} | ${times.length} | ${cells(times)} | ${cells(besides)} |`);
  }
  const costs = [];
  for (const queries of [letters, questions]) {
    const before = server.computingMs();
    await askAll(url, queries, 1);
    costs.push((server.computingMs() - before) / queries.length);
  }
  const afterChange = [];
  const { found, stall } = await measureChanges(url, kb, async (at) => {
    const begun = performance.now();
    await ask(url, questions[at]);
    afterChange.push(performance.now() - begun);
  });
  return [
    ...rows,
    '',
    `Processor time of the server for one request, nothing beside it: ${costs[0].toFixed(1)} ms for a letter, ${costs[1].toFixed(1)} ms for a whole question. First start ${(firstMs / 1000).toFixed(1)} s (at most ${firstMemory.toFixed(0)} MB), start again with what it kept ${(server.readyMs / 1000).toFixed(1)} s; memory then ${memory.toFixed(0)} MB, after all this ${server.memory().toFixed(0)} MB. ${CHANGES} changes: found after p50 ${percentile(found, 0.5).toFixed(0)} ms, longest ${Math.max(...found).toFixed(0)} ms; first question after one p50 ${percentile(afterChange, 0.5).toFixed(1)} ms, longest ${Math.max(...afterChange).toFixed(1)} ms; longest stall of the event loop meanwhile ${stall.toFixed(0)} ms.`,
  ].join('\n');
}

const cells = (times) => [0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(1)).join(' | ');

/** Asks for other things at a fixed pace while `work` is done. */
async function beside(url, slugs, work) {
  const besides = [];
  const asked = [];
  let waiting = 0;
  const timer = setInterval(() => {
    if (waiting >= MOST_BESIDE) return;
    waiting += 1;
    const path = asked.length % 2 ? '/healthz' : `/help/en/${slugs[asked.length % slugs.length]}`;
    const begun = performance.now();
    asked.push(
      fetch(url + path).then(async (answer) => {
        await answer.arrayBuffer();
        waiting -= 1;
        if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
        besides.push(performance.now() - begun);
      }),
    );
  }, BESIDE_EVERY_MS);
  const times = await work().finally(() => clearInterval(timer));
  await Promise.all(asked);
  return { times, besides };
}

/** All queries in order, by so many at once. @returns ms of each */
async function askAll(url, queries, atOnce) {
  const times = [];
  const left = [...queries];
  const one = async () => {
    for (let query = left.shift(); query !== undefined; query = left.shift()) {
      const begun = performance.now();
      await ask(url, query);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return times;
}

async function ask(url, query) {
  const answer = await fetch(`${url}/api/v1/search?k=10&as_you_type=true&q=${encodeURIComponent(query)}`);
  if (!answer.ok) throw new Error(`"${query}" was answered with ${answer.status}`);
  await answer.json();
}
