// What a host page can call, before and after the script has come, and that nothing of us is left after destroy.
import { expect, test } from 'vitest';
import { openPage, type WatchedPage } from './support/browser.ts';
import { raiseStage } from './support/stage.ts';
import { callFingerpost, type Widget, widgetOf } from './support/widget.ts';

/** The stub of the docs, and a note of every event. */
const STUB = `window.Fingerpost = window.Fingerpost || function () { (Fingerpost.q = Fingerpost.q || []).push(arguments) };
window.told = [];
['ready', 'open', 'close', 'search', 'article', 'vote', 'form', 'submitted', 'error'].forEach(function (name) {
  Fingerpost('on', name, function (detail) { told.push([name, detail]) });
});
`;

const stage = raiseStage();

async function visit(path: string, ownScript: string): Promise<WatchedPage & { widget: Widget }> {
  const opened = await openPage(stage.browser);
  await opened.page.goto(stage.host.page(path, { ownScript: STUB + ownScript }));
  return { ...opened, widget: widgetOf(opened.page) };
}

type Told = [event: string, detail: Record<string, unknown>][];
const toldOn = ({ page }: WatchedPage) => page.evaluate(() => (window as unknown as { told: Told }).told);

const call = ({ page }: WatchedPage, ...args: unknown[]) => callFingerpost(page, ...args);

test('calls that were made before the script came are done in order once it is there', async () => {
  const opened = await visit('/queued', `Fingerpost('open'); Fingerpost('search', 'find my request');`);
  await opened.widget.view('results', 'found').waitFor();
  expect(await opened.widget.box.inputValue()).toBe('find my request');
  const told = await toldOn(opened);
  expect(told.map(([event]) => event)).toEqual(expect.arrayContaining(['ready', 'open']));
  expect(opened.noises).toEqual([]);
  await opened.close();
});

test('listening alone fetches nothing', async () => {
  const opened = await visit('/listening', '');
  await opened.widget.launcher.waitFor();
  await expect.poll(async () => (await toldOn(opened)).map(([event]) => event)).toEqual(['ready']);
  expect(opened.requests.filter((url) => url.startsWith(stage.product.origin))).toEqual([
    `${stage.product.origin}/widget.js`,
  ]);
  await opened.close();
});

test('open, close and toggle show and hide the panel and tell the page', async () => {
  const opened = await visit('/toggle', '');
  await opened.widget.launcher.waitFor();
  await call(opened, 'open');
  await opened.widget.view('home', 'ready').waitFor();
  await call(opened, 'close');
  await opened.widget.launcher.waitFor();
  await call(opened, 'toggle');
  await opened.widget.panel.waitFor();
  await call(opened, 'toggle');
  await opened.widget.launcher.waitFor();
  const events = (await toldOn(opened)).map(([event]) => event).filter((event) => event !== 'ready');
  expect(events).toEqual(['open', 'close', 'open', 'close']);
  await opened.close();
});

test('search, article and request lead there, and each event carries what the page is promised', async () => {
  const opened = await visit('/there', '');
  const { widget } = opened;
  await widget.launcher.waitFor();
  await call(opened, 'search', 'find my request');
  await widget.view('results', 'found').waitFor();
  await call(opened, 'article', 'find-my-request');
  await widget.view('article', 'ready').waitFor();
  await widget.panel.getByRole('button', { name: 'No', exact: true }).click();
  await call(opened, 'request', { subject: 'From the page', message: 'Words of the page.', email: 'rosa@example.com' });
  await widget.view('form', 'writing').waitFor();
  expect(await widget.panel.getByLabel('How can we help?').inputValue()).toBe('Words of the page.');
  expect(await widget.panel.getByLabel('Your email').inputValue()).toBe('rosa@example.com');
  await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('sent', 'sent').waitFor();
  const told = await toldOn(opened);
  const detailOf = (name: string) => told.findLast(([event]) => event === name)?.[1];
  expect(detailOf('search')).toEqual({ query: 'find my request', results: expect.any(Number) });
  expect(detailOf('article')).toEqual({ slug: 'find-my-request' });
  expect(detailOf('vote')).toMatchObject({ slug: 'find-my-request', value: 'no' });
  expect(detailOf('submitted')).toEqual({ number: expect.any(Number) });
  expect(told.map(([event]) => event)).toContain('form');
  expect(told.map(([event]) => event)).not.toContain('error');
  await opened.close();
});

test('off ends the listening, and a listener that throws disturbs nobody', async () => {
  const opened = await visit(
    '/off',
    `window.opened = 0; function count() { opened += 1 }
     Fingerpost('on', 'open', function () { throw new Error('of the page itself') }); Fingerpost('on', 'open', count);
     window.stopCounting = function () { Fingerpost('off', 'open', count) };`,
  );
  const counted = () => opened.page.evaluate(() => (window as unknown as { opened: number }).opened);
  await opened.widget.launcher.waitFor();
  await call(opened, 'open');
  await opened.widget.view('home', 'ready').waitFor();
  await expect.poll(counted).toBe(1);
  await opened.page.evaluate(() => (window as unknown as { stopCounting(): void }).stopCounting());
  await call(opened, 'toggle');
  await call(opened, 'toggle');
  await opened.widget.panel.waitFor();
  expect(await counted()).toBe(1);
  expect(opened.noises.every((noise) => noise.includes('of the page itself'))).toBe(true);
  await opened.close();
});

test('an unknown method is named in the console and breaks nothing', async () => {
  const opened = await visit('/unknown', '');
  await opened.widget.open();
  await call(opened, 'levitate');
  await expect.poll(() => opened.noises).toEqual([expect.stringContaining('"levitate"')]);
  await opened.close();
});

test('a second copy of the script leaves the first one alone', async () => {
  const opened = await visit('/twice', '');
  await opened.widget.launcher.waitFor();
  await opened.page.addScriptTag({ url: `${stage.product.origin}/widget.js` });
  expect(await opened.page.locator('fingerpost-help').count()).toBe(1);
  await opened.widget.open();
  expect(opened.noises).toEqual([]);
  await opened.close();
});

test('help that was open stays open over a page load in the same tab', async () => {
  const opened = await visit('/kept', '');
  await opened.widget.open();
  await opened.widget.search('find my request');
  await opened.page.reload();
  await opened.widget.panel.waitFor();
  await opened.widget.box.waitFor();
  await opened.close();
});

test('destroy leaves no node, no style sheet, no global, nothing on the device and nothing that listens', async () => {
  const opened = await visit('/destroyed', '');
  const { page, widget } = opened;
  await widget.open();
  await widget.search('find my request');
  await widget.options.first().click();
  await widget.view('article', 'ready').waitFor();
  expect(await page.evaluate(() => sessionStorage.length)).toBeGreaterThan(0);
  const sent = page.waitForResponse('**/api/v1/events');
  await call(opened, 'destroy');
  await sent;
  const left = await page.evaluate(() => ({
    nodes: document.querySelectorAll('fingerpost-help, [class*=fp], [id*=fingerpost]').length,
    sheets: document.adoptedStyleSheets.length,
    session: Object.keys(sessionStorage),
    local: Object.keys(localStorage),
    global: typeof (window as { Fingerpost?: unknown }).Fingerpost,
  }));
  expect(left).toEqual({ nodes: 0, sheets: 0, session: [], local: [], global: 'undefined' });
  const before = opened.requests.length;
  await page.evaluate(() => {
    dispatchEvent(new Event('pagehide'));
    dispatchEvent(new Event('resize'));
  });
  await page.keyboard.press('Tab');
  await page.waitForLoadState('networkidle');
  expect(opened.requests.length).toBe(before);
  expect(opened.noises).toEqual([]);
  await opened.close();
});

test('with storage forbidden nothing is kept on the device, and help works', async () => {
  const opened = await openPage(stage.browser);
  await opened.page.goto(stage.host.page('/no-storage', { attributes: { storage: 'none' } }));
  const widget = widgetOf(opened.page);
  await widget.open();
  await widget.search('find my request');
  await widget.options.first().click();
  await widget.view('article', 'ready').waitFor();
  expect(await opened.page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
  expect(opened.noises).toEqual([]);
  await opened.close();
});
