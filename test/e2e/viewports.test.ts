// Help on phones, on narrow windows and in right-to-left pages.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { raiseStage } from './support/stage.ts';
import { type Widget, widgetOf } from './support/widget.ts';

const stage = raiseStage();

/** Walks from home to the confirmation and calls `look` in each view. */
async function walk(widget: Widget, look: (view: string) => Promise<void>): Promise<void> {
  const { panel, view } = widget;
  await widget.open();
  await look('home');
  await widget.search('find my request');
  await view('results', 'found').waitFor();
  await look('results');
  await widget.options.first().click();
  await view('article', 'ready').waitFor();
  await look('article');
  await panel.getByRole('button', { name: 'No', exact: true }).click();
  await view('vote', 'reasons').waitFor();
  await look('reasons');
  await panel.getByRole('button', { name: 'Write to us about this' }).click();
  await view('form', 'writing').waitFor();
  await look('form');
  await panel.getByLabel('How can we help?').fill('W'.repeat(120));
  await panel.getByRole('button', { name: 'Send', exact: true }).click();
  await view('sent', 'sent').waitFor();
  await look('sent');
  await panel.getByRole('button', { name: 'See my request' }).click();
  await view('request', 'ready').waitFor();
  await look('request');
}

/** Whether the page or the panel's body can be scrolled sideways. */
function scrollsSideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const inside =
      document.querySelector('fingerpost-help')?.shadowRoot?.querySelectorAll('[role=dialog], .body') ?? [];
    return [document.documentElement, ...inside]
      .filter((node) => node.scrollWidth > node.clientWidth + 1)
      .map((node) => `${node.tagName}.${node.className} ${node.scrollWidth} > ${node.clientWidth}`);
  });
}

test('on a phone the panel is a sheet over the whole screen', async () => {
  const { page, noises, close } = await openPage(stage.browser, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await page.goto(stage.host.page('/'));
  const widget = widgetOf(page);
  await walk(widget, async (view) => {
    const sheet = await widget.panel.boundingBox();
    expect(sheet, view).toMatchObject({ x: 0, width: 390 });
    expect(sheet?.height, view).toBeGreaterThan(700);
    expect((sheet?.y ?? 0) + (sheet?.height ?? 0), view).toBeCloseTo(844, -1);
    expect(await scrollsSideways(page), view).toEqual([]);
  });
  expect(noises).toEqual([]);
  await close();
});

test('at 320 pixels, which is 400 % zoom, nothing scrolls sideways', async () => {
  const { page, close } = await openPage(stage.browser, { viewport: { width: 320, height: 568 } });
  await page.goto(stage.host.page('/'));
  await walk(widgetOf(page), async (view) => expect(await scrollsSideways(page), view).toEqual([]));
  await close();
});

test('on a desktop the panel stands beside the page and inside the window', async () => {
  const { page, close } = await openPage(stage.browser, { viewport: { width: 1280, height: 720 } });
  await page.goto(stage.host.page('/'));
  const widget = widgetOf(page);
  await walk(widget, async (view) => {
    const box = await widget.panel.boundingBox();
    expect(box?.width, view).toBe(384);
    expect(box?.height, view).toBeLessThanOrEqual(640);
    expect(box?.x, view).toBeGreaterThan(760);
    expect(box?.y, view).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0), view).toBeLessThanOrEqual(720);
  });
  await close();
});

test('touch targets in the panel are at least 24 pixels high and wide', async () => {
  const { page, close } = await openPage(stage.browser, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.goto(stage.host.page('/'));
  const widget = widgetOf(page);
  await walk(widget, async (view) => {
    const small = await widget.panel.locator('button:visible, summary:visible, select:visible').evaluateAll((nodes) =>
      nodes
        .map((node) => ({ text: node.textContent || node.ariaLabel, box: node.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 24 || box.width < 24)
        .map(({ text, box }) => `${text} ${box.width}x${box.height}`),
    );
    expect(small, view).toEqual([]);
  });
  await close();
});

test('on a right-to-left page whose language has no words yet, English is shown as it is written, and nothing breaks', async () => {
  const { page, noises, close } = await openPage(stage.browser, { viewport: { width: 1280, height: 720 } });
  await page.goto(stage.host.page('/rtl', { attributes: { locale: 'he', position: 'left' }, dir: 'rtl' }));
  const widget = widgetOf(page);
  await walk(widget, async (view) => {
    expect(await widget.panel.evaluate((node) => getComputedStyle(node).direction), view).toBe('ltr');
    expect(await scrollsSideways(page), view).toEqual([]);
  });
  expect((await widget.panel.boundingBox())?.x).toBeLessThan(100);
  expect(noises).toEqual([]);
  await close();
});

test('on a right-to-left page the launcher stands at the left with its mark mirrored, and the panel over it', async () => {
  const { page, noises, close } = await openPage(stage.browser, { viewport: { width: 1280, height: 720 } });
  const widget = widgetOf(page);
  const launcher = page.getByRole('button', { name: 'المساعدة', exact: true });
  const markOf = () => launcher.evaluate((node) => getComputedStyle(node, '::before').scale);
  const xOf = async (part: typeof widget.panel) => (await part.boundingBox())?.x ?? Number.NaN;
  for (const [attributes, isLeft] of [
    [{ locale: 'ar' }, true],
    [{ locale: 'ar', position: 'right' }, false],
  ] as const) {
    await page.goto(stage.host.page(`/rtl-${isLeft}`, { attributes, dir: 'rtl' }));
    expect(await markOf()).toBe(isLeft ? '-1 1' : 'none');
    expect((await xOf(launcher)) < 100).toBe(isLeft);
    await launcher.click();
    await widget.view('home', 'ready').waitFor();
    expect((await xOf(widget.panel)) < 100).toBe(isLeft);
    expect(await widget.panel.evaluate((node) => getComputedStyle(node).borderTopWidth)).toBe('0px');
    // Open help would come back on the next page.
    await page.keyboard.press('Escape');
    await widget.panel.waitFor({ state: 'hidden' });
  }
  expect(noises).toEqual([]);
  await close();
});

test('in a right-to-left language with words of its own everything is mirrored', async () => {
  const { page, noises, close } = await openPage(stage.browser, { viewport: { width: 390, height: 844 } });
  await page.goto(stage.host.page('/rtl', { attributes: { locale: 'ar' }, dir: 'rtl' }));
  const widget = widgetOf(page);
  const launcher = page.getByRole('button', { name: 'المساعدة', exact: true });
  await launcher.click();
  await widget.view('home', 'ready').waitFor();
  // The words, and with them the direction, are a part of their own.
  await expect.poll(() => widget.panel.evaluate((node) => getComputedStyle(node).direction)).toBe('rtl');
  expect(await scrollsSideways(page)).toEqual([]);
  expect(noises).toEqual([]);
  await close();
});

test('what has the focus is never behind what stays in sight, and never moves the panel in its frame', async () => {
  const { page, close } = await openPage(stage.browser, { viewport: { width: 1280, height: 500 } });
  await page.goto(stage.host.page('/'));
  const widget = widgetOf(page);
  await widget.launcher.click();
  await page.evaluate(() => window.Fingerpost?.('request', { message: 'It fails.' }));
  await widget.view('form', 'writing').waitFor();
  await widget.panel.locator('#files').waitFor({ state: 'attached' });
  const look = () =>
    page.evaluate(() => {
      const root = document.querySelector('fingerpost-help')?.shadowRoot;
      const at = (node: Element | null | undefined) => node?.getBoundingClientRect() ?? new DOMRect();
      const focused = root?.activeElement;
      // A field that nobody sees stands for its label.
      const shown = at(focused?.classList.contains('sr') ? focused.closest('label') : focused);
      const isInFoot = focused?.closest('.foot, .head') !== null;
      return {
        name: focused?.id || focused?.textContent,
        moved: root?.querySelector('[role=dialog]')?.scrollTop,
        isHidden:
          !isInFoot &&
          (shown.top >= at(root?.querySelector('form .foot')).top ||
            shown.bottom <= at(root?.querySelector('.head')).bottom),
      };
    });
  const names: unknown[] = [];
  for (let press = 0; press < 12 && !names.includes('Send'); press += 1) {
    const { name, moved, isHidden } = await look();
    expect({ moved, isHidden }, `${name}`).toEqual({ moved: 0, isHidden: false });
    names.push(name);
    await page.keyboard.press('Tab');
  }
  expect(names).toEqual(expect.arrayContaining(['message', 'email', 'files', 'Send']));
  await close();
});
