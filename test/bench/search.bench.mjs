// Search quality on labelled questions: success@3 and MRR@10 of the very command that outsiders run, with its own times.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bin/build.mjs';

const VARIANTS = ['', '-typo', '-typo1', '-prefix', '-morph', '-short'];
const shared = process.env.FINGERPOST_SHARED ?? join(root, '../shared');

export async function run() {
  console.log('\nSearch quality (success@3 / MRR@10, p95 ms a query)\n');
  console.log('| set | variant | n | success@3 | MRR@10 | p95 ms |\n|---|---|---|---|---|---|');
  for (const set of ['thunderbird', 'stackfaq', 'cranfield']) {
    const folder = join(shared, 'search', set);
    for (const variant of VARIANTS) {
      const file = join(folder, `queries${variant}.jsonl`);
      if (!existsSync(file)) {
        if (variant === '')
          console.log(`| ${set} | not here: set FINGERPOST_SHARED to the folder that holds search/${set} | | | | |`);
        continue;
      }
      const { n, success, mrr, p95 } = score(join(folder, 'kb'), file);
      console.log(
        `| ${set} | ${variant.slice(1) || 'clean'} | ${n} | ${success.toFixed(3)} | ${mrr.toFixed(3)} | ${p95.toFixed(1)} |`,
      );
    }
  }
}

function score(kb, file) {
  const lines = (text) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const args = ['bin/fingerpost.mjs', 'search', '--kb', kb, '--queries', file, '--k', '10'];
  const output = execFileSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ranked = new Map(lines(output).map((row) => [row.id, row]));
  const queries = lines(readFileSync(file, 'utf8'));
  let success = 0;
  let mrr = 0;
  for (const { id, rel } of queries) {
    const at = ranked
      .get(id)
      .ids.slice(0, 10)
      .findIndex((slug) => rel[slug] > 0);
    if (at >= 0) mrr += 1 / (at + 1);
    if (at >= 0 && at < 3) success += 1;
  }
  const times = [...ranked.values()].map((row) => row.ms).sort((a, b) => a - b);
  return {
    n: queries.length,
    success: success / queries.length,
    mrr: mrr / queries.length,
    p95: times[Math.floor(times.length * 0.95)],
  };
}
