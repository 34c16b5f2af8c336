// `npm run test:browsers`: the core journey in Chromium, Firefox and WebKitGTK, then a table of engines and steps.
// Names of engines as words run those alone: `npm run test:browsers -- firefox webkitgtk`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build.mjs';

const ENGINES = ['Chromium', 'Firefox', 'WebKitGTK'];
const words = process.argv.slice(2);
const wanted = ENGINES.filter((name) => words.some((word) => name.toLowerCase().startsWith(word.toLowerCase())));
if (words.length > wanted.length) {
  console.error(`There are these engines: ${ENGINES.join(', ').toLowerCase()}.`);
  process.exit(2);
}

const reports = mkdtempSync(join(tmpdir(), 'fingerpost-browsers-'));
const file = join(reports, 'report.json');
const { status } = spawnSync(
  process.execPath,
  [
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...['--project', 'browsers', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    ...(wanted.length ? ['-t', `^(${wanted.join('|')}) `] : []),
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
);

let results = [];
try {
  results = JSON.parse(readFileSync(file, 'utf8')).testResults.flatMap(({ assertionResults }) => assertionResults);
} catch {
  console.error('The tests did not get so far as to write their report.');
}
rmSync(reports, { recursive: true, force: true });

const engines = wanted.length ? wanted : ENGINES;
const steps = [...new Set(results.filter(({ status: is }) => is !== 'skipped').map(({ title }) => title))];
const wide = Math.max(0, ...steps.map((step) => step.length)) + 2;
let passed = 0;
console.log(`\n${''.padEnd(wide)}${engines.map((name) => name.padEnd(16)).join('')}`);
for (const step of steps) {
  const cells = engines.map((engine) => {
    const result = results.find(({ title, ancestorTitles }) => title === step && ancestorTitles[0] === engine);
    if (result?.status === 'passed') {
      passed += 1;
      return `ok ${`${Math.round(result.duration)} ms`.padStart(8)}`;
    }
    return result?.failureMessages[0]?.includes('not reached') ? 'not reached' : 'FAILED';
  });
  console.log(`${step.padEnd(wide)}${cells.map((cell) => cell.padEnd(16)).join('')}`.trimEnd());
}
const all = steps.length * engines.length;
console.log(`\n${passed} of ${all} steps in ${engines.length} engines`);
process.exit(status === 0 && all > 0 && passed === all ? 0 : 1);
