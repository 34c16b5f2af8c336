// The whole form under the strictest policy: what the settings ask, files by button, drop and paste, a picture of the screen.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { addAxe, axeViolations } from './support/axe.ts';
import { openPage } from './support/browser.ts';
import { strictPolicy } from './support/host-page.ts';
import { repositoryRoot } from './support/places.ts';
import { raiseStage } from './support/stage.ts';
import { callFingerpost, receiptOf, widgetOf } from './support/widget.ts';

const folder = mkdtempSync(join(tmpdir(), 'fingerpost-form-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FIELDS = `
fields:
  order: { kind: text, label: Order number, required: true, min_length: 4, categories: [billing] }
  what: { kind: select, label: What is wrong?, options: { twice: Paid twice, other: Something else } }
  amount: { kind: number, label: Amount, required: true, min: 1, shown_when: { field: what, is: twice } }
  since: { kind: date, label: Since when?, latest: today }
  devices: { kind: multi_select, label: Devices, options: { phone: Phone, laptop: Laptop } }
`;

const stage = raiseStage(() => {
  const shipped = readFileSync(join(repositoryRoot, 'server/settings/default-settings.yaml'), 'utf8');
  const settings = join(folder, 'settings.yaml');
  writeFileSync(settings, shipped + FIELDS);
  return { SETTINGS: settings };
});

/** A small picture that a browser can read. */
function pictureOf(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 200;
    const pen = canvas.getContext('2d');
    if (pen) pen.fillStyle = 'rgb(20, 98, 76)';
    pen?.fillRect(0, 0, 320, 200);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
  });
}

/** Lets files fall on the form, or pastes them into it, as the browser would tell of it. */
function bring(page: Page, how: 'drop' | 'paste', name: string, bytes: number[]): Promise<void> {
  return page.evaluate(
    ({ how, name, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/png' }));
      const form = document.querySelector('fingerpost-help')?.shadowRoot?.querySelector('form');
      const options = { bubbles: true, cancelable: true, composed: true };
      form?.dispatchEvent(
        how === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: data })
          : new ClipboardEvent('paste', { ...options, clipboardData: data }),
      );
    },
    { how, name, bytes },
  );
}

test('a request with fields and files is written, shown as it is sent, and arrives whole', async () => {
  const { page, noises, requests, close } = await openPage(stage.browser);
  await addAxe(page);
  await page.goto(stage.host.page('/form', { csp: strictPolicy(stage.product.origin), attributes: { gate: 'off' } }));
  const widget = widgetOf(page);
  await widget.open();
  expect(requests.filter((address) => /fields-view|attach-view|screenshot-view/.test(address))).toEqual([]);
  await callFingerpost(page, 'request', {});
  const form = widget.view('form', 'writing');
  await form.waitFor();
  const { panel } = widget;
  await panel.getByLabel('How can we help?').fill('I paid for one order two times.');
  await panel.getByLabel('What is it about?').selectOption('billing');
  await panel.getByLabel('What is wrong?').selectOption('twice');
  await panel.getByRole('checkbox', { name: 'Laptop' }).check();
  await panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('form', 'mending').waitFor();
  expect(await panel.locator('.field .wrong').allTextContents()).toEqual([
    'Fill in \u201cOrder number\u201d.',
    'Fill in \u201cAmount\u201d.',
  ]);
  expect(await panel.getByLabel('Order number').evaluate((node) => node.matches(':focus'))).toBe(true);
  await panel.getByLabel('Order number').fill('A-2291');
  await panel.getByLabel('Amount').fill('12,50');
  await panel.getByLabel('Since when?').fill('2026-01-31');

  const picture = await pictureOf(page);
  await panel.getByLabel('Add files').setInputFiles([
    { name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('one\ntwo\n') },
    { name: 'wrong.txt', mimeType: 'text/plain', buffer: Buffer.from('not this') },
  ]);
  const names = panel.locator('.files .name bdi');
  // Each is shown when it is read: one after the other, so that their order is known.
  await expect.poll(() => names.allTextContents()).toEqual(['list.txt', 'wrong.txt']);
  await bring(page, 'drop', 'dropped.png', picture);
  await expect.poll(() => names.allTextContents()).toEqual(['list.txt', 'wrong.txt', 'dropped.png']);
  await bring(page, 'paste', 'pasted.png', picture);
  await expect.poll(() => names.allTextContents()).toEqual(['list.txt', 'wrong.txt', 'dropped.png', 'pasted.png']);
  await panel.getByRole('button', { name: 'Remove wrong.txt' }).click();
  await expect.poll(() => names.allTextContents()).toEqual(['list.txt', 'dropped.png', 'pasted.png']);
  // Drawn from the file itself, so that no policy has to allow pictures from anywhere.
  const drawn = () =>
    panel
      .locator('canvas')
      .evaluateAll((all) =>
        (all as HTMLCanvasElement[]).map((one) => one.getContext('2d')?.getImageData(5, 5, 1, 1).data[1] ?? 0),
      );
  await expect.poll(drawn).toEqual([98, 98]);

  expect(await axeViolations(page)).toEqual([]);

  await panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('sent', 'sent').waitFor();
  const { number } = await receiptOf(widget);
  const ticket = await stage.product.admin<TicketDetail>(`tickets/${number}`);
  expect(ticket.fields_shown).toEqual([
    { key: 'order', label: 'Order number', value: 'A-2291' },
    { key: 'what', label: 'What is wrong?', value: 'Paid twice' },
    { key: 'amount', label: 'Amount', value: '12.5' },
    { key: 'since', label: 'Since when?', value: '2026-01-31' },
    { key: 'devices', label: 'Devices', value: 'Laptop' },
  ]);
  expect(ticket.messages[0]?.attachments.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['list.txt', 8],
    ['dropped.png', picture.length],
    ['pasted.png', picture.length],
  ]);
  expect(ticket.suspected_spam).toBe(false);
  expect(noises).toEqual([]);
  await close();
});

test('progress of files is shown while they are on their way, and one press sends one request', async () => {
  const { page, close } = await openPage(stage.browser);
  await page.goto(stage.host.page('/slow', { csp: strictPolicy(stage.product.origin), attributes: { gate: 'off' } }));
  const widget = widgetOf(page);
  await widget.open();
  await callFingerpost(page, 'request', {});
  await widget.view('form', 'writing').waitFor();
  await widget.panel.getByLabel('How can we help?').fill('Here is the film.');
  const buffer = Buffer.alloc(3_000_000, 7);
  await widget.panel.getByLabel('Add files').setInputFiles({ name: 'film.mov', mimeType: 'video/quicktime', buffer });
  await widget.panel.getByText('film.mov', { exact: true }).waitFor();
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    downloadThroughput: 1_000_000,
    uploadThroughput: 1_500_000,
  });
  await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.panel.locator('.foot progress').waitFor();
  await widget.view('sent', 'sent').waitFor();
  const { number } = await receiptOf(widget);
  const ticket = await stage.product.admin<TicketDetail>(`tickets/${number}`);
  expect(ticket.messages[0]?.attachments.map(({ bytes }) => bytes)).toEqual([buffer.length]);
  await close();
});

test('a picture of the screen is asked for twice, shown, and goes along only then', async () => {
  const { page, noises, close } = await openPage(stage.browser);
  await page.addInitScript(() => {
    // The browser's own question is not ours to press: a moving canvas stands in for what somebody chose.
    navigator.mediaDevices.getDisplayMedia = async () => {
      const canvas = document.createElement('canvas');
      canvas.width = 640;
      canvas.height = 400;
      const pen = canvas.getContext('2d');
      const paint = () => {
        if (pen) pen.fillStyle = 'rgb(20, 98, 76)';
        pen?.fillRect(0, 0, 640, 400);
        requestAnimationFrame(paint);
      };
      paint();
      const stream = canvas.captureStream();
      (window as unknown as { tracks: MediaStreamTrack[] }).tracks = stream.getTracks();
      return stream;
    };
  });
  await page.goto(stage.host.page('/shot', { csp: strictPolicy(stage.product.origin), attributes: { gate: 'off' } }));
  const widget = widgetOf(page);
  await widget.open();
  await callFingerpost(page, 'request', {});
  await widget.view('form', 'writing').waitFor();
  await widget.panel.getByLabel('How can we help?').fill('It looks like this.');
  await widget.panel.getByRole('button', { name: 'Take a picture of the screen' }).click();
  const take = widget.panel.getByRole('button', { name: 'Choose what to show' });
  await take.waitFor();
  expect(await page.evaluate(() => 'tracks' in window)).toBe(false);
  await take.click();
  await widget.panel.getByText('screenshot.png', { exact: true }).waitFor();
  const states = await page.evaluate(() =>
    (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map(({ readyState }) => readyState),
  );
  expect(states).toEqual(['ended']);
  await widget.panel.locator('canvas').waitFor();
  await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('sent', 'sent').waitFor();
  const { number } = await receiptOf(widget);
  const ticket = await stage.product.admin<TicketDetail>(`tickets/${number}`);
  expect(ticket.messages[0]?.attachments.map(({ name, type }) => [name, type])).toEqual([
    ['screenshot.png', 'image/png'],
  ]);
  expect(noises).toEqual([]);
  await close();
});

test('files go from a page that has put its own in the place of what sends them', async () => {
  const { page, close } = await openPage(stage.browser);
  const ownScript = `
    window.seen = [];
    window.fetch = function () { seen.push('fetch'); return Promise.reject(new Error('mine')); };
    window.XMLHttpRequest = function () { seen.push('xhr'); throw new Error('mine'); };
    window.FormData = function () { seen.push('form'); throw new Error('mine'); };
  `;
  await page.goto(stage.host.page('/replaced', { attributes: { gate: 'off' }, ownScript }));
  const widget = widgetOf(page);
  await widget.open();
  await callFingerpost(page, 'request', {});
  await widget.view('form', 'writing').waitFor();
  await widget.panel.getByLabel('How can we help?').fill('Here is the list.');
  const buffer = Buffer.from('one\ntwo\n');
  await widget.panel.getByLabel('Add files').setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer });
  await widget.panel.getByText('list.txt', { exact: true }).waitFor();
  await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('sent', 'sent').waitFor();
  const { number } = await receiptOf(widget);
  const ticket = await stage.product.admin<TicketDetail>(`tickets/${number}`);
  expect(ticket.messages[0]?.attachments.map(({ name }) => name)).toEqual(['list.txt']);
  // Help asks for its own parts by the page's fetch; what somebody sends passes by all three.
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(seen.filter((name) => name !== 'fetch')).toEqual([]);
  await close();
});
