// The pages that we serve ourselves: the demo product with help in it, and the help centre, which needs no scripts.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAxe, axeInBothSchemes } from './support/axe.ts';
import { openBrowser, openPage } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';
import { widgetOf } from './support/widget.ts';

const DEMO = ['/demo', '/demo/orders', '/demo/billing', '/demo/team'];
const HELP = ['/help', '/help/en', '/help/en/find-my-request', '/help/en/search?q=find+my+request', '/help/en/request'];
const ODD = [
  '/help/en/search?q=zzqxv',
  '/help/en/request?category=security',
  '/help/en/no-such-article',
  '/tickets',
  '/tickets/1',
];

let product: Product;
let browser: Browser;
beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.remove();
});

async function lookAt(page: Page): Promise<void> {
  expect(await axeInBothSchemes(page), page.url()).toEqual([]);
}

test('the demo pages ask for their own files and the loader, and for nothing else before the first intent', async () => {
  for (const path of DEMO) {
    const { page, noises, requests, close } = await openPage(browser);
    await page.goto(product.origin + path, { waitUntil: 'networkidle' });
    await widgetOf(page).launcher.waitFor();
    const own = ['/demo/demo.css', '/demo/demo.js', '/pages/mark.svg'];
    const others = requests.map((url) => new URL(url).pathname).filter((name) => name !== path && !own.includes(name));
    expect(others).toEqual(['/widget.js']);
    expect(await page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
    expect(noises).toEqual([]);
    await close();
  }
});

test('the button of the demo page that asks for help with it leads to answers', async () => {
  const { page, noises, close } = await openPage(browser);
  await page.goto(`${product.origin}/demo`);
  await page.getByRole('button', { name: /^Help with/ }).click();
  await widgetOf(page).view('results', 'found').waitFor();
  expect(noises).toEqual([]);
  await close();
});

test('axe finds nothing on the pages of the demo, with help closed and open', async () => {
  for (const path of DEMO) {
    const { page, close } = await openPage(browser);
    await addAxe(page);
    await page.goto(product.origin + path);
    const widget = widgetOf(page);
    await widget.launcher.waitFor();
    await lookAt(page);
    await widget.open();
    await lookAt(page);
    await close();
  }
});

test('axe finds nothing on the pages of the help centre, and the console is silent', async () => {
  const { page, noises, close } = await openPage(browser);
  await addAxe(page);
  for (const path of [...HELP, ...ODD]) {
    await page.goto(product.origin + path);
    await lookAt(page);
  }
  // The browser itself says that the page which is not there is not there.
  expect(noises.filter((noise) => !noise.includes('404'))).toEqual([]);
  await close();
});

test('without scripts somebody searches, reads, writes, sees the number and looks at the request', async () => {
  const { page, noises, close } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(`${product.origin}/help`);
  await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill('find my request');
  await page.keyboard.press('Enter');
  await page
    .getByRole('link', { name: /^Find your request/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: /^Find your request/ }).waitFor();
  await page.goto(`${product.origin}/help/en/request`);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const message = page.getByLabel('How can we help?');
  await message.fill('I have no scripts, and a question.');
  await page.getByLabel(/^Your email/).fill('rosa@nowhere');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  expect(await message.inputValue()).toBe('I have no scripts, and a question.');
  await page.getByLabel(/^Your email/).fill('rosa@example.com');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('heading', { name: 'We have it' }).waitFor();
  await page.getByRole('link', { name: 'See my request' }).click();
  await page.getByRole('heading', { name: 'I have no scripts, and a question.' }).waitFor();
  expect(page.url()).toMatch(/\/tickets\/\d+$/);
  expect(noises.filter((noise) => !/4(00|22)/.test(noise))).toEqual([]);
  await close();
});

test('axe finds nothing on a request\u2019s own page and on its confirmation', async () => {
  const { page, close } = await openPage(browser);
  await addAxe(page);
  await page.goto(`${product.origin}/help/en/request`);
  await page.getByLabel('How can we help?').fill('A question about the page of a request.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('heading', { name: 'We have it' }).waitFor();
  await lookAt(page);
  await page.getByRole('link', { name: 'See my request' }).click();
  await page.getByRole('heading', { name: 'A question about the page of a request.' }).waitFor();
  await lookAt(page);
  await close();
});

test('at 320 pixels no page of ours scrolls sideways', async () => {
  const { page, close } = await openPage(browser, { viewport: { width: 320, height: 568 } });
  for (const path of [...DEMO, ...HELP, ...ODD]) {
    await page.goto(product.origin + path);
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond, path).toBeLessThanOrEqual(0);
  }
  await close();
});
