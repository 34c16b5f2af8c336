// A knowledge base that is too large to be sent: the real server says so, and the panel searches all of it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { LIMITS } from '../../contract/limits.ts';
import { openPage } from './support/browser.ts';
import { strictPolicy } from './support/host-page.ts';
import { raiseStage } from './support/stage.ts';
import { widgetOf } from './support/widget.ts';

const folder = mkdtempSync(join(tmpdir(), 'fingerpost-large-'));

/** One article more than is sent, in one topic, and one for the page that is looked at. */
function writeLargeKb(): string {
  const topic = join(folder, 'en', 'parts');
  mkdirSync(topic, { recursive: true });
  writeFileSync(join(topic, '_category.yaml'), 'title: Parts\n');
  for (let at = 1; at <= LIMITS.shippedArticles; at += 1)
    writeFileSync(
      join(topic, `part-${at}.md`),
      `---\ntitle: Replace part ${at}\n---\n\nHow part number ${at} is taken out.\n\n## Put it back\n\nTurn the screw of part ${at} gently.\n`,
    );
  writeFileSync(
    join(topic, 'lantern.md'),
    '---\ntitle: Light the lantern\npages: ["/shed"]\n---\n\nThe lantern needs oil.\n\n## In the rain\n\nCover the chimney of the lantern with a saucer.\n',
  );
  return folder;
}

const stage = raiseStage(() => ({ KB_DIR: writeLargeKb() }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('above the ceiling no index is sent, and answers come with marks, section and a guess all the same', async () => {
  const { page, noises, requests, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/shed', { csp: strictPolicy(stage.product.origin) }));
  const widget = widgetOf(page);
  await widget.open();
  await expect.poll(() => widget.panel.locator('section li').allTextContents()).toEqual(['Light the lantern']);
  await widget.panel.getByText('Parts').click();
  await expect.poll(() => widget.panel.locator('details li').count()).toBe(100);
  expect(await widget.panel.locator('details').textContent()).toMatch(/And 1901 more/);
  await widget.search('lantren chimney');
  await expect.poll(() => widget.options.first().locator('b').textContent()).toBe('Light the lantern');
  // The server may have answered the first of the letters before all of them.
  await expect.poll(() => widget.options.first().locator('mark').allTextContents()).toContain('chimney');
  await expect.poll(() => widget.options.first().locator('small').textContent()).toBe('Parts › In the rain');
  const guess = widget.panel.getByRole('button', { name: 'Did you mean “lantern chimney”?' });
  await guess.click();
  await guess.waitFor({ state: 'detached' });
  await widget.openResult('Light the lantern');
  expect(requests.some((url) => /\/kb\/[^/]+\/en\/(index|rest|passages)\./.test(url))).toBe(false);
  expect(noises).toEqual([]);
  await close();
});
