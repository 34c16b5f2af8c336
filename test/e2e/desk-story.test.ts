// The desk from end to end by keyboard alone: the first admin, an invitation, an agent, and a queue that gets empty.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { focusedName, PASSWORD, tabTo } from './support/desk.ts';
import { raiseStage } from './support/stage.ts';
import { writeRequest } from './support/write-request.ts';

const stage = raiseStage();

/** Types into the field that has the focus, and goes on to the next. */
async function fillFields(page: Page, fields: readonly (readonly [label: string, text: string])[]): Promise<void> {
  for (const [label, text] of fields) {
    if (!(await focusedName(page)).startsWith(label)) await tabTo(page, label);
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');
}

let invitation: string;

test('the printed link makes the first admin, who invites an agent, without a mouse', async () => {
  const { page, noises, close } = await openPage(stage.browser);
  const link = /http\S+\/admin\/welcome#\S+/.exec(stage.product.output())?.[0];
  await page.goto(link ?? 'no link was printed');
  await page.getByRole('heading', { name: 'Become the first admin' }).waitFor();
  await fillFields(page, [
    ['Email', 'ada@example.com'],
    ['Your name', 'Ada Lovelace'],
    ['New password', PASSWORD],
  ]);
  await page.getByRole('heading', { level: 1, name: /All open/ }).waitFor();
  await tabTo(page, 'People');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await tabTo(page, 'Invite somebody');
  await page.keyboard.press('Enter');
  await fillFields(page, [['Email', 'imke@example.com']]);
  invitation = await page.locator('input[readonly]').inputValue();
  expect(noises).toEqual([]);
  await close();
});

test('the agent comes in by the invitation and clears the queue by keyboard alone', async () => {
  for (const message of ['How do I export a report?', 'Where is my invoice?', 'How can I change my email address?'])
    await writeRequest(stage.product, { message });
  const { page, noises, close } = await openPage(stage.browser);
  await page.goto(invitation);
  await page.getByLabel('New password').waitFor();
  await fillFields(page, [['New password', PASSWORD]]);
  const heading = page.getByRole('heading', { level: 1 });
  await heading.filter({ hasText: 'All open 3' }).waitFor();
  for (const left of [2, 1, 0]) {
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'What answers this?' }).waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('r');
    await page.keyboard.type('Open Reports, choose Export. We will write this down.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Completed').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('q');
    await heading.filter({ hasText: `All open ${left}` }).waitFor();
  }
  expect(noises).toEqual([]);
  await close();
});
