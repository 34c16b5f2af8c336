// The whole test run of `npm test`: every step with its time, then the totals; the exit code says whether all is well.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from './build.mjs';
import { findBrowser } from './find-browser.mjs';
import { countsOf, failuresOf, filesToTryAgain } from './second-try.mjs';

const reports = mkdtempSync(join(tmpdir(), 'fingerpost-tests-'));
const vitest = join('node_modules', 'vitest', 'vitest.mjs');
const biome = join('node_modules', '@biomejs', 'biome', 'bin', 'biome');
const tests = (name, ...projects) => [
  vitest,
  'run',
  ...projects.flatMap((project) => ['--project', project]),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(reports, `${name}.json`)}`,
];

/** By itself vitest leaves one of two cores idle. */
const ON_ALL_CORES = '--maxWorkers=100%';

/** A step with `needs` is not run when that step failed, because it would only say the same again. */
const steps = [
  { name: 'types', run: ['bin/typecheck.mjs'] },
  { name: 'lint', run: [biome, 'check', '--error-on-warnings', '.'] },
  { name: 'build', run: ['bin/build.mjs'] },
  { name: 'sizes', run: ['bin/check-sizes.mjs'], needs: 'build' },
  { name: 'articles', run: ['bin/fingerpost.mjs', 'check'], needs: 'build' },
  { name: 'unit', run: [...tests('unit', 'node', 'dom'), ON_ALL_CORES], report: 'unit' },
  { name: 'postgres', run: [...tests('postgres', 'postgres'), ON_ALL_CORES], report: 'postgres', needs: 'build' },
  {
    name: 'e2e',
    run: tests('e2e', 'e2e'),
    // Each file anew, with a product of its own, and one after the other.
    again: [...tests('e2e-again', 'e2e'), '--no-file-parallelism'],
    report: 'e2e',
    needs: 'build',
  },
];

/** What vitest wrote of a run; null where it did not get so far. */
function reportOf(name) {
  try {
    return JSON.parse(readFileSync(join(reports, `${name}.json`), 'utf8'));
  } catch {
    return null;
  }
}

function run(args) {
  const { status, error } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CHROMIUM_PATH: browser },
  });
  if (error) console.error(error.message);
  return status === 0;
}

/** One step; with `again`, files that failed are run once more, alone, and what failed first is noted by name. */
function runStep(step) {
  const isFine = run(step.run);
  if (!step.report) return { ok: isFine, passed: 0, failed: 0 };
  const report = reportOf(step.report);
  if (!report) return { ok: false, passed: 0, failed: 0 };
  const first = countsOf(report);
  const files = step.again && !isFine ? filesToTryAgain(report) : [];
  if (!files.length) return { ok: isFine && !first.failed, ...first };
  console.log(`\n== ${step.name}: a second try of ${files.map(pathOf).join(', ')}`);
  const isFineNow = run([...step.again, ...files.map(pathOf)]);
  const again = reportOf(`${step.report}-again`);
  const counts = again ? countsOf(report, again) : first;
  const ok = isFineNow && !counts.failed;
  if (ok)
    for (const { file, tests } of failuresOf(report))
      for (const { test, why } of tests) secondTries.push(`${pathOf(file)} > ${test}: ${why}`);
  return { ok, ...counts };
}

const pathOf = (file) => relative(root, file).replaceAll('\\', '/');

let browser;
try {
  browser = findBrowser();
} catch (error) {
  console.error(error.message);
  console.log('total: 0 passed, 1 failed');
  process.exit(1);
}
console.log(`browser: ${browser}`);

const failed = [];
/** What failed, and passed when it was tried once more. */
const secondTries = [];
const total = { passed: 0, failed: 0 };
const began = Date.now();
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
for (const step of steps) {
  if (failed.includes(step.needs)) {
    console.log(`\n== ${step.name}: not run, because ${step.needs} failed`);
    failed.push(step.name);
    total.failed += 1;
    continue;
  }
  console.log(`\n== ${step.name}`);
  const since = Date.now();
  const { ok, ...counts } = runStep(step);
  total.passed += counts.passed + (ok ? 1 : 0);
  total.failed += counts.failed + (ok ? 0 : 1);
  if (!ok) failed.push(step.name);
  console.log(`== ${step.name}: ${ok ? 'passed' : 'FAILED'} in ${seconds(since)}`);
}
rmSync(reports, { recursive: true, force: true });

for (const name of secondTries) console.log(`passed at the second try: ${name}`);
console.log(`\n${failed.length ? `failed: ${failed.join(', ')}` : 'everything passed'}, in ${seconds(began)}`);
console.log(`total: ${total.passed} passed, ${total.failed} failed`);
process.exit(failed.length ? 1 : 0);
