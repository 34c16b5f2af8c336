// The search in a real browser on a slow phone: from the click to the first answer at 1,000 articles, ours beside others in
// turns, and typing letter by letter. `--write` puts the table into docs/search-measured.md.
import { launchBrowser, serveFiles } from './browser-page.mjs';
import { clickCold } from './cold/cold-click.mjs';
import { typeSlowly } from './cold/keystrokes.mjs';
import { startOurs } from './cold/our-page.mjs';
import { buildPeerPages } from './cold/peer-pages.mjs';
import { buildVitePress } from './cold/vitepress-site.mjs';
import { pagefindEngine } from './engines/pagefind.mjs';
import { percentile } from './labelled-sets.mjs';
import { makeDocs, openSource } from './made-kb.mjs';

const ARTICLES = Number(process.env.ARTICLES ?? 1_000);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const TITLE = 'In the browser: a cold click on a slow line, and typing';

/** @param words `--write` */
export async function run(words = []) {
  const { docs } = await makeDocs(ARTICLES, 1);
  const { name } = await openSource();
  const peers = await buildPeerPages(docs);
  const site = await serveFiles(peers.files);
  const vitepress = await serveFiles(await buildVitePress(docs));
  const ours = await startOurs(docs);
  const browser = await launchBrowser();
  const lines = [];
  try {
    const asked = wordsOfATitle(docs);
    const subjects = [
      { name: 'Fingerpost', url: ours.page, words: asked, runs: [] },
      ...Object.entries(peers.pages).map(([peer, path]) => ({
        name: peer,
        url: site.origin + path,
        words: asked,
        runs: [],
      })),
      {
        name: 'VitePress, local search',
        url: vitepress.origin,
        button: '.DocSearch-Button',
        box: '.VPLocalSearchBox input',
        words: asked,
        runs: [],
      },
    ];
    for (let round = 0; round < ROUNDS; round += 1)
      for (const subject of subjects) subject.runs.push(await clickCold(browser, subject));
    lines.push(
      `${ARTICLES} articles generated from ${name}, and our own help. Chromium, CPU 4 times slower, 562 ms a request, 180 kB/s, nothing in its cache; the launcher is clicked and "${asked}" typed at once; ${ROUNDS} rounds in turns. MiniSearch and Pagefind stand on a bare page without a panel to be drawn, VitePress is a site of its own, whose framework is there before the click; they are served from memory, packed by brotli 11. No page has workers, whose requests nothing slows down.`,
      '',
      '| search | first answer after the click, median ms | minimum ms | kB after the click |',
      '|---|---|---|---|',
    );
    for (const { name: who, runs } of subjects) {
      const ms = runs.map((run_) => run_.ms);
      lines.push(
        `| ${who} | ${percentile(ms, 0.5).toFixed(0)} | ${ms[0].toFixed(0)} | ${(Math.max(...runs.map((run_) => run_.bytes)) / 1000).toFixed(1)} |`,
      );
    }
    const typed = [];
    for (let round = 0; round < ROUNDS; round += 1) typed.push(await typeSlowly(browser, ours.page));
    const times = typed.flatMap((session) => session.times);
    const work = typed.flatMap((session) => session.work);
    const sum = (key) => typed.reduce((all, session) => all + session[key], 0);
    lines.push(
      '',
      `Typing "embed widgt" with all of the index there, CPU 4 times slower, ${ROUNDS} sessions: work of a key p50 ${percentile(work, 0.5).toFixed(1)} ms, p95 ${percentile(work, 0.95).toFixed(1)} ms, until the frame with its answers p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms; ${sum('lost')} keys lost; the answer under a resting pointer changed ${sum('moved')} times in ${sum('rests')} keys.`,
    );
  } finally {
    await browser.close();
    await ours.close();
    await site.close();
    await vitepress.close();
    await pagefindEngine.stop();
  }
  console.log(`\n${TITLE}\n\n${lines.join('\n')}`);
  if (words.includes('--write')) {
    const { writePart } = await import('./report.mjs');
    writePart('browser', TITLE, lines.join('\n'));
  }
}

/** Two or three plain words that find something in every engine, those that want all words included. */
export function wordsOfATitle(docs) {
  const plain = docs
    .map(({ title }) => title.toLowerCase())
    .find((title) => /^[a-z]{4,9}( [a-z]{4,9}){1,2}$/.test(title));
  return plain ?? docs[0].title.toLowerCase();
}
