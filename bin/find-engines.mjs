// Finds Firefox and WebKitGTK for the tests in three engines, installs Debian's where it may, or says what to do. Never skips.
import { installDebians, isProgram, programsOnPath } from './find-browser.mjs';

const FIREFOXES = ['firefox-esr', 'firefox'];
const FIREFOX_PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];
/** WebKitGTK's small browser lies beside its library, whose folder has the machine's name and the version of its interface. */
const MINI_BROWSERS = ['x86_64-linux-gnu', 'aarch64-linux-gnu', '.'].flatMap((machine) =>
  ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'].flatMap((version) => [
    `/usr/lib/${machine}/${version}/MiniBrowser`,
    `/usr/libexec/${version}/MiniBrowser`,
  ]),
);

function lookOrInstall(say, look, what, packages, remedy) {
  const found = look();
  if (found) return found;
  installDebians(say, what, packages);
  const installed = look();
  if (!installed) throw new Error(remedy);
  return installed;
}

/**
 * @param {(line: string) => void} say told what is being installed
 * @returns {string} the path of a Firefox that can be started
 * @throws Error with the sentence that says what to do where there is none
 */
export function findFirefox(say = (line) => console.error(line)) {
  const wished = process.env.FIREFOX_PATH;
  if (wished && !isProgram(wished))
    throw new Error(`FIREFOX_PATH is ${JSON.stringify(wished)}, where there is no program that can be started.`);
  return (
    wished ||
    lookOrInstall(
      say,
      () => [...FIREFOX_PLACES, ...programsOnPath(FIREFOXES)].find(isProgram),
      'Firefox',
      ['firefox-esr'],
      'No Firefox was found. Install one (Debian: apt-get install firefox-esr), or set FIREFOX_PATH to the program.',
    )
  );
}

/**
 * @param {(line: string) => void} say told what is being installed
 * @returns {{driver: string, browser: string, display: string | null}} WebKitGTK's WebDriver, its small browser, and a program
 * that gives it a screen where there is none
 * @throws Error with the sentence that says what to do where one is missing
 */
export function findWebKit(say = (line) => console.error(line)) {
  const look = () => {
    const driver = programsOnPath(['WebKitWebDriver']).find(isProgram);
    const browser = MINI_BROWSERS.find(isProgram);
    const display = process.env.DISPLAY ? null : programsOnPath(['Xvfb']).find(isProgram);
    return driver && browser && display !== undefined ? { driver, browser, display } : undefined;
  };
  return lookOrInstall(
    say,
    look,
    'WebKitGTK',
    ['webkit2gtk-driver', 'xvfb'],
    'No WebKitGTK was found; it runs on Linux alone. Install it (Debian: apt-get install webkit2gtk-driver xvfb).',
  );
}
