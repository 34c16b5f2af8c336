// Going about the host page: routes change the offers, and an article, its place and a draft stay over routes and page loads.
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { raiseStage } from '../support/stage.ts';
import { callFingerpost, widgetOf } from '../support/widget.ts';

const stage = raiseStage();

async function visit(path: string, attributes: Record<string, string> = {}, ownScript = '') {
  const opened = await openPage(stage.browser);
  await opened.page.goto(stage.host.page(path, { attributes, ownScript }));
  const widget = widgetOf(opened.page);
  await widget.launcher.waitFor();
  return { ...opened, widget };
}

const scrollOf = (page: import('playwright-core').Page) =>
  page.evaluate(() => document.querySelector('fingerpost-help')?.shadowRoot?.querySelector('.body')?.scrollTop ?? -1);

test('an article and the place in it stay over a route change and a page load, and nothing is stored before', async () => {
  const { page, widget, noises, close } = await visit('/stays');
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await callFingerpost(page, 'article', 'find-my-request');
  await widget.view('article', 'ready').waitFor();
  await widget.panel.locator('.body').evaluate((body) => {
    body.scrollTop = 150;
  });
  expect(await scrollOf(page)).toBe(150);
  await page.evaluate(() => history.pushState(null, '', '/other'));
  await widget.view('article', 'ready').waitFor();
  expect(await scrollOf(page)).toBe(150);
  await page.evaluate(() => history.replaceState(null, '', '/stays'));
  await page.reload();
  await widget.view('article', 'ready').waitFor();
  await expect.poll(() => scrollOf(page)).toBe(150);
  expect(noises).toEqual([]);
  await close();
});

test('a draft stays over a page load, and with data-storage="none" it does not', async () => {
  for (const storage of ['tab', 'none']) {
    const { page, widget, noises, close } = await visit(`/draft-${storage}`, { storage });
    await callFingerpost(page, 'request', {});
    await widget.view('form', 'writing').waitFor();
    await widget.panel.getByLabel('How can we help?').fill('Half a sentence');
    await page.reload();
    if (storage === 'none') await widget.launcher.waitFor();
    else {
      await widget.view('form', 'writing').waitFor();
      expect(await widget.panel.getByLabel('How can we help?').inputValue()).toBe('Half a sentence');
    }
    expect(await page.evaluate(() => sessionStorage.length)).toBe(storage === 'none' ? 0 : 1);
    expect(noises).toEqual([]);
    await close();
  }
});

test('where the browser has no Navigation API the history is wrapped, other wrappers keep working, and destroy unwraps', async () => {
  const { page, widget, noises, close } = await visit(
    '/wrapped',
    {},
    `delete window.navigation; window.before = []; var own = history.pushState;
     history.pushState = function () { before.push(arguments[2]); return own.apply(this, arguments) }; window.mine = history.pushState;`,
  );
  await widget.open();
  const state = () =>
    page.evaluate(() => {
      const own = window as unknown as { before: string[]; mine: unknown };
      return {
        seen: own.before,
        isMine: history.pushState === own.mine,
        replaces: Object.hasOwn(history, 'replaceState'),
      };
    });
  await expect.poll(async () => (await state()).isMine).toBe(false);
  await page.evaluate(() => history.pushState(null, '', '/next'));
  expect((await state()).seen).toEqual(['/next']);
  await callFingerpost(page, 'destroy');
  expect(await state()).toEqual({ seen: ['/next'], isMine: true, replaces: false });
  expect(noises).toEqual([]);
  await close();
});
