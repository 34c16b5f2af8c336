// Time to the first useful answer: real questions typed letter by letter into the real widget until the article that answers
// them is on the screen. `--at DIR` does the same with another working copy of the product, for a before and an after.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../../bin/build.mjs';
import { launchBrowser } from './browser-page.mjs';
import { percentile, readQuestions, setFolder } from './labelled-sets.mjs';
import { serveFrom } from './serve-from.mjs';

const QUESTIONS = 20;
/** Sixty words a minute. */
const BETWEEN_KEYS_MS = 200;
/** As many as are looked at without scrolling. */
const IN_SIGHT = 3;
const SET = 'thunderbird';

/** @param words `--at DIR` and `--each`, which prints every question */
export async function run(words = []) {
  const kb = setFolder(SET);
  const all = readQuestions(SET, 'queries');
  if (!kb || !all) return console.log(`\nTime to the first useful answer: not measured, the set ${SET} is absent.`);
  const questions = chooseQuestions(all);
  const at = words.includes('--at') ? resolve(words[words.indexOf('--at') + 1] ?? '') : root;
  const data = mkdtempSync(join(tmpdir(), 'fingerpost-answers-'));
  const server = await serveFrom(at, { KB_DIR: join(kb, 'kb'), DATA_DIR: data, RATE_LIMITS: 'off' });
  const browser = await launchBrowser();
  try {
    const runs = [];
    for (const question of questions) runs.push(await ask(browser, server.url, question));
    console.log(report(runs, words.includes('--each')));
  } finally {
    await browser.close();
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Evenly over the whole set, in its order, so that nobody picked them. */
function chooseQuestions(all) {
  return Array.from({ length: QUESTIONS }, (_, place) => {
    const { id, query, rel } = all[Math.floor((place * all.length) / QUESTIONS)];
    return { id, query, slugs: Object.keys(rel) };
  });
}

/** One person, one question: from pressing the launcher to the article. */
async function ask(browser, url, { id, query, slugs }) {
  const titles = await Promise.all(slugs.map((slug) => titleOf(url, slug)));
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  try {
    await page.goto(`${url}/demo/orders`, { waitUntil: 'networkidle' });
    const launcher = page.getByRole('button', { name: 'Help', exact: true });
    await launcher.focus();
    const begun = performance.now();
    let keys = 0;
    const press = async (key) => {
      keys += 1;
      await page.keyboard.press(key);
      await pause(BETWEEN_KEYS_MS);
    };
    await press('Enter');
    const box = page.locator('fingerpost-help input[role=combobox]');
    await box.waitFor();
    await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.role === 'combobox');
    let place = -1;
    let letters = 0;
    for (const letter of query) {
      keys += 1;
      letters += 1;
      await page.keyboard.type(letter);
      await pause(BETWEEN_KEYS_MS);
      place = await placeOf(page, titles);
      if (place >= 0 && place < IN_SIGHT) break;
    }
    if (place < 0 || place >= IN_SIGHT) {
      await press('Enter');
      place = await placeOf(page, titles);
    }
    if (place < 0) return { id, query, letters, keys, seconds: null, place: null };
    for (let down = 0; down <= place; down += 1) await press('ArrowDown');
    keys += 1;
    await page.keyboard.press('Enter');
    const title = page.locator('fingerpost-help [data-view=article][data-state=ready] .title');
    await title.waitFor();
    if (!titles.includes(tidy(await title.textContent()))) throw new Error(`${id} opened another article.`);
    return { id, query, letters, keys, seconds: (performance.now() - begun) / 1000, place: place + 1 };
  } finally {
    await context.close();
  }
}

const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

/** Place of the answer in the list, from 0; -1 where it is not there. */
async function placeOf(page, titles) {
  const shown = await page.locator('fingerpost-help [role=option] b').allTextContents();
  return shown.findIndex((title) => titles.includes(tidy(title)));
}

async function titleOf(url, slug) {
  const html = await (await fetch(`${url}/help/en/${encodeURIComponent(slug)}`)).text();
  const heading = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '';
  const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return tidy(heading.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => entities[name]));
}

function report(runs, each) {
  const found = runs.filter(({ seconds }) => seconds !== null);
  const early = found.filter(({ place }) => place <= IN_SIGHT);
  const middle = (list) => (list.length ? percentile(list, 0.5) : Number.NaN);
  const keys = middle(found.map((run_) => run_.keys));
  const seconds = middle(found.map((run_) => run_.seconds));
  const sum = (key) => found.reduce((all, run_) => all + run_[key], 0);
  const lines = [
    '',
    `Time to the first useful answer: ${runs.length} real questions, typed letter by letter every ${BETWEEN_KEYS_MS} ms until the judged article is among the first ${IN_SIGHT}, then opened by the arrow keys; from Enter on the launcher to the article`,
    '',
    '| found | among the first 3 | keys, median | keys, all | seconds, median | seconds, all |',
    '|---|---|---|---|---|---|',
    `| ${found.length} of ${runs.length} | ${early.length} | ${keys} | ${sum('keys')} | ${seconds.toFixed(1)} | ${sum('seconds').toFixed(1)} |`,
  ];
  if (each) {
    lines.push('', '| question | letters typed | keys | seconds | place |', '|---|---|---|---|---|');
    for (const run_ of runs)
      lines.push(
        `| ${run_.id} | ${run_.letters} of ${run_.query.length} | ${run_.keys} | ${run_.seconds?.toFixed(1) ?? 'not found'} | ${run_.place ?? '–'} |`,
      );
  }
  return lines.join('\n');
}
