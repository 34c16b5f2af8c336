// A new version is deployed while somebody has help open: their page goes on with the files of the version before, and a page
// that is loaded afterwards takes the new ones.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from '../support/browser.ts';
import { type Installed, installProduct } from '../support/deploys.ts';
import { type HostSite, startHostSite } from '../support/host-page.ts';
import { type Product, startProduct } from '../support/product.ts';
import type { TicketDetail } from '../support/story.ts';
import { callFingerpost, receiptOf, widgetOf } from '../support/widget.ts';
import { FAILED_REQUESTS } from './hostile-page.ts';

let installed: Installed;
let product: Product;
let host: HostSite;
let browser: Browser;
beforeAll(async () => {
  installed = installProduct();
  product = await startProduct({}, installed.folder);
  host = await startHostSite(product.origin);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
  await product?.remove();
  installed?.remove();
});

const filesOf = (requests: readonly string[]) =>
  requests.map((address) => /\/assets\/(.+)$/.exec(address)?.[1] ?? '').filter(Boolean);
const wrongOf = (noises: readonly string[]) => noises.filter((noise) => !FAILED_REQUESTS.test(noise));
/** All that came with another status than it should. */
function watchAnswers(page: Page): string[] {
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  return refused;
}

test('a page that was loaded before a deploy goes on to the sent request, its article of the release of today', async () => {
  const waiting = await openPage(browser);
  await waiting.page.goto(host.page('/waiting'));
  await widgetOf(waiting.page).launcher.waitFor();

  const { page, noises, requests, close } = await openPage(browser);
  const refused = watchAnswers(page);
  await page.goto(host.page('/'));
  const widget = widgetOf(page);
  await widget.open();
  await widget.search('find my request');
  await widget.view('results', 'found').waitFor();

  await product.stop();
  const before = installed.deployAnother();
  appendFileSync(join(installed.folder, 'kb-content/en/getting-help/find-my-request.md'), '\nAs of the deploy.\n');
  await product.start();

  await widget.openResult(/^Find your request/);
  await widget.view('article', 'ready').locator('.prose').getByText('As of the deploy.').waitFor();
  await widget.panel.getByRole('button', { name: 'No', exact: true }).click();
  await widget.panel.getByRole('button', { name: 'Write to us about this' }).click();
  await widget.panel.getByLabel('How can we help?').fill('Begun before the deploy, sent after it.');
  await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('sent', 'sent').waitFor();
  const { number } = await receiptOf(widget);
  const { trail } = await product.admin<TicketDetail>(`tickets/${number}`);
  expect(trail.steps.map(({ kind, article_id, vote }) => [kind, article_id, vote])).toEqual([
    ['search', undefined, undefined],
    ['view', 'find-my-request', 'no'],
  ]);
  // Of code nothing was missing, and none of it is of another version than the first.
  expect(filesOf(requests).filter((name) => !before.includes(name))).toEqual([]);
  expect(filesOf(requests).some((name) => name.startsWith('form-view'))).toBe(true);
  expect(refused.filter((answer) => !answer.includes('/kb/'))).toEqual([]);
  expect(wrongOf(noises)).toEqual([]);
  await close();

  // A page that had the old launcher only, and nobody had opened help there.
  const later = watchAnswers(waiting.page);
  await widgetOf(waiting.page).open();
  await callFingerpost(waiting.page, 'request', { message: 'From the old launcher.' });
  await widgetOf(waiting.page).view('form', 'writing').waitFor();
  expect(filesOf(waiting.requests).filter((name) => !before.includes(name))).toEqual([]);
  expect(later).toEqual([]);
  expect(waiting.noises).toEqual([]);
  await waiting.close();

  const fresh = await openPage(browser);
  await fresh.page.goto(host.page('/'));
  await widgetOf(fresh.page).open();
  expect(filesOf(fresh.requests).filter((name) => before.includes(name))).toEqual([]);
  expect(filesOf(fresh.requests).length).toBeGreaterThan(1);
  await fresh.close();
});
