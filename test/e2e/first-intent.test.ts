// What the host page feels of the launcher until somebody wants help, and how the first sign of that is answered.
import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage, type WatchedPage } from './support/browser.ts';
import { raiseStage } from './support/stage.ts';
import { callFingerpost, widgetOf } from './support/widget.ts';

const stage = raiseStage();
const isApp = (address: string) => address.includes('/assets/app-');

/** A page with the launcher on it, once nothing moves any more. */
async function arrive(path: string, prepare?: (session: CDPSession, page: Page) => Promise<unknown>) {
  const opened = await openPage(stage.browser, { hasTouch: true });
  const session = await opened.page.context().newCDPSession(opened.page);
  await prepare?.(session, opened.page);
  await opened.page.goto(stage.host.page(path), { waitUntil: 'networkidle' });
  await widgetOf(opened.page).launcher.waitFor();
  return { ...opened, session };
}

/** Runs in the page: how often something moved by itself. */
const countShifts = () => (window as unknown as { shifts: number }).shifts;

async function expectFetched({ requests }: WatchedPage): Promise<void> {
  await expect.poll(() => requests.filter(isApp).length).toBe(1);
}

test('nothing of the page moves, and no script takes long, on a processor four times slower', async () => {
  const { page, requests, session, close } = await arrive('/still', async (cdp, opened) => {
    await opened.addInitScript(() => {
      const counted = Object.assign(window, { shifts: 0 });
      new PerformanceObserver((list) => {
        counted.shifts += list.getEntries().length;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    // The thread's own time: other work of the machine is not counted.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  });
  const { metrics } = await session.send('Performance.getMetrics');
  const script = metrics.find(({ name }) => name === 'ScriptDuration');
  // A task is long from 50 ms on; all scripts together stay below that.
  expect(1_000 * (script?.value ?? Number.NaN)).toBeLessThan(50);
  expect(await page.evaluate(countShifts)).toBe(0);
  // What watches does see it when something moves.
  await page.evaluate(() =>
    document.body.prepend(Object.assign(document.createElement('hr'), { style: 'height:200px' })),
  );
  await expect.poll(() => page.evaluate(countShifts)).toBe(1);
  expect(requests).toHaveLength(2);
  await close();
});

test('a pointer over the launcher fetches the app, and opens nothing', async () => {
  const opened = await arrive('/hover');
  await widgetOf(opened.page).launcher.hover();
  await expectFetched(opened);
  expect(await opened.page.locator('fingerpost-help .panel').count()).toBe(0);
  await opened.close();
});

test('a finger that touches the launcher fetches the app before it is lifted', async () => {
  const opened = await arrive('/touch');
  const { launcher } = widgetOf(opened.page);
  const place = await launcher.boundingBox();
  if (!place) throw new Error('The launcher has no place.');
  const touchPoints = [{ x: place.x + place.width / 2, y: place.y + place.height / 2 }];
  await opened.session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await expectFetched(opened);
  expect(await opened.page.locator('fingerpost-help .panel').count()).toBe(0);
  await opened.session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await opened.close();
});

test('the focus on the launcher fetches the app', async () => {
  const opened = await arrive('/focus');
  const { launcher } = widgetOf(opened.page);
  const hasFocus = () => launcher.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node);
  for (let presses = 0; !(await hasFocus()); presses += 1) {
    expect(presses).toBeLessThan(10);
    await opened.page.keyboard.press('Tab');
  }
  await expectFetched(opened);
  await opened.close();
});

test('a click is answered with the waiting panel in the next frame, before a byte of the app is there', async () => {
  const held: (() => void)[] = [];
  const { page, close } = await arrive('/frame', (_cdp, opened) =>
    opened.route('**/assets/app-*', (route) => {
      held.push(() => route.continue());
    }),
  );
  const frame = await page.evaluate(
    () =>
      new Promise<{ height: number; children: number }>((resolve) => {
        const root = document.querySelector('fingerpost-help')?.shadowRoot;
        root?.querySelector<HTMLElement>('.launch')?.click();
        requestAnimationFrame(() => {
          const panel = root?.querySelector('.panel');
          resolve({ height: panel?.getBoundingClientRect().height ?? 0, children: panel?.childElementCount ?? -1 });
        });
      }),
  );
  expect(frame.height).toBeGreaterThan(300);
  expect(frame.children).toBe(0);
  await expect.poll(() => held.length).toBe(1);
  held[0]?.();
  await widgetOf(page).view('home', 'ready').waitFor();
  await close();
});

test('without an attribute, help that was open in the tab is open after a page load', async () => {
  const { page, close } = await arrive('/kept');
  const widget = widgetOf(page);
  await widget.open();
  await widget.search('find my request');
  await page.reload();
  await widget.view('results', 'found').waitFor();
  expect(await widget.box.inputValue()).toBe('find my request');
  await close();
});

test("the tab's storage, for which a page has to wait, is opened only where help may have been open before", async () => {
  const opens = (page: Page) => page.evaluate(() => (window as unknown as { opens: number }).opens);
  const { page, close } = await arrive('/from-elsewhere', (_cdp, opened) =>
    opened.addInitScript(() => {
      const counted = Object.assign(window, { opens: 0 });
      const own = sessionStorage;
      Object.defineProperty(window, 'sessionStorage', {
        get() {
          counted.opens++;
          return own;
        },
      });
    }),
  );
  expect(await opens(page)).toBe(0);
  const next = stage.host.page('/next');
  await page.evaluate((address) => location.assign(address), next);
  await page.waitForURL(next);
  await widgetOf(page).launcher.waitFor();
  expect(await opens(page)).toBe(1);
  const widget = widgetOf(page);
  await widget.open();
  await page.evaluate((address) => location.assign(address), stage.host.page('/third'));
  await widget.view('home', 'ready').waitFor();
  await page.reload();
  await widget.view('home', 'ready').waitFor();
  await close();
});

test('what waits to be sent goes after a page load, once and unseen, though nobody opens help', async () => {
  const { page, requests, close } = await arrive('/waiting');
  const widget = widgetOf(page);
  await page.route('**/api/v1/tickets', (route) => route.abort('connectionrefused'));
  await callFingerpost(page, 'request', { message: 'The export stands still.' });
  await widget.view('form', 'writing').waitFor();
  await widget.panel.locator('.foot [type=submit]').click();
  await widget.view('form', 'unsent').waitFor();
  await widget.panel.getByRole('button', { name: 'Close help' }).click();
  await page.unroute('**/api/v1/tickets');
  const goOn = async (path: string) => {
    await page.evaluate((address) => location.assign(address), stage.host.page(path));
    await page.waitForURL(stage.host.page(path), { waitUntil: 'networkidle' });
  };
  const sent = page.waitForResponse('**/api/v1/tickets');
  await goOn('/the-next-page');
  expect((await sent).status()).toBe(201);
  expect(await widget.panel.count()).toBe(0);
  // With nothing left to send, the page after it fetches nothing.
  await expect.poll(() => page.evaluate(() => sessionStorage['fingerpost:default'])).not.toMatch(/open":t/);
  const before = requests.filter(isApp).length;
  await goOn('/the-page-after');
  await widget.launcher.waitFor();
  expect(requests.filter(isApp)).toHaveLength(before);
  await widget.launcher.click();
  await widget.panel.getByText('Your message has been sent.').waitFor();
  await close();
});
