// A visitor with a slow phone clicks the launcher and types at once: how long until the first answer stands there.

const CPU = 4;
const LATENCY_MS = 562;
const BYTES_PER_SECOND = 180_000;
const MOST_MS = 60_000;

/** Slows a page down: CPU 4 times, each request 562 ms and 180 kB/s where `network` is asked for. */
export async function slowDown(page, { network }) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  if (network) await slowNetwork(session);
}

/** Slows the requests of a page down from now on. */
export async function slowNetwork(session) {
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND,
  });
}

/**
 * One cold visit. In the page, the time from the click to the first frame with an answer is taken.
 * @param subject {url, words}, and where the page has them elsewhere than a button "Help" and a box "Search help": {button, box}
 * @returns ms, and the bytes that came over the line after the click
 */
export async function clickCold(browser, { url, words, button, box }) {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(MOST_MS);
  try {
    await page.addInitScript(() => {
      // A worker's requests are not slowed down; without it, its work is done in the page, as where a policy forbids workers.
      Reflect.deleteProperty(globalThis, 'Worker');
      const answer = () =>
        document.querySelector('ol li, .VPLocalSearchBox .result') ??
        document.querySelector('fingerpost-help')?.shadowRoot?.querySelector('[role=option]');
      globalThis.addEventListener(
        'click',
        () => {
          if (globalThis.coldClick) return;
          globalThis.coldClick = performance.now();
          const look = () => {
            if (answer()) globalThis.coldMs = performance.now() - globalThis.coldClick;
            else requestAnimationFrame(look);
          };
          look();
        },
        { capture: true },
      );
    });
    await slowDown(page, { network: true });
    await page.goto(url, { waitUntil: 'networkidle' });
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const launcher = button ? page.locator(button) : page.getByRole('button', { name: 'Help', exact: true });
    await launcher.first().click();
    await page.locator(box ?? 'input[aria-label="Search help"]').pressSequentially(words);
    await page.waitForFunction(() => globalThis.coldMs !== undefined);
    return { ms: await page.evaluate(() => globalThis.coldMs), bytes };
  } finally {
    await context.close();
  }
}
