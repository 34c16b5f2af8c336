// Finds a Chromium for the tests and the screenshots, installs Debian's where it may, or says what to do. Never skips.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const PLACES = [
  ...NAMES.map((name) => `/usr/bin/${name}`),
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const REMEDY =
  'The end-to-end tests need a Chromium and none was found. Install one (Debian and Ubuntu: apt-get install chromium; ' +
  'anywhere: npx playwright-core install chromium), or set CHROMIUM_PATH to the program.';

/** Whether there is a program that can be started. */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where programs of these names would lie on the PATH. */
export function programsOnPath(names) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => join(folder, name)));
}

function lookAround() {
  return [...PLACES, ...programsOnPath(NAMES), chromium.executablePath()].find((path) => path && isProgram(path));
}

/** Installs Debian's packages where one may: as root, with apt-get. Says so, and leaves it to the caller to look again. */
export function installDebians(say, what, packages) {
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return;
  say(`No ${what} here: installing Debian\u2019s with apt-get, which takes about a minute.`);
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...packages);
}

/**
 * @param {(line: string) => void} say told what is being installed
 * @returns {string} the path of a Chromium that can be started
 * @throws Error with the sentence that says what to do where there is none
 */
export function findBrowser(say = (line) => console.error(line)) {
  const wished = process.env.CHROMIUM_PATH;
  if (wished) {
    if (isProgram(wished)) return wished;
    throw new Error(`CHROMIUM_PATH is ${JSON.stringify(wished)}, where there is no program that can be started.`);
  }
  const found = lookAround();
  if (found) return found;
  installDebians(say, 'Chromium', ['chromium']);
  const installed = lookAround();
  if (!installed) throw new Error(REMEDY);
  return installed;
}
