// One visitor who clicks the launcher and types at once: how long until a panel, a box to type into, and an answer stand there.
import { slowDown, slowNetwork } from '../cold/cold-click.mjs';
import { countLine } from './visit-page.mjs';

const MOST_MS = 60_000;

/** Runs in the page: notes the first frame with each of the things, in ms after the click. */
function watchClick({ host, panel, input, answer }) {
  const find = (css) => {
    const root = host ? document.querySelector(host)?.shadowRoot : document;
    const node = css && root?.querySelector(css);
    return node && node.getBoundingClientRect().height > 0;
  };
  const wanted = Object.entries({ panel, input, answer }).filter(([, css]) => css);
  const seen = {};
  globalThis.seen = seen;
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'click') seen.painted ??= duration;
  }).observe({ type: 'event', durationThreshold: 16 });
  globalThis.addEventListener(
    'click',
    ({ timeStamp }) => {
      let frames = 0;
      const look = () => {
        const now = performance.now() - timeStamp;
        frames += 1;
        for (const [name, css] of wanted) if (!(name in seen) && find(css)) seen[name] = now;
        if ('panel' in seen) seen.frames ??= frames;
        if (wanted.some(([name]) => !(name in seen))) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    { capture: true, once: true },
  );
}

/**
 * The page is there and quiet, nothing of the widget was wanted yet; processor four times slower.
 * @param subject {launcher, host?, panel?, input, answer?}: CSS selectors, inside the host's shadow root where there is one
 * @param options {network} whether the line is slow from the click on, {words} what is typed where answers are looked for
 * @returns ms {panel?, painted?, input, answer?}, in which frame after the click the panel stands {frames?}, and what came over
 * the line until then {requests, bytes}
 */
export async function clickLauncher(browser, url, subject, { network, words }) {
  const { launcher, host, panel, input, answer } = subject;
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(MOST_MS);
  try {
    // A worker's requests are not slowed down; without it, its work is done in the page.
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
    await slowDown(page, { network: false });
    await page.goto(url, { waitUntil: 'networkidle' });
    const place = await page.locator(launcher).first().boundingBox();
    await page.evaluate(watchClick, { host, panel, input, answer: words && answer });
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    if (network) await slowNetwork(session);
    const line = countLine(session, url);
    await page.mouse.click(place.x + place.width / 2, place.y + place.height / 2);
    await page.waitForFunction(() => globalThis.seen.input !== undefined);
    const until = line();
    if (words && answer) {
      await page.locator(input).first().pressSequentially(words);
      await page.waitForFunction(() => globalThis.seen.answer !== undefined);
    }
    return { ...(await page.evaluate(() => globalThis.seen)), ...until };
  } finally {
    await context.close();
  }
}
