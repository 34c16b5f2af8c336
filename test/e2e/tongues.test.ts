// The panel's states in all twelve languages, as narrow as a phone or a window at 400 %: nothing scrolls sideways, no word is cut
// off, nothing is left in English.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { wholeEnglish } from '../../contract/words/tongues/whole-english.ts';
import { openPage } from './support/browser.ts';
import { repositoryRoot } from './support/places.ts';
import { raiseStage } from './support/stage.ts';
import { callFingerpost } from './support/widget.ts';

const folder = mkdtempSync(join(tmpdir(), 'fingerpost-tongues-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MORE_SETTINGS = `
known_problems: [{ words: Exports are slow, article: find-my-request, pages: ["/*"] }]
fields:
  order: { kind: text, label: Order, required: true, min_length: 4, categories: [billing] }
  what: { kind: select, label: What, options: { twice: Twice, other: Else }, categories: [billing] }
  amount: { kind: number, label: Amount, whole: true, min: 10, categories: [billing] }
  since: { kind: date, label: Since, required: true, latest: today, categories: [billing] }
  receipt: { kind: file, label: Receipt, required: true, categories: [billing] }
  agree: { kind: checkbox, label: Agree, required: true, categories: [billing] }
`;
const stage = raiseStage(() => {
  const shipped = readFileSync(join(repositoryRoot, 'server/settings/default-settings.yaml'), 'utf8');
  const settings = join(folder, 'settings.yaml');
  writeFileSync(settings, shipped + MORE_SETTINGS);
  return { SETTINGS: settings };
});

/** All that is said in English as it stands, but single short words, which other languages may share. */
function textsOf(words: object): string[] {
  return Object.values(words).flatMap((word: unknown) => {
    if (typeof word === 'string') return word.length > 9 ? [word] : [];
    return typeof word === 'object' && word !== null ? textsOf(word) : [];
  });
}
const ENGLISH = new Set(textsOf(wholeEnglish));

/** By the tag that a page would give, with the one that the panel's words have. */
const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'en',
  de: 'de',
  fr: 'fr',
  es: 'es',
  'pt-BR': 'pt',
  it: 'it',
  nl: 'nl',
  pl: 'pl',
  tr: 'tr',
  'ar-EG': 'ar',
  ja: 'ja',
  'zh-CN': 'zh-Hans',
};

/** What can be scrolled sideways, reaches out of the window, or has words that are cut off. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('fingerpost-help')?.shadowRoot;
    const panel = root?.querySelector<HTMLElement>('.panel:not([hidden])');
    if (!panel) return ['there is no panel'];
    const { left, right } = panel.getBoundingClientRect();
    const name = (node: Element) => `${node.tagName}.${node.className} "${(node.textContent ?? '').slice(0, 40)}"`;
    const found: string[] = [];
    for (const node of [document.documentElement, panel, ...panel.querySelectorAll<HTMLElement>('*')]) {
      if (!node.checkVisibility() || node.closest('.sr, .trap, svg, .prose, select')) continue;
      // Titles of articles are cut by design; so is a long name of the site.
      const isCut = node.matches('.hit *, .head h2, textarea, input');
      // Parts without words of their own may have others in them that reach up to the panel's edges.
      const hasWords = [...node.childNodes].some(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue?.trim());
      const isScroller = node === document.documentElement || node.matches('.panel, .body, .foot, button');
      if (!isCut && (hasWords || isScroller) && node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1)
        found.push(`${name(node)} ${node.scrollWidth} > ${node.clientWidth}`);
      const box = node.getBoundingClientRect();
      if (box.width > 0 && (box.right > right + 1 || box.left < left - 1)) found.push(`${name(node)} reaches out`);
      const isButton = node.matches('button, a.btn, summary, label');
      if (isButton && node.clientHeight > 0 && node.scrollHeight > node.clientHeight + 2)
        found.push(`${name(node)} is cut below`);
    }
    return found;
  });
}

test('in every language all states fit into 320 pixels', { timeout: 90_000 }, async () => {
  const { page, noises, close } = await openPage(stage.browser, { viewport: { width: 320, height: 568 } });
  await page.goto(stage.host.page('/tongues'));
  const panel = page.locator('fingerpost-help [role=dialog]:visible');
  const view = (name: string, state: string) =>
    panel.locator(`[data-view="${name}"][data-state="${state}"]${state === 'ready' ? ':not(:has(.wait))' : ''}`);
  const main = panel.locator('.btn.main');
  const wrong: string[] = [];
  /** Shows a state in one language after the other, and leaves it in English. */
  const inAll = async (what: string, show: () => Promise<void>) => {
    for (const [tag, language] of [...Object.entries(LANGUAGES), ['en', 'en'] as const]) {
      await callFingerpost(page, 'locale', tag);
      await page.locator(`fingerpost-help .fp[lang="${language}"]`).waitFor({ state: 'attached' });
      await show();
      // Names that the server has in this language come after the panel's own words.
      const english = async () => {
        const lines = (await panel.innerText()).split('\n').map((line) => line.trim());
        return lines.filter((line) => ENGLISH.has(line));
      };
      if (language !== 'en') await expect.poll(english, { message: `${what} in ${tag}` }).toEqual([]);
      for (const one of await overflowing(page)) wrong.push(`${what} in ${tag}: ${one}`);
    }
  };

  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await inAll('home with a known problem', async () => {
    await view('home', 'ready').waitFor();
    await panel.locator('.known').waitFor();
  });
  await panel.getByRole('combobox').fill('find my request');
  await inAll('results', () => view('results', 'found').waitFor());
  await panel.getByRole('combobox').fill('xylophone quartz');
  await inAll('nothing', () => view('results', 'nothing').locator('.promise').waitFor());
  await panel.getByRole('combobox').fill('find my request');
  await panel.getByRole('option').first().click();
  await inAll('article', () => view('article', 'ready').waitFor());
  await inAll('reasons', async () => {
    await view('article', 'ready').waitFor();
    if (await view('vote', 'asking').isVisible()) await view('vote', 'asking').locator('.btn').last().click();
    await view('vote', 'reasons').waitFor();
  });
  await callFingerpost(page, 'request', { category: 'bug', email: 'nobody@example' });
  await inAll('form with errors', async () => {
    await main.click();
    await view('form', 'mending').waitFor();
  });
  await panel.locator('#category').selectOption('billing');
  await panel
    .locator('#files')
    .setInputFiles([
      { name: 'a-name-without-any-place-to-break-it-anywhere.txt', mimeType: 'text/plain', buffer: Buffer.from('a') },
    ]);
  await inAll('fields with errors, and a file', async () => {
    await main.click();
    await view('form', 'mending').waitFor();
    await panel.locator('.file, .files li').first().waitFor();
  });
  await panel.locator('#category').selectOption('bug');
  await panel.locator('textarea').fill('The export has stopped, and nothing tells me why.');
  await panel.locator('input[autocomplete=email]').fill('');
  await inAll('form', () => view('form', 'writing').waitFor());
  await main.click();
  await view('sent', 'sent').waitFor();
  await inAll('sent', () => view('sent', 'sent').waitFor());
  await view('sent', 'sent').locator('.foot .plain').first().click();
  await inAll('request', () => view('request', 'ready').waitFor());
  await panel.locator('.head .icon').first().click();
  await panel.locator('.head .icon').first().click();
  await panel.getByRole('button', { name: 'My requests' }).click();
  await inAll('my requests', () => view('requests', 'ready').waitFor());

  expect(wrong).toEqual([]);
  expect(noises).toEqual([]);
  await close();
});

test('a page in Japanese is spoken to in Japanese from its first moment, with what the server says too, and fetches no other language', async () => {
  const { page, noises, requests, close } = await openPage(stage.browser, { viewport: { width: 390, height: 844 } });
  await page.goto(stage.host.page('/ja', { lang: 'ja' }));
  const panel = page.locator('fingerpost-help [role=dialog]:visible');
  await page.getByRole('button', { name: 'ヘルプ', exact: true }).click();
  await panel.locator('[data-view=home][data-state=ready]:not(:has(.wait))').waitFor();
  await panel.getByPlaceholder('ヘルプを検索').waitFor();
  await callFingerpost(page, 'request');
  const categories = panel.locator('select').first().locator('option');
  await expect.poll(() => categories.allTextContents()).toContain('アカウント');
  const packs = requests.filter((address) => /\/assets\/(ar|de|es|fr|it|ja|nl|pl|pt|tr|zh)-[^/]*\.js$/.test(address));
  expect(packs.map((address) => /assets\/(..)-/.exec(address)?.[1])).toEqual(['ja']);
  await panel.locator('textarea').fill('動きません。');
  await panel.locator('.btn.main').click();
  await panel.locator('[data-view=sent]').locator('.foot .plain').first().click();
  await panel.locator('[data-view=request][data-state=ready]').waitFor();
  await panel.getByText('受け付けました').first().waitFor();
  expect(noises).toEqual([]);
  await close();
});
