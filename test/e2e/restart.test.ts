// The server goes and comes back while somebody writes: their words arrive, once, without being typed again.
import { expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { raiseStage } from './support/stage.ts';
import { callFingerpost, receiptOf, widgetOf } from './support/widget.ts';

const stage = raiseStage();

test('a request that was written while the server restarted is sent afterwards, once', async () => {
  const { page, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/'));
  const widget = widgetOf(page);
  await widget.open();
  await widget.search('nobody wrote about zzqxv');
  await widget.panel.getByRole('button', { name: /Write to us/ }).click();
  await widget.panel.getByLabel('How can we help?').fill('Half of it stood here before the restart');
  await stage.product.stop();
  await widget.panel.getByLabel('How can we help?').pressSequentially(', and half came after.');
  await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('form', 'unsent').waitFor();
  await stage.product.start();
  // Where the start took long it has gone by itself.
  const again = widget.panel.getByRole('button', { name: 'Try again' });
  await again.or(widget.view('sent', 'sent')).first().waitFor();
  await widget.panel.evaluate((panel) => panel.querySelector<HTMLElement>('form [type=submit]')?.click());
  await widget.view('sent', 'sent').waitFor();
  const { number } = await receiptOf(widget);
  const { tickets, total } = await stage.product.admin<{ tickets: { number: number }[]; total: number }>('tickets');
  expect({ total, numbers: tickets.map((ticket) => ticket.number) }).toEqual({ total: 1, numbers: [number] });
  const { messages } = await stage.product.admin<{ messages: { body: string }[] }>(`tickets/${number}`);
  expect(messages.map(({ body }) => body)).toEqual(['Half of it stood here before the restart, and half came after.']);
  await close();
});

test('a draft outlives a page load in the same tab', async () => {
  const { page, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/'));
  const widget = widgetOf(page);
  await widget.open();
  await widget.search('nobody wrote about zzqxv');
  await widget.panel.getByRole('button', { name: /Write to us/ }).click();
  await widget.panel.getByLabel('How can we help?').fill('Kept over the load.');
  await page.reload();
  await widget.panel.waitFor();
  await callFingerpost(page, 'open', 'form');
  await expect.poll(() => widget.panel.getByLabel('How can we help?').inputValue()).toBe('Kept over the load.');
  await close();
});

test('an answer that was lost on the way back makes no second request', async () => {
  const { page, close } = await openPage(stage.browser);
  const { total: before } = await stage.product.admin<{ total: number }>('tickets');
  await page.goto(stage.host.page('/'));
  const widget = widgetOf(page);
  await widget.open();
  await widget.search('nobody wrote about zzqxv');
  await widget.panel.getByRole('button', { name: /Write to us/ }).click();
  await widget.panel.getByLabel('How can we help?').fill('Did this arrive?');
  await page.route('**/api/v1/tickets', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('form', 'unsent').waitFor();
  await page.unroute('**/api/v1/tickets');
  await widget.panel.getByRole('button', { name: 'Try again' }).click();
  await widget.view('sent', 'sent').waitFor();
  expect((await stage.product.admin<{ total: number }>('tickets')).total).toBe(before + 1);
  await close();
});
