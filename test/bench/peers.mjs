// The other engines: installed when they are first asked for, beside the packages of the repository and not among them.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../bin/build.mjs';

const source = join(root, 'test/bench/peers');
const FILES = ['package.json', 'package-lock.json', '.npmrc'];
/** Not below test/, where the tests of the source tree look at every file. */
export const peersFolder = join(root, 'node_modules/.cache/bench-peers');

/**
 * Installs what test/bench/peers/package-lock.json says unless it is there, and answers a function that imports a package.
 * @throws Error with the remedy when it cannot be installed
 */
export async function openPeers() {
  const lock = readFileSync(join(source, 'package-lock.json'), 'utf8');
  const stamp = join(peersFolder, 'installed.json');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    mkdirSync(peersFolder, { recursive: true });
    for (const file of FILES) copyFileSync(join(source, file), join(peersFolder, file));
    console.error('installing the other engines (test/bench/peers), for the benchmark alone');
    const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', peersFolder], {
      cwd: peersFolder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    if (done.status !== 0)
      throw new Error(
        `The other engines could not be installed: a package registry must be within reach; try "npm ci --prefix ${peersFolder}".`,
      );
    writeFileSync(join(peersFolder, 'entry.mjs'), 'export const importPeer = (name) => import(name);\n');
    writeFileSync(stamp, lock);
  }
  const { importPeer } = await import(pathToFileURL(join(peersFolder, 'entry.mjs')).href);
  return importPeer;
}

/** The version of a peer that is installed. */
export function versionOf(name) {
  return JSON.parse(readFileSync(join(peersFolder, 'node_modules', name, 'package.json'), 'utf8')).version;
}
