// The main job from end to end on our own articles: from the first letter to the figures that it leaves behind.
import { expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { raiseStage } from './support/stage.ts';
import { closeTicket, readWhatTheyTried, reportOfToday, type StoryTold, tellStory } from './support/story.ts';
import { receiptOf, type Widget, widgetOf } from './support/widget.ts';

const stage = raiseStage();

/** Fills and sends the form that is open; gives the request's number. */
async function writeAndSend(widget: Widget, message: string): Promise<number> {
  await widget.panel.getByLabel('How can we help?').fill(message);
  await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('sent', 'sent').waitFor();
  return (await receiptOf(widget)).number;
}

let told: StoryTold;
let slug: string;

test('somebody searches, reads, is not helped, writes, and sees what became of it', async () => {
  const { page, noises, close } = await openPage(stage.browser);
  await page.goto(`${stage.product.origin}/demo/orders`);
  told = await tellStory(widgetOf(page), 'find my request', /^Find your request/);
  expect(noises).toEqual([]);
  await close();
});

test('whoever answers sees what was searched and read before, in order, with seconds', async () => {
  const read = await readWhatTheyTried(stage.product, told);
  slug = read.slug;
  expect(slug).toBe('find-my-request');
  expect(read.ticket.allowed_next).toContain('completed');
});

test('closing with the one question makes it a knowledge gap that was unclear', async () => {
  const closed = await closeTicket(stage.product, told.number, [slug]);
  expect(closed).toMatchObject({ status: 'completed', sub_kind: 'unclear' });
  const counts = await reportOfToday(stage.product, 'sub_kind_counts');
  expect(counts).toMatchObject({ unclear: 1, missing: 0, unfindable: 0, not_looked: 0, unattributed: 0 });
  const share = await reportOfToday(stage.product, 'kind_share');
  expect(share).toMatchObject({
    knowledge_gap: { low: { num: 1, den: 1 } },
    functionality_issue: { low: { num: 0, den: 1 } },
  });
});

test('the requester sees the new status with the key, and a wrong key sees nothing', async () => {
  const read = (key: string) =>
    fetch(`${stage.product.origin}/api/v1/tickets/${told.number}`, { headers: { authorization: `Bearer ${key}` } });
  expect(await (await read(told.accessKey)).json()).toMatchObject({ number: told.number, status: 'Done' });
  expect((await read(`${told.accessKey.slice(0, -1)}!`)).status).toBe(404);
});

test('the page of the request asks for the key once, shows the status, and keeps the key out of its address', async () => {
  const { page, noises, close } = await openPage(stage.browser);
  await page.goto(`${stage.product.origin}/tickets/${told.number}`);
  expect(await page.getByText(told.message).count()).toBe(0);
  await page.getByLabel('Key', { exact: true }).fill(told.accessKey);
  await page.getByRole('button', { name: 'Show my request' }).click();
  await page.getByText(told.message).waitFor();
  await page.getByText('Done', { exact: true }).first().waitFor();
  expect(page.url()).not.toContain(told.accessKey);
  await page.reload();
  await page.getByText(told.message).waitFor();
  expect(noises).toEqual([]);
  await close();
});

test('a question that no article answers is missing', async () => {
  const { page, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/orders'));
  const widget = widgetOf(page);
  await widget.open();
  await widget.search('widget');
  await widget.options.first().click();
  await widget.view('article', 'ready').waitFor();
  await widget.panel.getByRole('button', { name: 'No', exact: true }).click();
  await widget.panel.getByRole('button', { name: 'Write to us about this' }).click();
  const number = await writeAndSend(widget, 'Does it come in green as well?');
  expect(await closeTicket(stage.product, number, [])).toMatchObject({ sub_kind: 'missing' });
  await close();
});

test('somebody who writes at once, where the page lets them, has not looked', async () => {
  const { page, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/ungated', { attributes: { gate: 'off' } }));
  const widget = widgetOf(page);
  await widget.open();
  await widget.panel.getByRole('button', { name: /Write to us/ }).click();
  const number = await writeAndSend(widget, 'Please just tell me how this is done.');
  expect(await closeTicket(stage.product, number, [slug])).toMatchObject({ sub_kind: 'not_looked' });
  await close();
});

test('somebody who searched in other words than the article has could not find it', async () => {
  const { page, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/orders'));
  const widget = widgetOf(page);
  await widget.open();
  await widget.box.pressSequentially('zzqxv wvkjq');
  await widget.view('results', 'nothing').waitFor();
  await widget.panel.getByRole('button', { name: 'Write to us', exact: true }).click();
  const number = await writeAndSend(widget, 'Where has my case gone?');
  expect(await closeTicket(stage.product, number, [slug])).toMatchObject({
    sub_kind: 'unfindable',
    sub_kind_detail: { reason: 'zero_results' },
  });
  await close();
});

test('the figures of the day tell the four apart', async () => {
  const counts = await reportOfToday(stage.product, 'sub_kind_counts');
  expect(counts).toMatchObject({ missing: 1, unfindable: 1, unclear: 1, not_looked: 1, unattributed: 0 });
  const share = await reportOfToday(stage.product, 'kind_share');
  expect(share).toMatchObject({ knowledge_gap: { low: { num: 4, den: 4 } } });
});
