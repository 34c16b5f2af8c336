// Going on and coming back: what was scrolled, opened, chosen and focused is as it was.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { raiseStage } from './support/stage.ts';
import { widgetOf } from './support/widget.ts';

const stage = raiseStage({ RATE_LIMITS: 'off' });

/** What has the focus, as a person would name it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return (inner?.getAttribute('aria-label') ?? inner?.textContent ?? '').replace(/\s+/g, ' ').trim();
  });
}

async function begin(viewport = { width: 1280, height: 720 }) {
  const opened = await openPage(stage.browser, { viewport });
  await opened.page.goto(stage.host.page('/'));
  const widget = widgetOf(opened.page);
  await widget.open();
  const scroll = () => widget.panel.locator('.body').evaluate((node) => node.scrollTop);
  const button = (name: string | RegExp) => widget.panel.getByRole('button', { name, exact: typeof name === 'string' });
  return { ...opened, widget, scroll, button };
}

test('back from an article to the topics: the topic is still open, as far down as it was, and what was pressed has the focus', async () => {
  const { page, widget, scroll, button, close } = await begin();
  await widget.panel.locator('summary').last().click();
  const link = widget.panel.locator('details[open] button.line').last();
  await link.scrollIntoViewIfNeeded();
  const title = (await link.innerText()).trim();
  const before = await scroll();
  expect(before).toBeGreaterThan(0);
  await link.click();
  await widget.view('article', 'ready').waitFor();
  await expect.poll(scroll).toBe(0);
  await button('Back').click();
  await widget.view('home', 'ready').waitFor();
  expect(await widget.panel.locator('details[open]').count()).toBe(1);
  await expect.poll(scroll).toBe(before);
  await expect.poll(() => focused(page)).toBe(title);
  await close();
});

test('back from an article to the answers: the same words, answers, place and choice', async () => {
  const { page, widget, scroll, button, close } = await begin();
  await widget.search('request');
  await widget.view('results', 'found').waitFor();
  for (let down = 0; down < 6; down += 1) await widget.box.press('ArrowDown');
  const titles = await widget.options.allInnerTexts();
  await expect.poll(scroll).toBeGreaterThan(0);
  const before = await scroll();
  await widget.box.press('Enter');
  await widget.view('article', 'ready').waitFor();
  // At the section that was found, or at the head of the view.
  await expect.poll(() => focused(page)).not.toBe('Search help');
  await button('Back').press('Enter');
  await widget.view('results', 'found').waitFor();
  expect(await widget.options.allInnerTexts()).toEqual(titles);
  expect(await widget.options.nth(5).getAttribute('aria-selected')).toBe('true');
  await expect.poll(scroll).toBe(before);
  await expect.poll(() => focused(page)).toBe('Search help');
  await close();
});

test('an answer that was pressed has the focus after coming back, and the keys go on from there', async () => {
  const { page, widget, button, close } = await begin();
  await widget.search('request');
  await widget.options.nth(1).click();
  await widget.view('article', 'ready').waitFor();
  await button('Back').click();
  await widget.view('results', 'found').waitFor();
  const inFocus = () =>
    page.evaluate(() => document.querySelector('fingerpost-help')?.shadowRoot?.activeElement?.getAttribute('role'));
  await expect.poll(inFocus).toBe('option');
  await page.keyboard.press('ArrowDown');
  expect(await widget.options.nth(2).getAttribute('aria-selected')).toBe('true');
  expect(await inFocus()).toBe('combobox');
  await close();
});

test('back from one article to another: as far down as it was, and the link that led on has the focus', async () => {
  const { page, widget, scroll, button, close } = await begin();
  await widget.search('find my request');
  await widget.options.first().click();
  await widget.view('article', 'ready').waitFor();
  const first = await widget.panel.locator('.title').innerText();
  const related = widget.panel.locator('article section button.line').last();
  const title = (await related.innerText()).trim();
  await related.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => widget.panel.locator('.title').innerText()).toBe(title);
  await widget.view('article', 'ready').waitFor();
  await button('Back').press('Enter');
  await expect.poll(() => widget.panel.locator('.title').innerText()).toBe(first);
  await expect.poll(() => focused(page)).toBe(title);
  expect(await scroll()).toBeGreaterThan(0);
  await close();
});

test('back after a vote leads to the article, where it can be read on and voted otherwise', async () => {
  const { page, widget, scroll, button, close } = await begin();
  await widget.search('find my request');
  await widget.options.first().click();
  await widget.view('article', 'ready').waitFor();
  const title = await widget.panel.locator('.title').innerText();
  await widget.panel.locator('.body').evaluate((node) => node.scrollTo(0, 120));
  await expect.poll(scroll).toBe(120);
  // By a click of the page's own: on a busy machine the driver moves what it clicks, and with it the place to come back to.
  await button('No').evaluate((node) => (node as HTMLElement).click());
  await widget.view('vote', 'reasons').waitFor();
  await expect.poll(() => focused(page)).toBe('Sorry about that. What went wrong?');
  expect(await scroll()).toBe(0);
  await button('Back').press('Enter');
  await widget.view('vote', 'asking').waitFor();
  expect(await widget.panel.locator('.title').innerText()).toBe(title);
  await expect.poll(scroll).toBe(120);
  await expect.poll(() => focused(page)).toBe('Back');
  await button('Yes').click();
  await widget.panel.getByText('Good to hear.').waitFor();
  await expect.poll(() => focused(page)).toBe('Good to hear.');
  await button('Back').press('Enter');
  await widget.view('vote', 'asking').waitFor();
  await button('Back').press('Enter');
  await widget.view('results', 'found').waitFor();
  await close();
});

test('a new search begins in the box, wherever the last one ended', async () => {
  const { page, widget, button, close } = await begin();
  await widget.panel.locator('summary').first().click();
  await widget.panel.locator('details[open] button.line').first().click();
  await widget.view('article', 'ready').waitFor();
  await button('Yes').click();
  await button('Search again').click();
  await widget.view('home', 'ready').waitFor();
  await expect.poll(() => focused(page)).toBe('Search help');
  await close();
});
