// Two people at one request: they see each other, and whoever is slower loses neither words nor way; then two requests become one.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PATIENCE_MS, type WatchedPage } from './support/browser.ts';
import { sitAtDesk } from './support/desk.ts';
import { raiseStage } from './support/stage.ts';
import { writeRequest } from './support/write-request.ts';

const stage = raiseStage();
const PROBLEM = { enquiry_type: 'problem', category: 'bug', name: 'Zoë Müller', email: 'zoe@example.org' };
let imke: WatchedPage;
let tom: WatchedPage;

const status = (page: Page) => page.getByRole('button', { name: /^Status:/ });
const reply = (page: Page) => page.getByRole('textbox', { name: /^Reply to/ });

async function openRequest(page: Page, number: number): Promise<void> {
  await page.goto(`${stage.product.origin}/admin/requests/${number}`);
  await status(page).waitFor();
}

/** By the status menu and its keys, as far as the list. */
async function openStatusList(page: Page, words: string): Promise<void> {
  await page.keyboard.press('s');
  await page.getByRole('combobox', { name: /^Status/ }).fill(words);
}

/** The console says what the server refused; nothing else may be heard. */
function otherNoises({ noises }: WatchedPage): string[] {
  return noises.filter((noise) => !/status of 4(09|12)/.test(noise));
}

test('two on one request see each other, and a status that cannot follow says what can', async () => {
  const { number } = await writeRequest(stage.product, { ...PROBLEM, message: 'The export button does nothing.' });
  imke = await sitAtDesk(stage, { email: 'imke@example.com', role: 'agent', name: 'Imke' });
  tom = await sitAtDesk(stage, { email: 'tom@example.com', role: 'agent', name: 'Tom' });
  await openRequest(imke.page, number);
  await openRequest(tom.page, number);
  await tom.page.getByText('Imke is reading this too').waitFor();
  // Her page asks every ten seconds.
  await imke.page.getByText('Tom is reading this too').waitFor({ timeout: 40_000 });

  await openStatusList(tom.page, 'in testing');
  await tom.page.keyboard.press('Enter');
  const why =
    '“In testing” comes after “Ready to test”. You can move it to In review, Completed, Duplicate or Declined.';
  await tom.page.locator('.choose-list').getByText(why).waitFor();
  await tom.page.keyboard.press('Escape');
});

test('of two moves the second is asked about, and refused with what is allowed where it cannot follow the first', async () => {
  // Tom chooses from what was true a moment ago: his page hears of nothing in between.
  const nothingNew = JSON.stringify({ others: [], version: 0 });
  await tom.page.route('**/presence', (route) => route.fulfill({ contentType: 'application/json', body: nothingNew }));
  await openStatusList(tom.page, 'duplicate');
  for (const [typed, label] of [
    ['in review', 'In review'],
    ['approved', 'Approved for action'],
  ] as const) {
    await openStatusList(imke.page, typed);
    await imke.page.keyboard.press('Enter');
    await status(imke.page).filter({ hasText: label }).waitFor();
  }
  await tom.page.keyboard.press('Enter');
  const dialog = tom.page.getByRole('dialog', { name: /^Imke changed this .* What you wanted is kept\.$/ });
  const row = dialog.getByRole('row').filter({ hasText: 'Status' });
  await row.waitFor();
  expect(await row.locator('td').allInnerTexts()).toEqual(['Submitted', 'Approved for action', 'Duplicate']);
  await dialog.getByRole('button', { name: 'Do it all the same' }).click();
  const refusal = tom.page.getByRole('alert').filter({ hasText: /cannot follow/ });
  await refusal.getByText(/It can be moved to: In progress, Declined/).waitFor();
  await refusal.getByRole('button', { name: 'Close' }).click();
  await status(tom.page).filter({ hasText: 'Approved for action' }).waitFor();
  await tom.page.unroute('**/presence');
});

test('of two replies the second is kept, shown beside the first, and sent only when told to', async () => {
  await reply(imke.page).fill('We are looking into it.');
  await reply(tom.page).fill('Use the menu until Friday.');
  await imke.page.getByRole('button', { name: 'Send', exact: true }).click();
  await imke.page.locator('.conversation').getByText('We are looking into it.').waitFor();
  await tom.page.getByRole('button', { name: 'Send', exact: true }).click();
  const seeBoth = tom.page.getByRole('button', { name: 'See both' });
  await seeBoth.click();
  const dialog = tom.page.getByRole('dialog', { name: /Your words are kept\.$/ });
  await dialog.getByText('We are looking into it.').waitFor();
  await dialog.getByText('Use the menu until Friday.').waitFor();
  await tom.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await reply(tom.page).inputValue()).toBe('Use the menu until Friday.');
  await tom.page.getByRole('button', { name: 'Send', exact: true }).click();
  await tom.page.locator('.conversation').getByText('Use the menu until Friday.').waitFor();
  await expect.poll(() => reply(tom.page).inputValue()).toBe('');
  expect(otherNoises(imke)).toEqual([]);
  expect(otherNoises(tom)).toEqual([]);
});

test('what the requester of a merged request writes reaches the one that stays, and the answer reaches them', async () => {
  const kept = await writeRequest(stage.product, { ...PROBLEM, message: 'The invoice is wrong.' });
  const merged = await writeRequest(stage.product, { ...PROBLEM, message: 'Again: the invoice is wrong.' });
  const { page } = imke;
  await openRequest(page, merged.number);
  await page.getByRole('button', { name: /^More/ }).click();
  await page.getByRole('menuitem', { name: 'Merge into another request' }).click();
  await page.getByRole('searchbox', { name: 'Number or words of the other request' }).fill(`${kept.number}`);
  await page.getByRole('list', { name: 'Requests found' }).getByText('The invoice is wrong.').click();
  await page.getByRole('button', { name: `Merge into ${kept.number}` }).click();
  await page.waitForURL(`**/admin/requests/${kept.number}`);
  await page.locator('.conversation').getByText('Again: the invoice is wrong.').waitFor();

  const requester = await stage.browser.newPage();
  requester.setDefaultTimeout(PATIENCE_MS);
  await requester.goto(`${stage.product.origin}/tickets/${merged.number}?key=${merged.access_key}`);
  await requester.getByRole('textbox', { name: 'Your answer' }).fill('It says 12.50 too much.');
  await requester.getByRole('button', { name: 'Send answer' }).click();
  await requester.getByText('We have your answer.').waitFor();

  await openRequest(page, kept.number);
  await page.locator('.conversation').getByText('It says 12.50 too much.').waitFor();
  await reply(page).fill('You are right: we have sent a new one.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.locator('.conversation').getByText('You are right: we have sent a new one.').waitFor();
  await requester.reload();
  await requester.getByText('You are right: we have sent a new one.').waitFor();

  await openRequest(page, merged.number);
  await page.getByText(`This request was merged into ${kept.number}. Answer it there.`).waitFor();
  expect(await page.locator('.composer').count()).toBe(0);
  await requester.close();
  await imke.close();
  await tom.close();
});
