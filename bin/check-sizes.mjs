// Weighs the scripts that a host page loads and the console's first screen, as brotli 11 sends them, and fails when one
// is over its budget.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { root } from './build.mjs';

/** The budgets, in bytes. The search index counts apart. */
export const BUDGETS = { loader: 2_100, beforeFirstResult: 22_000, wholeWidget: 70_000, consoleFirstScreen: 150_000 };

/** Words and stemmers of other languages than the one that everything is written in. */
const isOtherLanguage = (key) =>
  /^(contract\/words\/tongues|contract\/language\/stemmers)\//.test(key) && !/\/(english|en(-\w+)?)\.ts$/.test(key);

/** What the console loads before the queue can be read. */
const CONSOLE_FIRST_SCREEN = ['admin/main.tsx', 'admin/queue/queue-page.tsx'];

const weigh = (path) =>
  brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/**
 * What is built now: `parts` are files with their size and whether the first result waits for them; `whole` is what somebody
 * fetches in all who goes everywhere in one language.
 */
export function measureSizes() {
  const widget = join(root, 'dist/widget');
  const manifest = JSON.parse(readFileSync(join(widget, '.vite/manifest.json'), 'utf8'));
  const early = new Set();
  const follow = (key) => {
    if (early.has(key)) return;
    early.add(key);
    for (const next of manifest[key].imports ?? []) follow(next);
  };
  for (const key of Object.keys(manifest)) if (manifest[key].isEntry) follow(key);
  const listed = Object.entries(manifest).map(([key, { file }]) => ({
    file,
    bytes: weigh(join(widget, file)),
    early: early.has(key),
    isOtherLanguage: isOtherLanguage(key),
  }));
  const unlisted = readdirSync(join(widget, 'assets'))
    .map((name) => `assets/${name}`)
    .filter((file) => !listed.some((part) => part.file === file));
  const loader = weigh(join(root, 'dist/loader/widget.js'));
  const first = listed.filter((part) => part.early).reduce((sum, { bytes }) => sum + bytes, loader);
  return {
    loader,
    beforeFirstResult: first,
    whole: listed.filter((part) => !part.isOtherLanguage).reduce((sum, { bytes }) => sum + bytes, loader),
    parts: listed.sort((a, b) => b.early - a.early || b.bytes - a.bytes),
    unlisted,
  };
}

/** Scripts and style sheets that the console's first screen waits for, with their sizes. */
export function measureConsole() {
  const folder = join(root, 'dist/admin');
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
  const chunks = new Set();
  const follow = (key) => {
    if (chunks.has(key)) return;
    chunks.add(key);
    for (const next of manifest[key].imports ?? []) follow(next);
  };
  for (const key of CONSOLE_FIRST_SCREEN) follow(key);
  const files = new Set([...chunks].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]));
  const parts = [...files].map((file) => ({ file, bytes: weigh(join(folder, file)) }));
  return { firstScreen: parts.reduce((sum, { bytes }) => sum + bytes, 0), parts };
}

/** Prints the table; gives the names of what is over budget. */
export function reportSizes(say = console.log) {
  const { loader, beforeFirstResult, whole, parts, unlisted } = measureSizes();
  const row = (name, bytes, note) => say(`  ${name.padEnd(44)} ${String(bytes).padStart(7)} B  ${note}`);
  const over = [];
  const budget = (name, bytes, limit) => {
    if (bytes > limit) over.push(name);
    row(name, bytes, `${bytes > limit ? 'OVER' : 'of'} ${limit} (${Math.round((100 * bytes) / limit)} %)`);
  };
  say('Sizes (brotli 11):');
  budget('loader', loader, BUDGETS.loader);
  budget('all script before the first result', beforeFirstResult, BUDGETS.beforeFirstResult);
  budget('the whole widget in one language', whole, BUDGETS.wholeWidget);
  for (const part of parts) row(part.file, part.bytes, part.early ? 'before the first result' : 'when wanted');
  for (const file of unlisted) over.push(`${file} (in no manifest: build again)`);
  const early = parts.filter((part) => part.early).map(({ file }) => file);
  if (early.length > 1)
    over.push(`${early.join(', ')} (what the app begins with must be one file: each more is a wait)`);
  const { firstScreen, parts: consoleParts } = measureConsole();
  budget('first screen of the console', firstScreen, BUDGETS.consoleFirstScreen);
  for (const part of consoleParts) row(part.file, part.bytes, 'console');
  return over;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const over = reportSizes();
  for (const name of over) console.error(`Over budget: ${name}`);
  process.exit(over.length ? 1 : 0);
}
