// Help without a mouse: one journey on the keyboard alone, and where the focus goes.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { raiseStage } from './support/stage.ts';
import { receiptOf, widgetOf } from './support/widget.ts';

const stage = raiseStage();

/** What has the focus, as a person would name it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    const label = inner instanceof HTMLInputElement || inner instanceof HTMLTextAreaElement ? inner.labels?.[0] : null;
    return (inner?.getAttribute('aria-label') ?? label?.textContent ?? inner?.textContent ?? '').trim();
  });
}

/** Presses Tab until something with this name has the focus. */
async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
  const matches = (text: string) => (typeof name === 'string' ? text === name : name.test(text));
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    const text = await focused(page);
    if (matches(text)) return;
    passed.push(text);
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never reached ${name}; it passed ${passed.join(' | ')}`);
}

test('a request gets written without a mouse, from the launcher to the number', async () => {
  const { page, noises, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/'));
  const widget = widgetOf(page);
  await widget.launcher.waitFor();
  await tabTo(page, 'Help');
  await page.keyboard.press('Enter');
  await widget.view('home', 'ready').waitFor();
  await expect.poll(() => focused(page)).toBe('Search help');
  await page.keyboard.type('find my request');
  await widget.view('results', 'found').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await widget.view('article', 'ready').waitFor();
  // On to a related article, and back, where the same link has the focus; back to the answers, and on again.
  // At the section that was found, or at the head of the view.
  await expect.poll(() => focused(page)).toMatch(/^(Results for|When the key is lost)/);
  await tabTo(page, 'Write a request');
  await page.keyboard.press('Enter');
  await widget.panel.getByRole('heading', { name: 'Write a request' }).waitFor();
  await tabTo(page, 'Back', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Write a request');
  await tabTo(page, 'Back', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Search help');
  await page.keyboard.press('Enter');
  await widget.view('article', 'ready').waitFor();
  await tabTo(page, 'No');
  await page.keyboard.press('Space');
  await widget.view('vote', 'reasons').waitFor();
  await tabTo(page, /^It is not clear/);
  await page.keyboard.press('Space');
  await expect.poll(() => widget.panel.getByLabel('It is not clear').isChecked()).toBe(true);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => widget.panel.getByLabel('Something is missing').isChecked()).toBe(true);
  await tabTo(page, 'Write to us about this');
  await page.keyboard.press('Enter');
  await widget.view('form', 'writing').waitFor();
  await expect.poll(() => focused(page)).toMatch(/^How can we help/);
  await page.keyboard.type('My own case is not there.');
  await tabTo(page, 'Send');
  await page.keyboard.press('Enter');
  await widget.view('sent', 'sent').waitFor();
  await expect.poll(() => focused(page)).toBe('We have it.');
  expect((await receiptOf(widget)).number).toBeGreaterThan(0);
  await tabTo(page, 'See my request');
  await page.keyboard.press('Enter');
  await widget.view('request', 'ready').waitFor();
  await widget.panel.getByText('My own case is not there.').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('Help');
  expect(noises).toEqual([]);
  await close();
});

test('Escape first lets go of the chosen answer, then closes, and the launcher has the focus again', async () => {
  const { page, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/'));
  const widget = widgetOf(page);
  await widget.open();
  await widget.search('find my request');
  await widget.view('results', 'found').waitFor();
  await page.keyboard.press('ArrowDown');
  expect(await widget.box.getAttribute('aria-activedescendant')).toBeTruthy();
  await page.keyboard.press('Escape');
  expect(await widget.box.getAttribute('aria-activedescendant')).toBeNull();
  expect(await widget.panel.isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await widget.launcher.waitFor();
  expect(await widget.panel.count()).toBe(0);
  expect(await focused(page)).toBe('Help');
  await page.keyboard.press('Enter');
  await widget.view('results', 'found').waitFor();
  expect(await widget.box.inputValue()).toBe('find my request');
  await expect.poll(() => focused(page)).toBe('Search help');
  await close();
});

test('without a launcher the focus goes back to what had it before', async () => {
  const { page, close } = await openPage(stage.browser);
  const before = '<button id="own">Where is my order?</button>';
  const ownScript = `document.getElementById('own').addEventListener('click', function () { Fingerpost('open') });`;
  await page.goto(stage.host.page('/own', { attributes: { launcher: 'none' }, before, ownScript }));
  const widget = widgetOf(page);
  const own = page.getByRole('button', { name: 'Where is my order?' });
  await page.locator('fingerpost-help').waitFor({ state: 'attached' });
  expect(await widget.launcher.count()).toBe(0);
  await own.focus();
  await page.keyboard.press('Enter');
  await widget.view('home', 'ready').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('Where is my order?');
  await close();
});

test('the host page keeps its own keys while help is open', async () => {
  const { page, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/typing', { before: '<label>Note <input id="note"></label>' }));
  const widget = widgetOf(page);
  await widget.open();
  await page.getByLabel('Note').fill('abc');
  await page.getByLabel('Note').press('Escape');
  expect(await widget.panel.isVisible()).toBe(true);
  expect(await page.getByLabel('Note').inputValue()).toBe('abc');
  await close();
});
