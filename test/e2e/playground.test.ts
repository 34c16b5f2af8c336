// The playground in the browser: a changed option is seen at once, the snippet follows, calls act, events are logged.
import { expect, test } from 'vitest';
import { addAxe, axeViolations } from './support/axe.ts';
import { openPage, type WatchedPage } from './support/browser.ts';
import { raiseStage } from './support/stage.ts';
import { type Widget, widgetOf } from './support/widget.ts';

const stage = raiseStage({ FINGERPOST_DEV: 'on' });

async function visit(hash = '', width = 1280): Promise<WatchedPage & { widget: Widget }> {
  const opened = await openPage(stage.browser, { viewport: { width, height: 900 } });
  await opened.page.goto(`${stage.product.origin}/playground${hash}`);
  const widget = widgetOf(opened.page);
  await widget.launcher.waitFor();
  return { ...opened, widget };
}

test('an option that is changed mounts the widget anew, and the snippet says how', async () => {
  const { page, widget, noises, close } = await visit();
  const snippet = page.locator('#snippet');
  const src = `${stage.product.origin}/widget.js`;
  expect(await snippet.textContent()).toBe(`<script src="${src}" async></script>`);
  await page.getByLabel('data-position').selectOption('left');
  await expect.poll(async () => (await widget.launcher.boundingBox())?.x).toBe(24);
  await page.getByLabel('data-label').fill('Ask "us"');
  await page.getByLabel('data-label').press('Tab');
  await page.getByRole('button', { name: 'Ask "us"' }).waitFor();
  expect(await page.locator('fingerpost-help').count()).toBe(1);
  expect(await snippet.textContent()).toBe(
    `<script src="${src}" data-position="left" data-label="Ask &quot;us&quot;" async></script>`,
  );
  await page.getByLabel('ES module').check();
  expect(await snippet.textContent()).toContain(`server: "${stage.product.origin}",\n  position: "left",`);
  await page.getByLabel('data-launcher').selectOption('none');
  await expect.poll(() => page.getByRole('button', { name: 'Ask "us"' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Set none' }).click();
  await widget.launcher.waitFor();
  expect(noises).toEqual([]);
  await close();
});

test('an open panel is open again after a change, and a reload keeps the options', async () => {
  const { page, widget, noises, close } = await visit();
  await widget.open();
  await page.getByLabel('data-gate').selectOption('off');
  await widget.view('home', 'ready').waitFor();
  await page.reload();
  await widget.launcher.or(widget.panel).first().waitFor();
  expect(await page.getByLabel('data-gate').inputValue()).toBe('off');
  expect(await page.locator('#snippet').textContent()).toContain('data-gate="off"');
  expect(noises).toEqual([]);
  await close();
});

test('calls act, events are logged, and a wrong argument is said', async () => {
  const { page, widget, noises, close } = await visit();
  const events = page.getByRole('log', { name: 'Events' });
  const call = (name: string) => page.locator(`[data-method="${name}"]`).click();
  await call('search');
  await widget.view('results', 'found').waitFor();
  await events.getByText('search {"query":"find my request"').waitFor();
  await call('close');
  await events.getByText('close').waitFor();
  await page.getByLabel('What request is given').fill('{ message: ');
  await call('request');
  expect(await page.getByRole('alert').filter({ hasText: 'no JSON' }).isVisible()).toBe(true);
  await page.getByRole('button', { name: '.help-me' }).waitFor();
  await page.locator('[data-fingerpost-article]').click();
  await widget.view('article', 'ready').waitFor();
  await events.getByText('article {"slug":"find-my-request"}').waitFor();
  await call('destroy');
  await expect.poll(() => page.locator('fingerpost-help').count()).toBe(0);
  await call('open');
  await page.getByText('There is no widget').waitFor();
  expect(noises).toEqual([]);
  await close();
});

test.each([
  { width: 1280, colorScheme: 'light' as const },
  { width: 390, colorScheme: 'dark' as const },
])('at $width wide and $colorScheme nothing is cut off or hard to reach', async ({ width, colorScheme }) => {
  const opened = await openPage(stage.browser, { viewport: { width, height: 844 }, colorScheme });
  await addAxe(opened.page);
  await opened.page.goto(`${stage.product.origin}/playground`);
  await widgetOf(opened.page).launcher.waitFor();
  const wide = await opened.page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(width);
  expect(await axeViolations(opened.page)).toEqual([]);
  expect(opened.noises).toEqual([]);
  await opened.close();
});
