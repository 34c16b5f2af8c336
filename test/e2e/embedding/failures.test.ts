// When things fail: help says it in words, keeps what was typed, offers the configured address, and the page notices nothing.
import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { raiseStage } from '../support/stage.ts';
import { callFingerpost, widgetOf } from '../support/widget.ts';

const stage = raiseStage();

const HTML = { status: 200, contentType: 'text/html', body: '<!doctype html><title>Sign in to the Wi-Fi</title>' };

async function visit(path: string, attributes: Record<string, string> = {}) {
  const opened = await openPage(stage.browser);
  const uncaught: string[] = [];
  opened.page.on('pageerror', (error) => uncaught.push(error.message));
  const open = async () => {
    await opened.page.goto(stage.host.page(path, { attributes }));
    await opened.page.locator('fingerpost-help .launch').waitFor();
  };
  return { ...opened, widget: widgetOf(opened.page), uncaught, open };
}

/** Whatever is read in the panel, of the app or of the loader. */
const shown = (page: Page) =>
  page.evaluate(() => document.querySelector('fingerpost-help')?.shadowRoot?.textContent ?? '');

test.each([
  ['is not reached', (route: Route) => route.abort()],
  ['answers HTML', (route: Route) => route.fulfill(HTML)],
  ['is out of order', (route: Route) => route.fulfill({ status: 503, body: '{}' })],
])('where the app of the server %s, the loader says so, offers the address, and tries again', async (name, answer) => {
  const { page, widget, uncaught, open, close } = await visit(`/no-app-${name.length}`, { mail: 'help@example.com' });
  await page.route('**/assets/app-*.js', answer);
  await open();
  await widget.launcher.click();
  await page.getByRole('alert').filter({ hasText: 'This could not be loaded.' }).waitFor();
  expect(await page.locator('fingerpost-help a').getAttribute('href')).toBe('mailto:help@example.com');
  expect(await shown(page)).not.toContain('undefined');
  await page.unroute('**/assets/app-*.js');
  await page.getByRole('button', { name: 'Try again' }).click();
  await widget.view('home', 'ready').waitFor();
  expect(uncaught).toEqual([]);
  await close();
});

test('on an Arabic page the button is in Arabic before anything is fetched, and so is what the loader says alone', async () => {
  const { page, uncaught, close } = await visit('/arabic');
  await page.route('**/assets/app-*.js', (route) => route.abort());
  await page.goto(stage.host.page('/arabic', { lang: 'ar', attributes: { mail: 'help@example.com' } }));
  await page.getByRole('button', { name: 'المساعدة', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: 'تعذر تحميل هذا.' }).waitFor();
  const said = await page.locator('fingerpost-help .panel').evaluate((panel) => ({
    direction: getComputedStyle(panel).direction,
    texts: [...panel.children].map(({ textContent }) => textContent),
  }));
  expect(said).toEqual({
    direction: 'rtl',
    texts: ['تعذر تحميل هذا.', 'help@example.com', 'حاول مرة أخرى', 'إغلاق'],
  });
  expect(uncaught).toEqual([]);
  await close();
});

test.each([
  ['is down', (route: Route) => route.abort()],
  ['answers HTML', (route: Route) => route.fulfill(HTML)],
  [
    'answers something else',
    (route: Route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{}' }),
  ],
])('where the API %s, the panel says so, people can still write, and another try helps', async (name, answer) => {
  const { page, widget, uncaught, open, close } = await visit(`/no-api-${name.length}`, { mail: 'help@example.com' });
  await page.route('**/api/v1/**', answer);
  await open();
  await widget.launcher.click();
  await widget.view('home', 'failed').waitFor();
  expect(await widget.panel.getByRole('alert').textContent()).toContain('could not be loaded');
  expect(await widget.panel.getByRole('link', { name: 'help@example.com' }).count()).toBe(1);
  await callFingerpost(page, 'request', { message: 'Typed while all was down.' });
  await widget.view('form', 'writing').waitFor();
  expect(await shown(page)).not.toContain('undefined');
  await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('form', 'unsent').waitFor();
  expect(await widget.panel.getByLabel('How can we help?').inputValue()).toBe('Typed while all was down.');
  await page.unroute('**/api/v1/**');
  await widget.panel.getByRole('button', { name: 'Try again' }).click();
  await widget.view('sent', 'sent').waitFor();
  expect(uncaught).toEqual([]);
  await close();
});

test('a later part that does not come is said, and comes with another try', async () => {
  const { page, widget, uncaught, open, close } = await visit('/no-part', { mail: 'help@example.com' });
  await page.route('**/assets/form-view-*.js', (route) => route.abort());
  await open();
  await widget.open();
  await callFingerpost(page, 'request', {});
  await widget.view('form', 'failed').waitFor();
  expect(await widget.panel.getByRole('alert').textContent()).toContain('could not be loaded');
  await page.unroute('**/assets/form-view-*.js');
  await widget.panel.getByRole('button', { name: 'Try again' }).click();
  await widget.view('form', 'writing').waitFor();
  expect(uncaught).toEqual([]);
  await close();
});
