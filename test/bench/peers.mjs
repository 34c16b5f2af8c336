// The other engines: installed when they are first asked for, beside the packages of the repository and not among them.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../bin/build.mjs';

const FILES = ['package.json', 'package-lock.json', '.npmrc'];

/** Where a group of peers is installed: not below test/, where the tests of the source tree look at every file. */
export function peersFolder(group = 'peers') {
  return join(root, 'node_modules/.cache', `bench-${group}`);
}

/** What is installed, as one text: another text means that something else is. */
export function lockOf(group = 'peers') {
  return readFileSync(join(root, 'test/bench', group, 'package-lock.json'), 'utf8');
}

/**
 * Installs what test/bench/{group}/package-lock.json says unless it is there, and answers a function that imports a package.
 * @throws Error with the remedy when it cannot be installed
 */
export async function openPeers(group = 'peers') {
  const folder = peersFolder(group);
  const lock = lockOf(group);
  const stamp = join(folder, 'installed.json');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    mkdirSync(folder, { recursive: true });
    for (const file of FILES) copyFileSync(join(root, 'test/bench', group, file), join(folder, file));
    console.error(`installing other engines (test/bench/${group}), for the benchmark alone`);
    // npm takes a folder that is reached by a link for a package of its own.
    const real = realpathSync(folder);
    const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', real], {
      cwd: real,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    if (done.status !== 0)
      throw new Error(
        `The other engines could not be installed: a package registry must be within reach; try "npm ci --prefix ${folder}".`,
      );
    writeFileSync(join(folder, 'entry.mjs'), 'export const importPeer = (name) => import(name);\n');
    writeFileSync(stamp, lock);
  }
  const { importPeer } = await import(pathToFileURL(join(folder, 'entry.mjs')).href);
  return importPeer;
}
