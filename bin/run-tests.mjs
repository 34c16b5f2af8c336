// The whole test run of `npm test`: every step with its time, then the totals; the exit code says whether all is well.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build.mjs';
import { findBrowser } from './find-browser.mjs';

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
  { name: 'e2e', run: [...tests('e2e', 'e2e'), '--no-file-parallelism'], report: 'e2e', needs: 'build' },
];

/** What vitest counted; null where it did not get so far as to write its report. */
function countsOf(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(join(reports, `${report}.json`), 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return null;
  }
}

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
  const { status, error } = spawnSync(process.execPath, step.run, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CHROMIUM_PATH: browser },
  });
  if (error) console.error(error.message);
  const counts = step.report ? countsOf(step.report) : undefined;
  const ok = status === 0 && counts !== null && !counts?.failed;
  total.passed += (counts?.passed ?? 0) + (ok ? 1 : 0);
  total.failed += (counts?.failed ?? 0) + (ok ? 0 : 1);
  if (!ok) failed.push(step.name);
  console.log(`== ${step.name}: ${ok ? 'passed' : 'FAILED'} in ${seconds(since)}`);
}
rmSync(reports, { recursive: true, force: true });

console.log(`\n${failed.length ? `failed: ${failed.join(', ')}` : 'everything passed'}, in ${seconds(began)}`);
console.log(`total: ${total.passed} passed, ${total.failed} failed`);
process.exit(failed.length ? 1 : 0);
