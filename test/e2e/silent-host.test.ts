// What a customer's page notices of help: one small script before the first intent, and never a word in the console.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from './support/browser.ts';
import { type HostSite, startHostSite, strictPolicy } from './support/host-page.ts';
import { type Product, startProduct } from './support/product.ts';
import { receiptOf, widgetOf } from './support/widget.ts';

let product: Product;
let host: HostSite;
let browser: Browser;
beforeAll(async () => {
  product = await startProduct();
  host = await startHostSite(product.origin);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
  await product?.remove();
});

test('before the first intent the loader is the only request, and nothing is kept on the device', async () => {
  const { page, noises, requests, close } = await openPage(browser);
  const address = host.page('/quiet', { csp: strictPolicy(product.origin) });
  await page.goto(address, { waitUntil: 'networkidle' });
  const { launcher } = widgetOf(page);
  await launcher.waitFor();
  expect(requests).toEqual([address, `${product.origin}/widget.js`]);
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
  }));
  expect(kept).toEqual({ local: 0, session: 0, cookies: '', databases: 0 });
  await page.mouse.wheel(0, 300);
  await page.keyboard.press('a');
  expect(requests).toHaveLength(2);
  await launcher.hover();
  await expect.poll(() => requests.some((url) => url.includes('/assets/app-'))).toBe(true);
  expect(noises).toEqual([]);
  await close();
});

test('under the strictest policy the whole story runs without a word in the console', async () => {
  const { page, noises, requests, close } = await openPage(browser);
  await page.goto(host.page('/strict', { csp: strictPolicy(product.origin) }));
  const widget = widgetOf(page);
  await widget.open();
  await widget.search('who can read my request');
  await widget.options.first().click();
  await widget.view('article', 'ready').waitFor();
  expect((await widget.panel.locator('.prose').innerHTML()).length).toBeGreaterThan(200);
  await widget.panel.getByRole('button', { name: 'No', exact: true }).click();
  await widget.panel.getByLabel('Something is missing').check();
  await widget.panel.getByRole('button', { name: 'Write to us about this' }).click();
  await widget.panel.getByLabel('How can we help?').fill('I read all of it and still do not know who sees my words.');
  await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('sent', 'sent').waitFor();
  expect((await receiptOf(widget)).number).toBeGreaterThan(0);
  await widget.panel.getByRole('button', { name: 'See my request' }).click();
  await widget.view('request', 'ready').waitFor();
  await widget.panel.getByRole('button', { name: 'Close help' }).click();
  await widget.launcher.waitFor();
  expect(requests.filter((url) => !url.startsWith(host.origin) && !url.startsWith(product.origin))).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
  expect(noises).toEqual([]);
  await close();
});
