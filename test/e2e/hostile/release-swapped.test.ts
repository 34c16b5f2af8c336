// Articles change while somebody has help open: what they open is the article of today, or the one that they found, never less.
import { cpSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { KEPT_RELEASES } from '../../../server/articles/release-store.ts';
import { openPage } from '../support/browser.ts';
import { repositoryRoot } from '../support/places.ts';
import { raiseStage } from '../support/stage.ts';
import type { TicketDetail } from '../support/story.ts';
import { receiptOf, widgetOf } from '../support/widget.ts';
import { FAILED_REQUESTS } from './hostile-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'fingerpost-swap-'));
cpSync(join(repositoryRoot, 'kb-content'), folder, { recursive: true });
const place = (slug: string) => join(folder, 'en', 'getting-help', `${slug}.md`);
const write = (slug: string, title: string, text: string) =>
  writeFileSync(place(slug), `---\ntitle: ${title}\n---\n\n${text}\n`);
write('moor-the-zeppelin', 'Moor the zeppelin', 'Tie it to its mast, as of version 0.');
write('paint-the-zeppelin', 'Paint the zeppelin', 'Silver, as of version 0.');

const stage = raiseStage({ KB_DIR: folder });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const releaseNow = async () => {
  const site = await fetch(`${stage.product.origin}/api/v1/sites/default`);
  return ((await site.json()) as { release: string }).release;
};
/** Does something to the articles, and waits until the server serves them. */
async function andWait(change: () => void): Promise<void> {
  const before = await releaseNow();
  change();
  await expect.poll(releaseNow, { interval: 25, timeout: 10_000 }).not.toBe(before);
}

async function visit() {
  const opened = await openPage(stage.browser);
  await opened.page.goto(stage.host.page('/'));
  const widget = widgetOf(opened.page);
  await widget.open();
  await widget.search('zeppelin');
  await widget.options.filter({ hasText: 'Moor the zeppelin' }).waitFor();
  const wrong = () => opened.noises.filter((noise) => !FAILED_REQUESTS.test(noise));
  return { ...opened, widget, wrong };
}

test('an article that was found is opened as it was found, and as it is now once the server has no more of then', async () => {
  const { widget, wrong, close } = await visit();
  await andWait(() => write('moor-the-zeppelin', 'Moor the zeppelin', 'Tie it to its mast, as of version 1.'));
  await widget.openResult('Moor the zeppelin');
  const read = widget.view('article', 'ready').locator('.prose');
  await read.getByText(/as of version [01]\./).waitFor();
  await widget.panel.getByRole('button', { name: 'Back' }).click();
  for (let version = 2; version < 2 + KEPT_RELEASES; version++)
    await andWait(() => {
      write('moor-the-zeppelin', 'Moor the zeppelin', `Tie it to its mast, as of version ${version}.`);
      write('paint-the-zeppelin', 'Paint the zeppelin', `Silver, as of version ${version}.`);
    });
  await widget.openResult('Paint the zeppelin');
  await read.getByText(`as of version ${1 + KEPT_RELEASES}.`).waitFor();

  // What is said of it there is kept as of any other.
  await widget.panel.getByRole('button', { name: 'No', exact: true }).click();
  await widget.panel.getByRole('button', { name: 'Write to us about this' }).click();
  await widget.panel.getByLabel('How can we help?').fill('Which silver?');
  await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('sent', 'sent').waitFor();
  const { number } = await receiptOf(widget);
  const { trail } = await stage.product.admin<TicketDetail>(`tickets/${number}`);
  expect(trail.steps.filter(({ kind }) => kind === 'view').map((step) => [step.article_id, step.vote])).toEqual([
    ['moor-the-zeppelin', null],
    ['paint-the-zeppelin', 'no'],
  ]);
  expect(wrong()).toEqual([]);
  await close();
});

test('the other parts of an index that is no more are fetched anew, and what was found by less is said to be', async () => {
  const opened = await openPage(stage.browser);
  const { page } = opened;
  await page.route('**/kb/*/en/{rest.bin,passages.json}', (route) => route.abort());
  await page.goto(stage.host.page('/'));
  const widget = widgetOf(page);
  await widget.open();
  await widget.search('zeppelin');
  const weaker = widget.panel.getByText('Only titles and headings are searched');
  await weaker.waitFor();
  for (let version = 10; version < 10 + KEPT_RELEASES; version++)
    await andWait(() => write('paint-the-zeppelin', 'Paint the zeppelin', `Silver, as of version ${version}.`));
  await page.unroute('**/kb/*/en/{rest.bin,passages.json}');
  await widget.panel.getByRole('button', { name: 'Try again' }).click();
  await weaker.waitFor({ state: 'detached' });
  await widget.options.filter({ hasText: `as of version ${9 + KEPT_RELEASES}` }).waitFor();
  await opened.close();
});

test('an article that was taken away is said to be gone, and the search goes on', async () => {
  const { widget, wrong, close } = await visit();
  await andWait(() => unlinkSync(place('paint-the-zeppelin')));
  for (let version = 20; version < 20 + KEPT_RELEASES; version++)
    await andWait(() =>
      write('moor-the-zeppelin', 'Moor the zeppelin', `Tie it to its mast, as of version ${version}.`),
    );
  await widget.options.filter({ hasText: 'Paint the zeppelin' }).click();
  await widget.view('article', 'missing').getByRole('alert').waitFor();
  await widget.panel.getByRole('button', { name: 'Back' }).click();
  await widget.view('results', 'found').waitFor();
  expect(await widget.options.locator('b').allTextContents()).not.toContain('Paint the zeppelin');
  expect(wrong()).toEqual([]);
  await close();
});
