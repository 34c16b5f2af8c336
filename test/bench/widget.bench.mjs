// The widget on somebody's page: what it costs before it is wanted, and how long it takes when it is, beside an empty page, an
// empty script, a bare loader and other widgets from npm, all in turns. `--write` puts it into docs/widget-measured.md
// and the short table into the README.

import { wordsOfATitle } from './browser.bench.mjs';
import { launchBrowser, serveFiles } from './browser-page.mjs';
import { startOurs } from './cold/our-page.mjs';
import { pagefindEngine } from './engines/pagefind.mjs';
import { makeDocs, openSource } from './made-kb.mjs';
import { clickLauncher } from './widget/click-launcher.mjs';
import { sentencesOf, shortTable, tableOf } from './widget/tables.mjs';
import { longestTask, visitForScript, visitQuietly } from './widget/visit-page.mjs';
import { buildWidgetPages } from './widget/widget-pages.mjs';

const ARTICLES = Number(process.env.ARTICLES ?? 1_000);
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const PAIRS = Number(process.env.PAIRS ?? 30);
const TITLE = 'On a page, beside others';

/** @param words `--write` */
export async function run(words = []) {
  const { docs } = await makeDocs(ARTICLES, 1);
  const { name: source } = await openSource();
  const ours = await startOurs(docs);
  const { files, subjects } = await buildWidgetPages(docs, ours.origin);
  const site = await serveFiles(files);
  // Nobody's cloud is asked.
  const browser = await launchBrowser('--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1');
  let text = '';
  try {
    for (const subject of subjects)
      Object.assign(subject, { url: site.origin + subject.path, quiet: [], tasks: [], near: [], far: [] });
    const asked = wordsOfATitle(docs);
    // Once for each, so that the first round is like the others.
    for (const { url } of subjects) await visitForScript(browser, url);
    for (let round = 0; round < ROUNDS; round += 1)
      for (const subject of subjects) {
        const { url, launcher, quiet, tasks, near, far } = subject;
        quiet.push(await visitQuietly(browser, url));
        tasks.push(await longestTask(browser, url));
        if (!launcher) continue;
        near.push(await clickLauncher(browser, url, subject, { network: false }));
        far.push(await clickLauncher(browser, url, subject, { network: true, words: asked }));
        console.error(`round ${round + 1} of ${ROUNDS}: ${subject.name}`);
      }
    const pairs = await pairScripts(browser, subjects);
    text = [
      `${ARTICLES} articles generated from ${source} behind ours and Pagefind's; nobody's cloud is asked, so DocSearch has no answers and Sentry's is a form. Chromium, processor 4 times slower, nothing in its cache, ${ROUNDS} rounds in turns: median (minimum). The others are bundled from npm as their documentation says and served from memory, packed by brotli 11, by the page's own origin; ours by the product from another one. Times of scripts and tasks are the main thread's own processor time, so that other work of the machine does not count; those after a click are by the clock, on the machine's own line and at 562 ms a request and 180 kB/s. A box to type into counts when it is visible; "${asked}" is typed at once.`,
      '',
      ...tableOf(subjects),
      '',
      ...sentencesOf(subjects, pairs),
    ].join('\n');
  } finally {
    await browser.close();
    await ours.close();
    await site.close();
    await pagefindEngine.stop();
  }
  console.log(`\n${TITLE}\n\n${text}`);
  if (words.includes('--write')) {
    const { fillReadme, WIDGET_PAGE, writePart } = await import('./report.mjs');
    writePart('widget', TITLE, text, WIDGET_PAGE);
    fillReadme('widget', shortTable(subjects));
  }
}

/** An empty script and ours by turns, now the one first and now the other. @returns pairs of ms, by the subject beside the empty script */
async function pairScripts(browser, subjects) {
  const empty = subjects.find(({ name }) => name === 'an empty script');
  const others = subjects.filter(({ name }) => ['a bare loader', 'Fingerpost'].includes(name));
  const pairs = Object.fromEntries(others.map(({ name }) => [name, []]));
  for (let at = 0; at < PAIRS; at += 1) {
    const order = at % 2 ? [empty, ...others] : [...others, empty];
    const ms = {};
    for (const { name, url } of order) ms[name] = await visitForScript(browser, url);
    for (const { name } of others) pairs[name].push([ms[name], ms[empty.name]]);
  }
  return pairs;
}
