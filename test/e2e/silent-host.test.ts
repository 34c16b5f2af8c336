// What a customer's page notices of help: one small script before the first intent, and never a word in the console.
import { expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { strictPolicy } from './support/host-page.ts';
import { raiseStage } from './support/stage.ts';
import { receiptOf, widgetOf } from './support/widget.ts';

const stage = raiseStage();

test('before the first intent the loader is the only request, and nothing is kept on the device', async () => {
  const { page, noises, requests, close } = await openPage(stage.browser);
  const address = stage.host.page('/quiet', { csp: strictPolicy(stage.product.origin) });
  await page.goto(address, { waitUntil: 'networkidle' });
  const { launcher } = widgetOf(page);
  await launcher.waitFor();
  expect(requests).toEqual([address, `${stage.product.origin}/widget.js`]);
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
  const { page, noises, requests, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/strict', { csp: strictPolicy(stage.product.origin) }));
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
  expect(requests.filter((url) => !url.startsWith(stage.host.origin) && !url.startsWith(stage.product.origin))).toEqual(
    [],
  );
  expect(await page.context().cookies()).toEqual([]);
  expect(noises).toEqual([]);
  await close();
});
