// Where there are too many articles to send their index, the server answers, and nobody can tell it by what they see.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { strictPolicy } from './support/host-page.ts';
import { raiseStage } from './support/stage.ts';
import { type Widget, widgetOf } from './support/widget.ts';

const stage = raiseStage();

const QUERIES = [
  'embed widgt',
  'who can read my request',
  'chnage colour',
  'install',
  'e',
  'languages',
  'security problem report',
  'mail does not arrive',
  'zzzz qqqq',
  'kb_dir',
];

/** Says to this page alone that the index is not sent; everything else is the real server. */
async function serveSearch(page: Page): Promise<void> {
  await page.route(/\/api\/v1\/sites\/default\?/, async (route) => {
    const answer = await route.fetch();
    const site = (await answer.json()) as { kb: Record<string, { search: string }> };
    for (const kb of Object.values(site.kb)) kb.search = 'served';
    await route.fulfill({ response: answer, json: site });
  });
  for (const part of ['**/api/v1/sites/default/index?*', '**/kb/*/*/*.json', '**/kb/*/*/*.bin'])
    await page.route(part, (route) => route.fulfill({ status: 204, headers: { 'access-control-allow-origin': '*' } }));
}

async function openHelp(path: string, served: boolean) {
  const opened = await openPage(stage.browser);
  if (served) await serveSearch(opened.page);
  await opened.page.goto(stage.host.page(path, { csp: strictPolicy(stage.product.origin) }));
  const widget = widgetOf(opened.page);
  await widget.open();
  return { ...opened, widget };
}

/** What the first view shows, or what a question finds: the HTML of all of it, once it does not change any more. */
async function shown(widget: Widget, query: string): Promise<string> {
  await widget.box.fill(query);
  await widget.box.press('Enter');
  const view = query ? widget.view('results') : widget.view('home', 'ready');
  await view.and(widget.panel.locator('[aria-busy=false]')).waitFor();
  return widget.panel.locator('.body').innerHTML();
}

test('ten questions, the first view, and an article at its section are the same to the letter', async () => {
  const shipped = await openHelp('/shipped', false);
  const served = await openHelp('/shipped', true);
  for (const query of ['', ...QUERIES]) {
    await shown(served.widget, query);
    await expect
      .poll(async () => (await shown(served.widget, query)) === (await shown(shipped.widget, query)), {
        message: query,
      })
      .toBe(true);
  }
  for (const { widget } of [shipped, served]) {
    await widget.box.fill('');
    await widget.search('who can read my request');
    await widget.box.press('Enter');
    await expect.poll(() => widget.options.first().locator('mark').count()).toBeGreaterThan(0);
    await widget.options.first().click();
    await widget.view('article', 'ready').waitFor();
  }
  /** The article, once its code can be copied: what does that comes after the text. */
  const article = async (widget: Widget) => {
    await widget.panel.locator('.prose .code > pre').first().waitFor();
    await widget.panel.locator('.prose :not(.code) > pre').first().waitFor({ state: 'detached' });
    return widget.panel.locator('.prose').innerHTML();
  };
  expect(await article(served.widget)).toBe(await article(shipped.widget));
  expect(served.requests.some((url) => url.includes('/api/v1/search?'))).toBe(true);
  expect(shipped.requests.some((url) => url.includes('/api/v1/search?'))).toBe(false);
  expect([...shipped.noises, ...served.noises]).toEqual([]);
  await shipped.close();
  await served.close();
});

test('a search that fails says so and is there after another try; the list stays while an answer is on its way', async () => {
  const { page, widget, close } = await openHelp('/failing', true);
  await widget.search('read');
  await widget.view('results', 'found').waitFor();
  const before = await widget.options.allTextContents();
  await page.route('**/api/v1/search?*', (route) => route.fulfill({ status: 503, json: { code: 'unavailable' } }));
  await widget.box.press('End');
  await widget.box.pressSequentially('e');
  expect(await widget.options.allTextContents()).toEqual(before);
  await widget.view('results', 'failed').waitFor();
  await page.unroute('**/api/v1/search?*');
  await widget.panel.getByRole('button', { name: 'Try again' }).click();
  await widget.view('results', 'found').waitFor();
  await close();
});
