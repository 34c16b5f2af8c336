// Whether the reports find what was planted: METHOD's simulation over forty seeds of M against its release gates, and the
// other sizes and the stress row beside it. `npm run bench -- gaps quick` runs fewer seeds.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../bin/build.mjs';

const ROWS = [
  { args: ['--profile', 'M', '--gate'], seeds: 40 },
  { args: ['--profile', 'S'], seeds: 40 },
  { args: ['--profile', 'L'], seeds: 10 },
  { args: ['--profile', 'M', '--stress'], seeds: 40 },
];

export async function run(words) {
  const isQuick = words.includes('quick');
  for (const { args, seeds } of ROWS) {
    const since = performance.now();
    const count = isQuick ? Math.ceil(seeds / 10) : seeds;
    const command = [join(root, 'bin/fingerpost.mjs'), 'simulate', '--seed', '1', '--seeds', String(count), ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    console.log(stdout);
    console.log(`took ${((performance.now() - since) / 1000).toFixed(1)} s`);
    if (args.includes('--gate')) console.log(status === 0 ? 'every gate is kept\n' : 'a gate is MISSED\n');
    if (args.includes('--gate') && status !== 0) process.exitCode = 1;
  }
}
