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
const TEXTS = {
  'moor-the-zeppelin': 'title: Moor the zeppelin\n---\n\nTie it to its mast',
  'paint-the-zeppelin': 'title: Paint the zeppelin\n---\n\nSilver',
};
const write = (slug: keyof typeof TEXTS, version: number) =>
  writeFileSync(place(slug), `---\n${TEXTS[slug]}, as of version ${version}.\n`);
write('moor-the-zeppelin', 0);
write('paint-the-zeppelin', 0);

const stage = raiseStage({ KB_DIR: folder });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const releaseNow = async () => {
  const site = await fetch(`${stage.product.origin}/api/v1/sites/default`);
  return ((await site.json()) as { release: string }).release;
};
/** The article as whoever comes now is given it. */
const served = async (slug: string) => {
  const article = await fetch(`${stage.product.origin}/kb/${await releaseNow()}/en/articles/${slug}.json`);
  return `${article.status} ${await article.text()}`;
};
/** Writes articles of such a version, and waits until the server serves all of them. */
async function publish(version: number, slugs: readonly (keyof typeof TEXTS)[]): Promise<void> {
  for (const slug of slugs) write(slug, version);
  for (const slug of slugs) await expect.poll(() => served(slug), { interval: 25 }).toContain(`version ${version}.`);
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
  await publish(1, ['moor-the-zeppelin']);
  await widget.openResult('Moor the zeppelin');
  const read = widget.view('article', 'ready').locator('.prose');
  await read.getByText(/as of version [01]\./).waitFor();
  await widget.panel.getByRole('button', { name: 'Back' }).click();
  for (let version = 2; version < 2 + KEPT_RELEASES; version++)
    await publish(version, ['moor-the-zeppelin', 'paint-the-zeppelin']);
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
  for (let version = 10; version < 10 + KEPT_RELEASES; version++) await publish(version, ['paint-the-zeppelin']);
  await page.unroute('**/kb/*/en/{rest.bin,passages.json}');
  await widget.panel.getByRole('button', { name: 'Try again' }).click();
  await weaker.waitFor({ state: 'detached' });
  await widget.options.filter({ hasText: `as of version ${9 + KEPT_RELEASES}` }).waitFor();
  await opened.close();
});

test('an article that was taken away is said to be gone, and the search goes on', async () => {
  const { widget, wrong, close } = await visit();
  unlinkSync(place('paint-the-zeppelin'));
  await expect.poll(() => served('paint-the-zeppelin'), { interval: 25 }).toMatch(/^404 /);
  for (let version = 20; version < 20 + KEPT_RELEASES; version++) await publish(version, ['moor-the-zeppelin']);
  await widget.options.filter({ hasText: 'Paint the zeppelin' }).click();
  await widget.view('article', 'missing').getByRole('alert').waitFor();
  await widget.panel.getByRole('button', { name: 'Back' }).click();
  await widget.view('results', 'found').waitFor();
  expect(await widget.options.locator('b').allTextContents()).not.toContain('Paint the zeppelin');
  expect(wrong()).toEqual([]);
  await close();
});
