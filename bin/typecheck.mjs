// Type-checks each room with its own tsconfig, so that a room sees only the types that exist where it runs.
import { spawnSync } from 'node:child_process';

let failed = 0;
for (const room of ['contract', 'widget', 'admin', 'server', 'test']) {
  const { status } = spawnSync('npx', ['--no-install', 'tsc', '-p', room], { stdio: 'inherit' });
  if (status !== 0) failed += 1;
}
process.exit(failed ? 1 : 0);
