// An article in the panel, with all that it can hold: pictures, a film, code, tables, links.
import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAxe, axeInBothSchemes, axeViolations } from './support/axe.ts';
import { openBrowser, openPage, type WatchedPage } from './support/browser.ts';
import { type HostSite, startHostSite, strictPolicy } from './support/host-page.ts';
import { type Product, startProduct } from './support/product.ts';
import { writeRichKb } from './support/rich-kb.ts';
import { callFingerpost, type Widget, widgetOf } from './support/widget.ts';

let browser: Browser;
let product: Product;
let host: HostSite;
let folder = '';
beforeAll(async () => {
  browser = await openBrowser();
  folder = await writeRichKb(browser);
  product = await startProduct({ KB_DIR: folder, RATE_LIMITS: 'off' });
  host = await startHostSite(product.origin);
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
  await product?.remove();
  rmSync(folder, { recursive: true, force: true });
});

interface Reading extends WatchedPage {
  widget: Widget;
}

/** The article in a panel on a page with the strictest policy that allows films. */
async function read(
  options: Parameters<typeof openPage>[1] = {},
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Reading> {
  const opened = await openPage(browser, options);
  await prepare?.(opened.page);
  const csp = `${strictPolicy(product.origin)}; media-src ${product.origin}`;
  await opened.page.goto(host.page('/', { csp }));
  const widget = widgetOf(opened.page);
  await widget.launcher.waitFor();
  await widget.open();
  await callFingerpost(opened.page, 'article', 'pay-an-invoice');
  await widget.view('article', 'ready').waitFor();
  return { ...opened, widget };
}

const scrollTop = (widget: Widget) => widget.panel.locator('.body').evaluate((node) => node.scrollTop);

test('pictures, and the buttons that copy code, come late and have their place before they come: nothing moves', async () => {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const { widget, noises, close } = await read({}, (page) =>
    page.route(/\.png$|\/prose-extras-/, async (route) => {
      await gate;
      await route.continue();
    }),
  );
  const prose = widget.panel.locator('.prose');
  const wide = prose.getByRole('img', { name: /^The invoice with/ });
  const height = () => prose.evaluate((node) => node.getBoundingClientRect().height);
  const before = await height();
  expect(await wide.getAttribute('loading')).toBe('lazy');
  expect(await wide.evaluate((node: HTMLImageElement) => [node.width > 300, node.complete])).toEqual([true, false]);
  letGo();
  const picture = prose.locator('img').last();
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBe(1_200);
  await widget.panel.getByRole('button', { name: 'Copy the code' }).last().waitFor();
  expect(await height()).toBe(before);
  expect(noises).toEqual([]);
  await close();
});

test('a picture that is shown smaller than it is can be enlarged by key and pointer, and the focus comes back', async () => {
  const { page, widget, noises, close } = await read();
  const picture = widget.panel.getByRole('button', { name: /^Enlarge: The invoice with/ });
  await widget.panel.locator('.prose img').last().scrollIntoViewIfNeeded();
  await picture.waitFor();
  expect(await widget.panel.getByRole('button', { name: /^Enlarge: the button/ }).count()).toBe(0);
  const shown = (await picture.boundingBox())?.width ?? 0;
  for (const close of ['Escape', 'button', 'pointer']) {
    await picture.focus();
    await page.keyboard.press(close === 'button' ? 'Space' : 'Enter');
    const large = page.locator('fingerpost-help dialog');
    await large.waitFor();
    await expect.poll(async () => (await large.locator('img').boundingBox())?.width ?? 0).toBeGreaterThan(shown * 2);
    if (close === 'Escape') await page.keyboard.press('Escape');
    else if (close === 'button') await large.getByRole('button', { name: 'Close the picture' }).press('Enter');
    else await large.locator('img').click();
    await large.waitFor({ state: 'detached' });
    expect(await widget.panel.isVisible()).toBe(true);
    expect(await picture.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node)).toBe(true);
  }
  expect(noises).toEqual([]);
  await close();
});

test('code is copied by key, which is said, and a long line scrolls inside', async () => {
  const { page, widget, noises, close } = await read({ permissions: ['clipboard-read', 'clipboard-write'] });
  const copy = widget.panel.getByRole('button', { name: 'Copy the code' });
  await copy.first().waitFor();
  expect(await copy.count()).toBe(2);
  await copy.first().focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => widget.panel.locator('article [role=status]').textContent()).toBe('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('pay --invoice 4182');
  expect(await widget.panel.locator('.body').evaluate((node) => node.scrollWidth <= node.clientWidth)).toBe(true);
  const long = widget.panel.locator('pre').last();
  await long.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => long.evaluate((node) => node.scrollLeft)).toBeGreaterThan(0);
  expect(noises).toEqual([]);
  await close();
});

test('where the clipboard is forbidden, code is copied the old way', async () => {
  const { page, widget, close } = await read({}, (opened) =>
    opened.addInitScript(() =>
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) },
      }),
    ),
  );
  await page.evaluate(() => {
    document.addEventListener('copy', () => {
      const root = document.querySelector('fingerpost-help')?.shadowRoot;
      Object.assign(window, { copied: (root?.activeElement as HTMLTextAreaElement | null)?.value });
    });
  });
  const copy = widget.panel.getByRole('button', { name: 'Copy the code' }).first();
  await copy.click();
  await expect.poll(() => widget.panel.locator('article [role=status]').textContent()).toBe('Copied');
  expect(await page.evaluate(() => (window as unknown as { copied: string }).copied)).toBe('pay --invoice 4182');
  expect(await copy.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node)).toBe(true);
  await close();
});

test('a wide table scrolls by itself and stays a table for a screen reader', async () => {
  const { page, widget, close } = await read({ viewport: { width: 320, height: 640 } });
  const table = widget.panel.getByRole('table');
  await table.waitFor();
  expect(await widget.panel.getByRole('columnheader').count()).toBe(4);
  expect(await widget.panel.locator('.body').evaluate((node) => node.scrollWidth <= node.clientWidth)).toBe(true);
  await table.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => table.evaluate((node) => node.scrollLeft)).toBeGreaterThan(0);
  await close();
});

test('a film loads nothing before it is started, has captions, and what is played of it counts', async () => {
  const sent: string[] = [];
  const { page, widget, requests, noises, close } = await read();
  page.on('request', (request) => {
    if (request.url().endsWith('/events')) sent.push(request.postData() ?? '');
  });
  const film = page.locator('fingerpost-help video');
  expect(requests.filter((address) => /\.webm/.test(address))).toEqual([]);
  const shape = await film.boundingBox();
  await film.evaluate(async (node: HTMLVideoElement) => {
    node.muted = true;
    await node.play();
  });
  await expect.poll(() => film.evaluate((node: HTMLVideoElement) => node.currentTime)).toBeGreaterThan(1.5);
  expect(await film.evaluate((node: HTMLVideoElement) => node.textTracks[0]?.mode)).toBe('showing');
  expect(await film.boundingBox()).toEqual(shape);
  await widget.panel.getByRole('button', { name: 'Close help' }).click();
  expect(await film.evaluate((node: HTMLVideoElement) => node.paused)).toBe(true);
  await expect.poll(() => sent.join('\n')).toContain('"video_played"');
  const events = sent.flatMap((text) => (JSON.parse(text) as { events: Record<string, unknown>[] }).events);
  const played = events.filter(({ type }) => type === 'video_played');
  const opened = events.find(({ type }) => type === 'article_opened') ?? played[0];
  expect(played).toMatchObject([{ view_id: opened?.view_id }]);
  expect(Number(played[0]?.seconds)).toBeGreaterThanOrEqual(1);
  expect(Number(played[0]?.seconds)).toBeLessThan(5);
  expect(noises).toEqual([]);
  await close();
});

test('a link to a section of another article opens inside, at that section; others open a page of their own', async () => {
  const { page, widget, close } = await read();
  await widget.panel.getByRole('link', { name: 'what a credit note is' }).click();
  await widget.panel.getByRole('heading', { name: 'Refund rules' }).waitFor();
  const section = widget.panel.getByRole('heading', { name: 'Credit notes' });
  await expect
    .poll(() => section.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node))
    .toBe(true);
  expect(await scrollTop(widget)).toBeGreaterThan(100);
  await widget.panel.getByRole('button', { name: 'Back' }).click();
  await widget.panel.getByRole('heading', { name: 'Pay an invoice' }).waitFor();
  const law = widget.panel.getByRole('link', { name: 'the law' });
  expect([await law.getAttribute('target'), await law.getAttribute('rel')]).toEqual(['_blank', 'noopener']);
  const [popup] = await Promise.all([
    page.context().waitForEvent('page'),
    widget.panel.getByRole('link', { name: 'Open as a page' }).click(),
  ]);
  await popup.getByRole('heading', { name: 'Pay an invoice' }).waitFor();
  await close();
});

test('axe finds nothing in an article with all of it, nor in an enlarged picture', async () => {
  const { page, widget, close } = await read({}, addAxe);
  await widget.panel.getByRole('button', { name: 'Copy the code' }).first().waitFor();
  await widget.panel.locator('.prose img').last().scrollIntoViewIfNeeded();
  const picture = widget.panel.getByRole('button', { name: /^Enlarge: The invoice/ });
  await picture.waitFor();
  expect(await axeInBothSchemes(page)).toEqual([]);
  await picture.click();
  await page.locator('fingerpost-help dialog img').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await close();
});
