// The server goes and comes back while somebody writes: their words arrive, once, without being typed again.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from './support/browser.ts';
import { type HostSite, startHostSite } from './support/host-page.ts';
import { type Product, startProduct } from './support/product.ts';
import { callFingerpost, receiptOf, widgetOf } from './support/widget.ts';

let product: Product;
let host: HostSite;
let browser: Browser;
beforeAll(async () => {
  product = await startProduct();
  host = await startHostSite(product.origin);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
  await product?.remove();
});

test('a request that was written while the server restarted is sent afterwards, once', async () => {
  const { page, close } = await openPage(browser);
  await page.goto(host.page('/'));
  const widget = widgetOf(page);
  await widget.open();
  await widget.search('nobody wrote about zzqxv');
  await widget.panel.getByRole('button', { name: /Write to us/ }).click();
  await widget.panel.getByLabel('How can we help?').fill('Half of it stood here before the restart');
  await product.stop();
  await widget.panel.getByLabel('How can we help?').pressSequentially(', and half came after.');
  await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('form', 'unsent').waitFor();
  await product.start();
  await widget.panel.getByRole('button', { name: 'Try again' }).click();
  await widget.view('sent', 'sent').waitFor();
  const { number } = await receiptOf(widget);
  const { tickets, total } = await product.admin<{ tickets: { number: number }[]; total: number }>('tickets');
  expect({ total, numbers: tickets.map((ticket) => ticket.number) }).toEqual({ total: 1, numbers: [number] });
  const { messages } = await product.admin<{ messages: { body: string }[] }>(`tickets/${number}`);
  expect(messages.map(({ body }) => body)).toEqual(['Half of it stood here before the restart, and half came after.']);
  await close();
});

test('a draft outlives a page load in the same tab', async () => {
  const { page, close } = await openPage(browser);
  await page.goto(host.page('/'));
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
  const { page, close } = await openPage(browser);
  const { total: before } = await product.admin<{ total: number }>('tickets');
  await page.goto(host.page('/'));
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
  expect((await product.admin<{ total: number }>('tickets')).total).toBe(before + 1);
  await close();
});
