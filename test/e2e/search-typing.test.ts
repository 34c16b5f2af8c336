// Somebody types on a slow machine: no letter is lost, and no answer moves away from under the pointer or the keys.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { strictPolicy } from './support/host-page.ts';
import { raiseStage } from './support/stage.ts';
import { type Widget, widgetOf } from './support/widget.ts';

const stage = raiseStage();

/** Where one answer stood in one frame. */
interface Seen {
  title: string;
  top: number;
}

async function openSlowly(
  path: string,
): Promise<{ page: Page; widget: Widget; noises: string[]; close(): Promise<void> }> {
  const { page, noises, close } = await openPage(stage.browser);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(stage.host.page(path, { csp: strictPolicy(stage.product.origin) }));
  return { page, widget: widgetOf(page), noises, close };
}

/** Waits for what comes after the first answers: the passage of each. */
async function passagesOf(widget: Widget): Promise<void> {
  await expect
    .poll(async () => (await widget.options.locator('span').allTextContents()).join('').length)
    .toBeGreaterThan(100);
}

/** Notes in every frame what lies under a point, until asked for it. */
async function watchPoint(page: Page, x: number, y: number): Promise<() => Promise<Seen[]>> {
  await page.evaluate(
    ([atX, atY]) => {
      const seen: Seen[] = [];
      const look = () => {
        const root = document.querySelector('fingerpost-help')?.shadowRoot;
        const option = root?.elementFromPoint(atX as number, atY as number)?.closest('[role=option]');
        const title = option?.querySelector('b')?.textContent ?? '';
        const top = Math.round(option?.getBoundingClientRect().top ?? -1);
        const last = seen.at(-1);
        if (last?.title !== title || last.top !== top) seen.push({ title, top });
        requestAnimationFrame(look);
      };
      look();
      Object.assign(window, { seenUnderPoint: seen });
    },
    [x, y],
  );
  return () => page.evaluate(() => (window as unknown as { seenUnderPoint: Seen[] }).seenUnderPoint);
}

test('"embed widgt" typed letter by letter at a quarter of the speed loses no key and finds the article', async () => {
  const { page, widget, noises, close } = await openSlowly('/typing');
  await widget.open();
  const query = 'embed widgt';
  await page.evaluate(() => {
    const typed: string[] = [];
    document.querySelector('fingerpost-help')?.shadowRoot?.addEventListener('input', (event) => {
      typed.push((event.target as HTMLInputElement).value);
    });
    Object.assign(window, { typed });
  });
  await widget.box.pressSequentially(query, { delay: 60 });
  expect(await page.evaluate(() => (window as unknown as { typed: string[] }).typed)).toEqual(
    Array.from(query, (_, at) => query.slice(0, at + 1)),
  );
  expect(await widget.box.inputValue()).toBe(query);
  await expect.poll(() => widget.options.first().textContent()).toMatch(/widget|embed/i);
  await expect.poll(() => widget.options.first().locator('b mark').allTextContents()).toEqual(['Embed', 'widget']);
  const guess = widget.panel.getByRole('button', { name: 'Did you mean “embed widget”?' });
  await expect.poll(() => widget.panel.getByRole('status').textContent()).toMatch(/^\d+ answers\. Did you mean/);
  // The next stop of the Tab key after the button that clears the box.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await guess.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node)).toBe(true);
  await passagesOf(widget);
  const first = await widget.options.first().textContent();
  await page.keyboard.press('Enter');
  await guess.waitFor({ state: 'detached' });
  expect(await widget.box.inputValue()).toBe('embed widget');
  expect(await widget.options.first().textContent()).toBe(first);
  await page.keyboard.type('s');
  expect(await widget.box.inputValue()).toBe('embed widgets');
  expect(noises).toEqual([]);
  await close();
});

test('an answer that the pointer was moved to stays where it is while more letters come', async () => {
  const { page, widget, close } = await openSlowly('/pointing');
  await widget.open();
  await widget.search('embed');
  await widget.view('results', 'found').waitFor();
  await passagesOf(widget);
  const box = await widget.options.nth(1).boundingBox();
  if (!box) throw new Error('no second answer');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y, { steps: 3 });
  const title = await widget.options.nth(1).locator('b').textContent();
  const seen = await watchPoint(page, x, y);
  await widget.box.pressSequentially(' widgt', { delay: 60 });
  await page.waitForFunction(() => (window as unknown as { seenUnderPoint: Seen[] }).seenUnderPoint.length > 0);
  const titles = await widget.options.locator('b').allTextContents();
  const places = (await seen()).filter((one) => one.title === title).map(({ top }) => top);
  expect(new Set(places).size).toBe(1);
  expect(titles[1]).toBe(title);
  await close();
});

test('better answers that arrive wait while the pointer is over the list', async () => {
  const { page, widget, close } = await openSlowly('/waiting');
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/passages*', async (route) => {
    await held;
    await route.continue();
  });
  await widget.open();
  await widget.search('who can read');
  await widget.view('results', 'found').waitFor();
  const box = await widget.options.first().boundingBox();
  if (!box) throw new Error('no answer');
  await page.mouse.move(box.x + 40, box.y + 20, { steps: 2 });
  const before = await widget.panel.getByRole('listbox').innerHTML();
  const arrived = page.waitForResponse('**/passages*');
  letGo();
  await (await arrived).finished();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await widget.panel.getByRole('listbox').innerHTML()).toBe(before);
  await page.mouse.move(5, 5, { steps: 2 });
  await expect.poll(() => widget.panel.getByRole('listbox').innerHTML()).not.toBe(before);
  await close();
});

test('every answer has the same height, with and without its passage, on narrow screens too', async () => {
  const { page, widget, close } = await openSlowly('/heights');
  let mayCome = false;
  await page.route('**/passages*', (route) => (mayCome ? route.continue() : route.abort()));
  await widget.open();
  await widget.search('who can read');
  await widget.view('results', 'found').waitFor();
  const heights = () =>
    widget.options.evaluateAll((options) => options.map((option) => option.getBoundingClientRect().height));
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 720 });
    expect(new Set(await heights())).toEqual(new Set([128]));
  }
  mayCome = true;
  const before = await widget.panel.getByRole('listbox').innerHTML();
  await widget.panel.getByRole('button', { name: 'Try again' }).click();
  await page.mouse.move(2, 2);
  await expect.poll(() => widget.panel.getByRole('listbox').innerHTML()).not.toBe(before);
  expect(await widget.panel.getByRole('alert').count()).toBe(0);
  expect(new Set(await heights())).toEqual(new Set([128]));
  await close();
});
