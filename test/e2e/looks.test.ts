// A product's own look: any colour stays readable in both themes, and font, corners and density are the page's to set.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { applyBrand } from '../../widget/ui/brand.ts';
import { openPage } from './support/browser.ts';
import { raiseStage } from './support/stage.ts';
import { widgetOf } from './support/widget.ts';

const stage = raiseStage({ RATE_LIMITS: 'off' });

/** Corners of the cube of colours, the middle, and the hard ones: those that are neither light nor dark. */
const COLOURS = [
  ...[0, 128, 255].flatMap((red) => [0, 128, 255].flatMap((green) => [0, 128, 255].map((blue) => [red, green, blue]))),
  ...[100, 110, 118, 119, 125, 140].map((grey) => [grey, grey, grey]),
].map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);

interface Measured {
  words: string;
  contrast: number;
}

/** The contrast of each text in the widget with what is behind it (WCAG 2.2), the least first. */
function contrasts(page: Page): Promise<Measured[]> {
  return page.evaluate(() => {
    const root = document.querySelector('fingerpost-help')?.shadowRoot;
    const colourOf = (text: string) => (text.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (parts: number[]) => {
      const [red = 0, green = 0, blue = 0] = parts.map((part) =>
        part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const groundOf = (node: Element | null): number[] => {
      for (let at = node; at; at = at.parentElement) {
        const ground = colourOf(getComputedStyle(at).backgroundColor);
        if (ground.length === 3 || (ground[3] ?? 0) > 0) return ground.slice(0, 3);
      }
      return [255, 255, 255];
    };
    const found: { words: string; contrast: number }[] = [];
    const walker = document.createTreeWalker(root ?? document, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const words = (node.textContent ?? '').trim();
      if (!parent || !words || parent.closest('.sr, style') || !parent.getClientRects().length) continue;
      const one = luminance(colourOf(getComputedStyle(parent).color).slice(0, 3)) + 0.05;
      const other = luminance(groundOf(parent)) + 0.05;
      found.push({ words, contrast: Math.max(one, other) / Math.min(one, other) });
    }
    return found.sort((a, b) => a.contrast - b.contrast);
  });
}

/** What the widget sets on its element for a brand colour, asked of the widget's own code. */
function brandStyle(color: string): [name: string, value: string][] {
  const set: [string, string][] = [];
  const style = { setProperty: (name: string, value: string) => set.push([name, value]) };
  applyBrand(style as unknown as CSSStyleDeclaration, color);
  return set;
}

test('the colour of the script element fills the launcher and the main button as it is', async () => {
  const { page, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/', { attributes: { color: '#ffc400', theme: 'light' } }));
  const widget = widgetOf(page);
  await widget.open();
  await widget.search('zzqxv wvkjq');
  const main = widget.panel.locator('.btn.main');
  await main.waitFor();
  await expect
    .poll(() => main.evaluate((node) => [getComputedStyle(node).backgroundColor, getComputedStyle(node).color]))
    .toEqual(['rgb(255, 196, 0)', 'rgb(23, 32, 27)']);
  await close();
});

test.each(['light', 'dark'] as const)(
  'in the %s theme words can be read whatever colour a product passes',
  async (theme) => {
    const { page, close } = await openPage(stage.browser);
    await page.goto(stage.host.page('/', { attributes: { theme } }));
    const widget = widgetOf(page);
    await widget.launcher.waitFor();
    const inEveryColour = async (view: string) => {
      for (const color of COLOURS) {
        await page.locator('fingerpost-help').evaluate((host, set) => {
          for (const [name, value] of set) (host as HTMLElement).style.setProperty(name, value);
        }, brandStyle(color));
        const measured = await contrasts(page);
        expect(measured.length, view).toBeGreaterThan(0);
        expect(measured[0]?.contrast, `${color} ${view}: ${measured[0]?.words}`).toBeGreaterThanOrEqual(4.5);
      }
    };
    await inEveryColour('launcher');
    await widget.open();
    await inEveryColour('home');
    await widget.search('find my request');
    await widget.options.first().waitFor();
    await widget.box.press('ArrowDown');
    await inEveryColour('results');
    await widget.box.press('Enter');
    await widget.view('article', 'ready').waitFor();
    await inEveryColour('article');
    await widget.panel.getByRole('button', { name: 'No', exact: true }).click();
    await widget.panel.getByLabel('It is not clear').check();
    await inEveryColour('reasons');
    await widget.panel.getByRole('button', { name: 'Write to us about this' }).click();
    await widget.view('form', 'writing').waitFor();
    await inEveryColour('form');
    await close();
  },
);

/** A page with a style of its own for the element. */
async function dressed(style: string, csp?: string) {
  const opened = await openPage(stage.browser);
  const before = `<style>body { font-family: "Courier New", monospace } fingerpost-help { ${style} }</style>`;
  await opened.page.goto(stage.host.page('/', { before, ...(csp ? { csp } : {}) }));
  const widget = widgetOf(opened.page);
  await widget.open();
  const look = (selector: string, property: string) =>
    widget.panel
      .locator(selector)
      .first()
      .evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);
  return { ...opened, widget, look };
}

test('font, corners and density are set in one line of the page’s own style', async () => {
  const { look, widget, noises, close } = await dressed(
    '--fp-font: Georgia, serif; --fp-radius: 2px; --fp-density: 0.8;',
  );
  expect(await look('h2', 'font-family')).toBe('Georgia, serif');
  expect(await look('.box', 'border-top-left-radius')).toBe('2px');
  const row = (await widget.panel.locator('summary').first().boundingBox())?.height ?? 0;
  expect(row).toBeLessThan(44);
  expect(row).toBeGreaterThanOrEqual(24);
  expect(noises).toEqual([]);
  await close();
});

test('the font of the page is taken where that is asked for', async () => {
  const { look, close } = await dressed('--fp-font: page, system-ui;');
  await expect.poll(() => look('h2', 'font-family')).toBe('"Courier New", monospace');
  await close();
});

test('what cannot be used of a look is named once, and the default is taken', async () => {
  const { look, noises, close } = await dressed('--fp-radius: round; --fp-density: 7;');
  await expect.poll(() => noises.length).toBe(2);
  expect(noises.join('\n')).toMatch(/--fp-radius: round should be a length such as 4px; 8px is used/);
  expect(noises.join('\n')).toMatch(/--fp-density: 7 should be a number from 0\.75 to 1\.25; 1 is used/);
  expect(await look('.box', 'border-top-left-radius')).toBe('8px');
  expect(await look('summary', 'min-height')).toBe('44px');
  await close();
});
