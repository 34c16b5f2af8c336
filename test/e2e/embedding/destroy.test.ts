// What is left of help after destroy, counted: nodes, listeners, timers, style sheets, globals and the heap, over fifty rounds.
import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { raiseStage } from '../support/stage.ts';
import { callFingerpost, widgetOf } from '../support/widget.ts';

const stage = raiseStage();

const ROUNDS = 50;
const WARM_UP = 20;
const MOST_HEAP_LEFT = 200_000;

interface Counts {
  nodes: number;
  listeners: number;
  timers: number;
  sheets: number;
  globals: number;
  wrappers: number;
}

/** Wraps what a script can leave behind, before any other script runs, so that it can be counted. */
function countEverything(): void {
  const listening = new Map<string, number>();
  const ids = new WeakMap<object, number>();
  let nextId = 1;
  const idOf = (thing: object | null) => {
    if (!thing) return 0;
    ids.set(thing, ids.get(thing) ?? nextId++);
    return ids.get(thing) ?? 0;
  };
  const isCapture = (options: unknown) =>
    typeof options === 'object' ? Boolean((options as AddEventListenerOptions | null)?.capture) : Boolean(options);
  const held = (target: EventTarget) => target === window || target === document || target instanceof Window;
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const keyOf = (target: EventTarget, kind: string, listener: unknown, options: unknown) =>
    [idOf(target), kind, idOf(listener as object), isCapture(options)].join();
  EventTarget.prototype.addEventListener = function (kind, listener, options) {
    const global = held(this) || !(this instanceof Node || this instanceof AbortSignal);
    if (listener && global) {
      const key = keyOf(this, kind, listener, options);
      listening.set(key, 1);
      const signal = typeof options === 'object' ? options.signal : undefined;
      if (signal) add.call(signal, 'abort', () => listening.delete(key));
    }
    add.call(this, kind, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (kind, listener, options) {
    listening.delete(keyOf(this, kind, listener, options));
    remove.call(this, kind, listener, options);
  };
  const timers = new Set<unknown>();
  const later = window as unknown as Record<string, (...given: unknown[]) => unknown>;
  for (const [begin, end, repeats] of [
    ['setTimeout', 'clearTimeout', false],
    ['setInterval', 'clearInterval', true],
    ['requestAnimationFrame', 'cancelAnimationFrame', false],
    ['requestIdleCallback', 'cancelIdleCallback', false],
  ] as const) {
    const start = later[begin]?.bind(window);
    const stop = later[end]?.bind(window);
    later[begin] = (act, ...rest) => {
      const id = start?.(
        (...given: unknown[]) => {
          if (!repeats) timers.delete(`${begin}${id}`);
          (act as (...given: unknown[]) => void)(...given);
        },
        ...rest,
      );
      timers.add(`${begin}${id}`);
      return id;
    };
    later[end] = (id) => {
      timers.delete(`${begin}${id}`);
      return stop?.(id);
    };
  }
  (window as unknown as { countLeft(): Counts }).countLeft = () => ({
    nodes: document.querySelectorAll('*').length,
    listeners: listening.size,
    timers: timers.size,
    sheets: document.adoptedStyleSheets.length + document.styleSheets.length,
    globals: Object.getOwnPropertyNames(window).filter((name) => /finger/i.test(name)).length,
    wrappers: ['pushState', 'replaceState'].filter((name) => Object.hasOwn(history, name)).length,
  });
}

const count = (page: Page) => page.evaluate(() => (window as unknown as { countLeft(): Counts }).countLeft());

async function heapOf(session: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

/** One round: the script comes, help is used, and it is taken away. */
async function round(page: Page, help: string): Promise<void> {
  await page.evaluate(
    (src) =>
      new Promise((resolve) => {
        const script = document.createElement('script');
        script.src = src;
        script.dataset.reportErrors = 'on';
        script.onload = resolve;
        document.head.append(script);
      }),
    `${help}/widget.js`,
  );
  const widget = widgetOf(page);
  await callFingerpost(page, 'search', 'find my request');
  await widget.view('results', 'found').waitFor();
  await callFingerpost(page, 'article', 'find-my-request');
  await widget.view('article', 'ready').waitFor();
  await callFingerpost(page, 'destroy');
  await page.evaluate(() => document.querySelector('script[src*="widget.js"]')?.remove());
}

/** The same without the Navigation API, so that the wrappers of the history are counted too. */
test.each([
  ['with the Navigation API', false],
  ['without it', true],
])(
  '%s, nothing is left after fifty rounds',
  async (_, isOld) => {
    const { page, noises, close } = await openPage(stage.browser);
    await page.addInitScript(countEverything);
    if (isOld) await page.addInitScript(() => Reflect.deleteProperty(window, 'navigation'));
    const address = stage.host.page(`/rounds-${isOld}`, { attributes: { launcher: 'none' } });
    await page.goto(address, { waitUntil: 'load' });
    // The page's own copy of the script goes first.
    await page.locator('fingerpost-help').waitFor({ state: 'attached' });
    await callFingerpost(page, 'destroy');
    await page.evaluate(() => document.querySelector('script[src*="widget.js"]')?.remove());
    const before = await count(page);
    const session = await page.context().newCDPSession(page);
    const rounds = isOld ? 5 : ROUNDS;
    let heapBefore = Number.POSITIVE_INFINITY;
    for (let at = 1; at <= rounds; at++) {
      await round(page, stage.product.origin);
      // What the code itself weighs, compiled, is there by then.
      if (at === WARM_UP) heapBefore = await heapOf(session);
    }
    await page.waitForLoadState('networkidle');
    await expect.poll(() => count(page)).toEqual(before);
    expect(before).toMatchObject({ timers: 0, globals: 0, wrappers: 0 });
    const left = async () => (await heapOf(session)) - heapBefore;
    // A browser frees some things only a little later.
    await expect.poll(left).toBeLessThan(MOST_HEAP_LEFT);
    if (!isOld) console.log(`heap after ${rounds} rounds: ${await left()} bytes more than after ${WARM_UP}`);
    expect(noises).toEqual([]);
    await close();
  },
  900_000,
);
