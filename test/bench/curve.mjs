// How bytes, times, memory and quality grow from 100 to 10,000 articles: ours beside stock MiniSearch, Orama and Pagefind.
import { launchBrowser } from './browser-page.mjs';
import { builtOnce } from './built-peers.mjs';
import { computingMs } from './computing-time.mjs';
import { indexOf, shownEngines } from './engines/all.mjs';
import { pagefindEngine } from './engines/pagefind.mjs';
import { probeHeap } from './heap-probe.mjs';
import { percentile, scoreRankings } from './labelled-sets.mjs';
import { makeDocs, openSource } from './made-kb.mjs';
import { openProduct } from './product.mjs';
import { brotliOf } from './quality.mjs';

export const COUNTS = (process.env.COUNTS ?? '100,1000,10000').split(',').map(Number);
const QUESTIONS = 200;
const QUESTIONS_OF_MANY = 100;
/** Fewer answered questions say nothing of quality. */
const FEWEST_ANSWERED = 40;
/** Computing time that one engine may take for questions or keystrokes at one size; one that needs more is asked fewer. */
const MOST_MS = 8_000;
const TYPED = 8;
const WARM_UP = 10;

/** Measures all engines at one size. @returns markdown */
export async function measureCurve(count) {
  const { name } = await openSource();
  const browser = await launchBrowser();
  try {
    const { rows, ratio } = await measureSize(count, browser);
    return [
      `${count} articles generated from ${name}.`,
      '',
      '| articles | engine | before the first result, kB | index in all, kB | ready, ms | keystroke p50 ms | p95 ms | question p95 ms | memory MB | success@3 |',
      '|---|---|---|---|---|---|---|---|---|---|',
      ...rows,
      '',
      ratio,
    ].join('\n');
  } finally {
    await browser.close();
    await pagefindEngine.stop();
  }
}

async function measureSize(count, browser) {
  const { docs, questions } = await makeDocs(count, count > 1_000 ? QUESTIONS_OF_MANY : QUESTIONS);
  const entrants = await buildAll(docs);
  for (const entrant of entrants) entrant.search = await entrant.engine.open(entrant.parts);
  const letters = lettersOf(questions);
  await typeInTurns(entrants, letters.slice(0, WARM_UP));
  await typeInTurns(entrants, letters);
  for (const entrant of entrants) Object.assign(entrant, await answer(entrant.search, questions));
  for (const entrant of entrants) {
    if (entrant.key === 'ours-served') entrant.answer = Buffer.from(entrant.search.answer(questions[0].query));
    entrant.search = null;
  }
  const rows = [];
  for (const entrant of entrants) {
    const { heap, readyMs } = await probeHeap(entrant.key, entrant.parts);
    const files = indexOf(entrant.engine, entrant.parts);
    const whole = files.length > 0 ? await brotliOf(files) : null;
    const first = entrant.answer ? await brotliOf([entrant.answer]) : await brotliOf(files.slice(0, 1));
    rows.push(rowOf(count, { ...entrant, heap, readyMs, first, whole, asked: questions.length }));
  }
  rows.push(await pagefindRow(count, docs, questions, letters, browser));
  const find = (key) => entrants.find((entrant) => entrant.key === key);
  const own = find('ours-served') ?? find('ours');
  const ratio = (share) =>
    (percentile(own.keystrokes, share) / percentile(find('readme').keystrokes, share)).toFixed(2);
  const texts = own.key === 'ours' ? await brotliOf([own.parts.passages]) : null;
  const later = texts
    ? `; our texts for the list of results, which come after the first: ${(texts / 1000).toFixed(1)} kB`
    : '';
  return {
    rows,
    ratio: `A keystroke of ours (${own.name}) to one of MiniSearch with prefix and fuzzy 0.2, in turns: p50 ${ratio(0.5)}, p95 ${ratio(0.95)}${later}.`,
  };
}

/** Each engine with its saved parts; ours in both of its states. */
async function buildAll(docs) {
  const { LIMITS } = await openProduct();
  const isServed = docs.length > LIMITS.shippedArticles;
  const served = isServed ? await shownEngines['ours-served'].build(docs) : null;
  const own = await shownEngines.ours.build(docs).catch((error) => {
    // Above the ceiling nobody is sent these files: the served search is still measured.
    if (!isServed) throw error;
    console.error(`The index of ${docs.length} articles could not be packed: ${error.message}`);
    return null;
  });
  const mini = await builtOnce('minisearch', docs, shownEngines.stock.build);
  const orama = await builtOnce('orama', docs, shownEngines.orama.build);
  const parts = {
    'ours-first': own && { first: own.first },
    ours: own,
    'ours-served': served,
    stock: mini,
    readme: mini,
    orama,
  };
  const entered = Object.entries(shownEngines).filter(([key]) => parts[key]);
  return entered.map(([key, engine]) => ({
    key,
    engine,
    name: engine.name,
    parts: parts[key],
    keystrokes: [],
  }));
}

/** What stands in the box after each letter of a few questions. */
function lettersOf(questions) {
  return questions
    .slice(0, TYPED)
    .flatMap(({ query }) => Array.from(query.slice(0, 40), (_, at) => query.slice(0, at + 1)))
    .filter((text) => text.trim() === text);
}

/** Every engine answers each keystroke before the next one, so that what else the machine does meets all. */
async function typeInTurns(entrants, letters) {
  const spent = entrants.map(() => 0);
  for (const entrant of entrants) entrant.keystrokes = [];
  for (const text of letters)
    for (const [at, { search, keystrokes }] of entrants.entries()) {
      if (spent[at] > MOST_MS) continue;
      const begun = computingMs();
      await search(text, 10, { asYouType: true });
      keystrokes.push(computingMs() - begun);
      spent[at] += keystrokes.at(-1);
    }
}

async function answer(search, questions) {
  const rankings = [];
  const times = [];
  const started = computingMs();
  for (const { query } of questions) {
    const begun = computingMs();
    rankings.push(await search(query, 10));
    times.push(computingMs() - begun);
    if (computingMs() - started > MOST_MS) break;
  }
  return { times, answered: rankings.length, s3: scoreRankings(questions.slice(0, rankings.length), rankings).s3 };
}

async function pagefindRow(count, docs, questions, letters, browser) {
  const parts = await builtOnce('pagefind', docs, async (all) => {
    const files = await pagefindEngine.build(all);
    return Object.fromEntries([...files].map(([path, { bytes }]) => [path, bytes]));
  });
  const files = new Map(Object.entries(parts).map(([path, bytes]) => [path, { bytes }]));
  const opened = await pagefindEngine.open(files, browser, questions[0].query);
  try {
    const queries = questions.map(({ query }) => query);
    const answers = await opened.ask(queries, 10, MOST_MS);
    const typed = await opened.ask(letters, 10, MOST_MS);
    const rankings = answers.map(({ slugs }) => slugs);
    return rowOf(count, {
      name: pagefindEngine.name,
      first: opened.first,
      whole: pagefindEngine.indexBytes(files),
      readyMs: opened.readyMs,
      keystrokes: typed.map(({ ms }) => ms),
      times: answers.map(({ ms }) => ms),
      heap: await opened.heap(),
      s3: scoreRankings(questions.slice(0, rankings.length), rankings).s3,
      answered: rankings.length,
      asked: questions.length,
    });
  } finally {
    await opened.close();
  }
}

function rowOf(count, { name, first, whole, readyMs, keystrokes, times, heap, s3, answered, asked }) {
  const kb = (bytes) => (bytes === null ? '–' : (bytes / 1000).toFixed(1));
  const ms = (list, share) => percentile(list, share).toFixed(1);
  const quality = answered < FEWEST_ANSWERED ? '–' : s3.toFixed(3) + (answered < asked ? ` (of ${answered})` : '');
  return `| ${count} | ${name} | ${kb(first)} | ${kb(whole)} | ${readyMs.toFixed(0)} | ${ms(keystrokes, 0.5)} | ${ms(keystrokes, 0.95)} | ${ms(times, 0.95)} | ${(heap / 1e6).toFixed(1)} | ${quality} |`;
}
