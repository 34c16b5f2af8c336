// The core journey of somebody who needs help, step by step, in whichever engine: one code for all of them.
import { expect } from 'vitest';
import { click, type PageDriver, see, seeAll, type Target, until } from './page-driver.ts';

export interface Journey {
  page: PageDriver;
  /** The embedding page's address, and that of one whose attributes ask for another side, colour and theme. */
  url: string;
  changed: string;
  /** Where help is served. */
  help: string;
}

export interface JourneyStep {
  name: string;
  take(journey: Journey): Promise<void>;
}

const QUERY = 'find my request';
const MESSAGE = 'I went through all of it twice, and it still says that nothing was found.';
const launcher: Target = { css: 'button', name: 'Help' };
const box: Target = { css: 'input[aria-label="Search help"]' };
const words: Target = { css: 'textarea', name: 'How can we help?' };
const panel: Target = { css: '[role=dialog]' };
const view = (name: string, state: string): Target => ({ css: `[data-view="${name}"][data-state="${state}"]` });
const button = (name: string): Target => ({ css: 'button', name });

/**
 * Everything that the page notices of help: errors, what its policy stopped, and each word in the console. It is the page's own
 * script, since not every engine tells its driver.
 */
export const LISTENING_SCRIPT = `
  window.noises = [];
  const note = (text) => window.noises.push(text);
  addEventListener('error', (event) => note('error: ' + event.message));
  addEventListener('unhandledrejection', (event) => note('unhandled: ' + event.reason));
  document.addEventListener('securitypolicyviolation', (event) => note('policy: ' + event.effectiveDirective + ' ' + event.blockedURI));
  for (const level of ['log', 'info', 'warn', 'error', 'debug']) console[level] = (...said) => note('console.' + level + ': ' + said.join(' '));
`;

/** What the page noticed since it was loaded; runs in the page. */
const noises = () => (window as unknown as { noises: string[] }).noises;

/** The colours of something in the widget; runs in the page. */
function drawn(css: string): { fill: string; text: string } {
  const node = document.querySelector('fingerpost-help')?.shadowRoot?.querySelector(css);
  const style = node && getComputedStyle(node);
  return { fill: style?.backgroundColor ?? '', text: style?.color ?? '' };
}

/** 0 is black, 255 white; what is no colour of three parts is neither dark nor light. */
function lightnessOf(colour: string): number {
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = (colour.match(/\d+/g) ?? []).map(Number);
  return (red + green + blue) / 3;
}

async function expectSilence(page: PageDriver): Promise<void> {
  expect(await page.run(noises, null)).toEqual([]);
}

async function expectInsideWindow(page: PageDriver, target: Target): Promise<void> {
  const { box: place } = await see(page, target);
  const { width, height } = await page.run(() => ({ width: innerWidth, height: innerHeight }), null);
  expect(place.left, 'left').toBeGreaterThanOrEqual(0);
  expect(place.top, 'top').toBeGreaterThanOrEqual(0);
  expect(place.right, 'right').toBeLessThanOrEqual(width);
  expect(place.bottom, 'bottom').toBeLessThanOrEqual(height);
}

export const JOURNEY: JourneyStep[] = [
  {
    name: 'the launcher is there for one request, and nothing is kept',
    async take({ page, url, help }) {
      await page.goto(url);
      await see(page, launcher);
      await expectInsideWindow(page, launcher);
      const seen = await page.run(
        () => ({
          fetched: performance
            .getEntriesByType('resource')
            .map(({ name }) => name)
            .filter((name) => !name.endsWith('/favicon.ico')),
          kept: localStorage.length + sessionStorage.length + document.cookie.length,
        }),
        null,
      );
      expect(seen.fetched.filter((address) => address.startsWith(help))).toEqual([`${help}/widget.js`]);
      expect(seen.kept).toBe(0);
    },
  },
  {
    name: 'a click opens the panel, ready to type',
    async take({ page }) {
      await click(page, launcher);
      await see(page, view('home', 'ready'));
      await expectInsideWindow(page, panel);
      await until('the search box has the focus', async () => (await see(page, box)).hasFocus);
    },
  },
  {
    name: 'answers come while typing, with the words marked',
    async take({ page }) {
      await page.type(QUERY);
      await see(page, view('results', 'found'));
      expect((await see(page, box)).value).toBe(QUERY);
      await until('an answer has the words marked', async () => (await seeAll(page, { css: '[role=option] mark' }))[0]);
    },
  },
  {
    name: 'arrow keys choose, Enter opens the article',
    async take({ page }) {
      const wanted = { css: '[role=option]', name: 'Find your request' };
      await see(page, wanted);
      const chosen = { ...wanted, css: '[role=option][aria-selected=true]' };
      for (let presses = 0; (await seeAll(page, chosen)).length === 0; presses += 1) {
        expect(presses, 'presses of the arrow key').toBeLessThan(20);
        await page.press('ArrowDown');
      }
      expect((await see(page, box)).hasFocus).toBe(true);
      await page.press('Enter');
      await see(page, view('article', 'ready'));
      await see(page, { css: 'h2', name: 'Find your request' });
      expect((await see(page, { css: '.prose' })).text.length).toBeGreaterThan(200);
    },
  },
  {
    name: 'No leads to the form, with what was looked at',
    async take({ page }) {
      await click(page, button('No'));
      await click(page, { css: 'label', name: 'Something is missing' });
      await click(page, button('Write to us about this'));
      await see(page, view('form', 'writing'));
      const lines = await until('what was tried is listed', async () => {
        const all = await seeAll(page, { css: '.trail li' });
        return all.length > 0 && all;
      });
      expect(lines.some(({ text }) => text.includes(`\u201c${QUERY}\u201d`))).toBe(true);
    },
  },
  {
    name: 'what is typed is there after a page load',
    async take({ page }) {
      await click(page, words);
      await page.type(MESSAGE);
      await until('it is typed', async () => (await see(page, words)).value === MESSAGE);
      await expectSilence(page);
      await page.reload();
      await see(page, view('form', 'writing'));
      await until('it is typed still', async () => (await see(page, words)).value === MESSAGE);
    },
  },
  {
    name: 'sending gives a number and a key',
    async take({ page }) {
      await click(page, button('Send'));
      await see(page, view('sent', 'sent'));
      const [number, key] = await seeAll(page, { css: '.receipt dd' });
      expect(Number(number?.text)).toBeGreaterThan(0);
      expect(key?.text.trim().length).toBeGreaterThan(10);
      await see(page, { css: 'time' });
    },
  },
  {
    name: 'the request can be looked at',
    async take({ page }) {
      await click(page, button('See my request'));
      await see(page, view('request', 'ready'));
      await until('its words are shown', async () => (await see(page, panel)).text.includes(MESSAGE));
    },
  },
  {
    name: 'Escape closes it and gives the focus back',
    async take({ page }) {
      await page.press('Escape');
      await until('the panel is away', async () => (await seeAll(page, panel)).length === 0);
      await until('the launcher has the focus', async () => (await see(page, launcher)).hasFocus);
      await page.press('Enter');
      await see(page, panel);
    },
  },
  {
    name: 'destroy leaves nothing, and the page noticed nothing',
    async take({ page }) {
      const left = await page.run(() => {
        (window as unknown as { Fingerpost(method: string): void }).Fingerpost('destroy');
        return {
          elements: document.querySelectorAll('fingerpost-help').length,
          global: typeof (window as unknown as { Fingerpost?: unknown }).Fingerpost,
          kept: Object.keys(localStorage),
        };
      }, null);
      expect(left).toEqual({ elements: 0, global: 'undefined', kept: [] });
      await expectSilence(page);
    },
  },
  {
    name: 'side, colour and theme are as the page wants them',
    async take({ page, changed }) {
      await page.goto(changed);
      const { box: place } = await see(page, launcher);
      expect(place.left).toBe(24);
      const asked = await page.run(drawn, launcher.css);
      expect(asked.fill).toBe('rgb(255, 212, 0)');
      expect(lightnessOf(asked.text), `the launcher's ${asked.text} on yellow`).toBeLessThan(80);
      await click(page, launcher);
      await see(page, view('home', 'ready'));
      await expectInsideWindow(page, panel);
      const { fill, text } = await page.run(drawn, panel.css);
      expect(lightnessOf(fill), `the panel's ${fill}`).toBeLessThan(80);
      expect(lightnessOf(text), `the text's ${text}`).toBeGreaterThan(180);
      await expectSilence(page);
    },
  },
  {
    name: "an element of the page opens an article, which stays over the page's own route",
    async take({ page }) {
      await page.press('Escape');
      await until('the panel is away', async () => (await seeAll(page, panel)).length === 0);
      await click(page, { css: '[data-fingerpost-article]' });
      await see(page, view('article', 'ready'));
      const title = { css: 'h2', name: 'Find your request' };
      await see(page, title);
      const moved = await page.run(() => {
        history.pushState(null, '', '?elsewhere');
        return location.search;
      }, null);
      expect(moved).toBe('?elsewhere');
      await see(page, title);
      await page.press('Escape');
      await until('the panel is away again', async () => (await seeAll(page, panel)).length === 0);
      await expectSilence(page);
    },
  },
];
