// Typing letter by letter into our panel on a slow phone: time from the key to the frame with its answers, letters that got
// lost, and answers that moved while the pointer rested on one.
import { slowDown } from './cold-click.mjs';

const QUERY = 'embed widgt';
const BETWEEN_KEYS_MS = 150;

/** @returns {{times, work, lost, moved, rests}} of one session: ms by key, and how often a resting pointer met another answer */
export async function typeSlowly(browser, url) {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  try {
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Help', exact: true }).click();
    const box = page.locator('fingerpost-help input[role=combobox]');
    await box.pressSequentially('help');
    await page.locator('fingerpost-help [role=option]').first().waitFor();
    // The later parts of the index arrive; then it is asked as it stays.
    await page.waitForLoadState('networkidle');
    await box.fill('');
    await page.evaluate(() => {
      globalThis.keyTimes = [];
      globalThis.workTimes = [];
      document.addEventListener(
        'keydown',
        () => {
          const begun = performance.now();
          globalThis.lastKey = begun;
          requestAnimationFrame(() => setTimeout(() => globalThis.keyTimes.push(performance.now() - begun)));
        },
        { capture: true },
      );
      // After the panel's own listeners, and what they made Preact draw.
      document.addEventListener('input', () => globalThis.workTimes.push(performance.now() - globalThis.lastKey));
    });
    await slowDown(page, { network: false });
    await box.pressSequentially(QUERY, { delay: BETWEEN_KEYS_MS });
    await page.waitForFunction((count) => globalThis.keyTimes.length >= count, QUERY.length);
    const { times, work } = await page.evaluate(() => ({ times: globalThis.keyTimes, work: globalThis.workTimes }));
    const typed = await box.inputValue();
    await box.fill('');
    // As fast as keys can come.
    await box.pressSequentially(QUERY);
    const typedFast = await box.inputValue();
    const resting = await restAndType(page, box);
    const lost = 2 * QUERY.length - lettersKept(typed) - lettersKept(typedFast);
    return { times, work, lost, ...resting };
  } finally {
    await context.close();
  }
}

function lettersKept(typed) {
  return typed === QUERY ? QUERY.length : Math.min(typed.length, QUERY.length - 1);
}

/** The pointer rests on the second answer while the rest of the words is typed. */
async function restAndType(page, box) {
  await box.fill('');
  const [start, rest] = [QUERY.slice(0, 5), QUERY.slice(5)];
  await box.pressSequentially(start, { delay: BETWEEN_KEYS_MS });
  const option = page.locator('fingerpost-help [role=option]').nth(1);
  await option.waitFor();
  const place = await option.boundingBox();
  const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
  await page.mouse.move(x, y, { steps: 3 });
  const under = () =>
    page.evaluate(
      ([left, top]) => {
        const host = document.querySelector('fingerpost-help');
        const found = host.shadowRoot.elementFromPoint(left, top)?.closest('[role=option]');
        return found?.querySelector('b')?.textContent ?? '';
      },
      [x, y],
    );
  let moved = 0;
  let before = await under();
  for (const letter of rest) {
    await page.keyboard.type(letter);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    const now = await under();
    if (now !== before) moved += 1;
    before = now;
  }
  return { moved, rests: rest.length };
}
