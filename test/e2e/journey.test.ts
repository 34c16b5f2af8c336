// The whole way through help as different people have it: from right to left, enlarged four times, on a phone with its keyboard
// open, with wider spacing of their own, in forced colours, without motion.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { travel } from './support/journey.ts';
import { raiseStage } from './support/stage.ts';

const stage = raiseStage({ RATE_LIMITS: 'off' });

/** What of the panel cannot be read: it runs out of the panel, is cut off, or lies outside of the window. */
function unreadable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('fingerpost-help')?.shadowRoot;
    const panel = root?.querySelector('[role=dialog]');
    if (!panel) return ['there is no panel'];
    const problems: string[] = [];
    const frame = panel.getBoundingClientRect();
    if (frame.left < -1 || frame.right > innerWidth + 1 || frame.top < -1 || frame.bottom > innerHeight + 1)
      problems.push(`the panel stands at ${frame.left} ${frame.top} ${frame.right} ${frame.bottom}`);
    for (const node of [document.documentElement, panel, ...panel.querySelectorAll('.body')])
      if (node.scrollWidth > node.clientWidth + 1)
        problems.push(`${node.tagName}.${node.className} scrolls sideways: ${node.scrollWidth} > ${node.clientWidth}`);
    for (const node of panel.querySelectorAll<HTMLElement>('*')) {
      const box = node.getBoundingClientRect();
      if (!box.width || node.closest('.sr, .trap, pre, table')) continue;
      const named = `${node.tagName}.${node.className} "${node.textContent?.trim().slice(0, 40)}"`;
      if (box.left < frame.left - 1 || box.right > frame.right + 1) problems.push(`${named} sticks out of the panel`);
      // A long title in the head and the excerpt of an answer end in three dots: both stand in full elsewhere.
      if (node.closest('.head, .hit, .count, select, input, textarea')) continue;
      const { overflowY, overflowX } = getComputedStyle(node);
      const isCut = (overflowY === 'hidden' && node.scrollHeight > node.clientHeight + 1) || overflowX === 'clip';
      if (isCut && node !== panel) problems.push(`${named} is cut off`);
    }
    return problems;
  });
}

test('from right to left: all of it is mirrored and nothing runs out of its place', async () => {
  const { page, noises, close } = await openPage(stage.browser, { viewport: { width: 390, height: 844 } });
  await page.goto(stage.host.page('/rtl', { attributes: { locale: 'ar' }, dir: 'rtl' }));
  const panel = page.locator('fingerpost-help [role=dialog]:visible');
  await travel(page, async (view) => {
    await expect.poll(() => panel.evaluate((node) => getComputedStyle(node).direction), { message: view }).toBe('rtl');
    expect(await unreadable(page), view).toEqual([]);
    const [first, last] = await panel
      .locator('.head > *')
      .evaluateAll((nodes) => [nodes[0], nodes.at(-1)].map((node) => node?.getBoundingClientRect().x ?? 0));
    expect(first, `${view}: what comes first in the head stands at the right`).toBeGreaterThan(last as number);
    const words = await panel.evaluate((node) => (node as HTMLElement).innerText);
    expect(words, `${view}: spoken in Arabic`).toMatch(/\p{Script=Arabic}/u);
  });
  expect(noises).toEqual([]);
  await close();
});

test('enlarged to 400 %, which leaves 320 by 200 pixels of a screen, all of it can be read and pressed', async () => {
  const { page, noises, close } = await openPage(stage.browser, { viewport: { width: 320, height: 200 } });
  await page.goto(stage.host.page('/'));
  await travel(page, async (view) => {
    expect(await unreadable(page), view).toEqual([]);
    const { body, window: all } = await page.evaluate(() => ({
      body: document.querySelector('fingerpost-help')?.shadowRoot?.querySelector('.body')?.clientHeight ?? 0,
      window: innerHeight,
    }));
    expect(body, `${view}: at least half of the window is for what is read`).toBeGreaterThanOrEqual(all / 2);
  });
  expect(noises).toEqual([]);
  await close();
});

/** Stands in for the part of a phone's window that its keyboard leaves free; the browser has none without a phone. */
async function addKeyboard(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = Object.assign(new EventTarget(), { height: innerHeight, width: innerWidth, offsetTop: 0, scale: 1 });
    Object.defineProperty(window, 'visualViewport', { value: seen });
    Object.assign(window, {
      moveKeyboard(height: number, pushed: number) {
        Object.assign(seen, { height: innerHeight - height, offsetTop: pushed });
        seen.dispatchEvent(new Event('resize'));
      },
    });
  });
}
/** @param pushed how far the browser has moved the page up, as phones do to show a field */
function moveKeyboard(page: Page, height: number, pushed = 0): Promise<void> {
  return page.evaluate(
    ([keyboard, up]) => {
      (window as unknown as { moveKeyboard(...given: number[]): void }).moveKeyboard(keyboard ?? 0, up ?? 0);
    },
    [height, pushed],
  );
}

test.each([
  ['its keyboard open', 336, 0],
  ['its keyboard open and the page pushed up', 336, 120],
])(
  'on a phone with %s the sheet keeps to what is left, and the field that is written in is in sight',
  async (_, keyboard, pushed) => {
    const { page, noises, close } = await openPage(stage.browser, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await addKeyboard(page);
    await page.goto(stage.host.page('/'));
    const panel = page.locator('fingerpost-help [role=dialog]:visible');
    const free = { top: pushed };
    await travel(
      page,
      async (view) => {
        await moveKeyboard(page, keyboard, pushed);
        const bottom = free.top + 844 - keyboard;
        const sheet = await panel.boundingBox();
        expect(sheet, view).toMatchObject({ x: 0, width: 390, y: pushed });
        expect((sheet?.y ?? 0) + (sheet?.height ?? 0), view).toBeCloseTo(bottom, 0);
        expect(await unreadable(page), view).toEqual([]);
      },
      {
        press: (target) => target.click(),
        async type(target, words) {
          await target.fill(words);
          const box = await target.boundingBox();
          expect(box?.y).toBeGreaterThanOrEqual(free.top);
          expect((box?.y ?? 0) + Math.min(box?.height ?? 0, 48)).toBeLessThanOrEqual(free.top + 844 - keyboard);
        },
      },
    );
    await moveKeyboard(page, 0);
    expect(await panel.boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
    expect(noises).toEqual([]);
    await close();
  },
);

test('who zooms in on a phone sees the panel more closely, not a smaller one', async () => {
  const { page, close } = await openPage(stage.browser, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await page.goto(stage.host.page('/'));
  await page.locator('fingerpost-help .launch').click();
  await page.locator('fingerpost-help [data-view=home][data-state=ready]').waitFor();
  const height = () =>
    page.evaluate(
      () => document.querySelector('fingerpost-help')?.shadowRoot?.querySelector('[role=dialog]')?.clientHeight,
    );
  const before = await height();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 });
  await expect.poll(() => page.evaluate(() => visualViewport?.scale)).toBeGreaterThan(1.5);
  expect(await height()).toBe(before);
  await close();
});

test('with the spacing of text that a reader sets, nothing is cut off and nothing overlaps', async () => {
  const { page, noises, close } = await openPage(stage.browser, { viewport: { width: 390, height: 844 } });
  await page.goto(stage.host.page('/'));
  await page.locator('fingerpost-help').waitFor({ state: 'attached' });
  const widen = () =>
    page.evaluate(() => {
      const root = document.querySelector('fingerpost-help')?.shadowRoot;
      if (!root || root.querySelector('#spacing')) return;
      const style = document.createElement('style');
      style.id = 'spacing';
      // WCAG 2.2, 1.4.12.
      style.textContent =
        '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }';
      root.append(style);
    });
  await widen();
  await travel(page, async (view) => {
    await widen();
    expect(await unreadable(page), view).toEqual([]);
  });
  expect(noises).toEqual([]);
  await close();
});

test('in forced colours the panel has an edge, the chosen answer is marked, and the focus can be seen', async () => {
  const { page, noises, close } = await openPage(stage.browser, { forcedColors: 'active' });
  await page.goto(stage.host.page('/'));
  const panel = page.locator('fingerpost-help [role=dialog]:visible');
  await travel(page, async (view) => {
    expect(await unreadable(page), view).toEqual([]);
    await expect
      .poll(() => panel.evaluate((node) => getComputedStyle(node).borderTopWidth), { message: view })
      .not.toBe('0px');
    if (view !== 'results found') return;
    await page.keyboard.press('ArrowDown');
    const chosen = panel.locator('[aria-selected=true]');
    await chosen.waitFor();
    expect(await chosen.evaluate((node) => getComputedStyle(node).outlineStyle), view).toBe('solid');
    await page.keyboard.press('Tab');
    const ring = await panel.evaluate((node) => {
      const focused = (node.getRootNode() as ShadowRoot).activeElement;
      return focused && getComputedStyle(focused).outlineStyle;
    });
    expect(ring, view).toBe('solid');
  });
  expect(noises).toEqual([]);
  await close();
});

test.each([
  ['reduce', false],
  ['no-preference', true],
] as const)('with the wish for motion "%s" the panel moves: %s', async (reducedMotion, moves) => {
  const { page, close } = await openPage(stage.browser, { reducedMotion });
  await page.goto(stage.host.page('/'));
  await page.evaluate(() => {
    const host = document.querySelector('fingerpost-help') ?? document.documentElement;
    const started: string[] = [];
    Object.assign(window, { started });
    document.addEventListener('animationstart', (event) => started.push(event.animationName), true);
    host.shadowRoot?.addEventListener('animationstart', (event) =>
      started.push((event as AnimationEvent).animationName),
    );
  });
  await travel(page, async () => undefined);
  const started = await page.evaluate(() => (window as unknown as { started: string[] }).started);
  expect(started.length > 0, started.join()).toBe(moves);
  await close();
});
