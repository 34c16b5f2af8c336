// Afterwards, in the real browser: an answer comes and is new, is answered with a file, is not solved, then is, and is rated;
// the same person on another device; a confidential report that leaves nothing.
import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addAxe, axeViolations } from './support/axe.ts';
import { openPage, type WatchedPage } from './support/browser.ts';
import { raiseStage } from './support/stage.ts';
import { receiptOf, type Widget, widgetOf } from './support/widget.ts';
import { writeRequest } from './support/write-request.ts';

const stage = raiseStage({ RATE_LIMITS: 'off' });

let opened: WatchedPage;
let page: Page;
let widget: Widget;
beforeEach(async () => {
  await begin();
});
afterEach(() => opened?.close());

async function begin() {
  opened = await openPage(stage.browser);
  page = opened.page;
  await addAxe(page);
  await page.goto(stage.host.page('/'));
  widget = widgetOf(page);
  await widget.launcher.waitFor();
}

const button = (name: string | RegExp) => widget.panel.getByRole('button', { name, exact: typeof name === 'string' });
const mine = () => button(/^My requests/);
const lookAt = async () => expect(await axeViolations(page)).toEqual([]);
const reply = (number: number, body: string) =>
  stage.product.admin(`tickets/${number}/messages`, { visibility: 'public', body });
const move = (number: number, body: object) => stage.product.admin(`tickets/${number}/status`, body);

async function sendOne(words: string) {
  await widget.open();
  await widget.search('nobody ever wrote about zzqxv');
  await widget.panel.getByRole('button', { name: /Write to us/ }).click();
  await widget.panel.getByLabel('How can we help?').fill(words);
  await button('Send').click();
  await widget.view('sent', 'sent').waitFor();
  return receiptOf(widget);
}

test('a request goes its whole way in the panel, and every word arrives', async () => {
  const { number } = await sendOne('The export button does nothing.');
  await reply(number, 'Which browser is it?');
  await button('Back').click();
  await widget.panel.getByText('1 new reply').waitFor();
  await lookAt();
  await mine().click();
  await widget.view('requests', 'ready').waitFor();
  await lookAt();
  await widget.panel.getByRole('button', { name: /^nobody ever wrote/ }).click();
  const request = widget.view('request', 'ready');
  await request.getByText('New', { exact: true }).waitFor();

  // Answered with a file; what is typed survives closing and a page load.
  await widget.panel.getByLabel('Your answer').fill('Firefox. See the log.');
  await page.reload();
  await widget.view('home', 'ready').waitFor();
  expect(await widget.panel.getByText('1 new reply').count()).toBe(0);
  await mine().click();
  await widget.panel.getByRole('button', { name: /^nobody ever wrote/ }).click();
  await request.waitFor();
  expect(await widget.panel.getByLabel('Your answer').inputValue()).toBe('Firefox. See the log.');
  await widget.panel.locator('input[type=file]').setInputFiles({
    name: 'log.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('line one'),
  });
  await request.getByText('log.txt').waitFor();
  await lookAt();
  await button('Send answer').click();
  await request.getByText('We have your answer.').waitFor();
  const download = page.waitForEvent('download');
  await button('Download log.txt').click();
  expect((await download).suggestedFilename()).toBe('log.txt');

  // Not solved, with a word why; then solved, and rated.
  await move(number, { status: 'in_review' }).catch(() => undefined);
  await move(number, { status: 'answered', answer_state: 'no_article' });
  await button('Back').click();
  await widget.panel.getByRole('button', { name: /^nobody ever wrote/ }).click();
  await button('No, still broken').click();
  await widget.panel.getByLabel('What is still wrong?').fill('Only on Mondays.');
  await lookAt();
  await button('Open it again').click();
  await request.getByText('Sorry. It is open again.').waitFor();
  await request.getByText('Only on Mondays.').waitFor();
  await move(number, { status: 'answered', answer_state: 'no_article' });
  await button('Back').click();
  await widget.panel.getByRole('button', { name: /^nobody ever wrote/ }).click();
  await button('Yes, it is solved').click();
  await request.getByText('Thank you. It is closed.').waitFor();
  await widget.panel.getByRole('radio', { name: '4' }).check();
  await widget.panel.getByLabel('What should we know?').fill('Quick.');
  await lookAt();
  await button('Send rating').click();
  await request.getByText('We have your rating.').waitFor();
  expect(await button('Send rating').count()).toBe(0);
  const seen = await stage.product.admin<{ csat: number; messages: { body: string }[] }>(`tickets/${number}`);
  expect(JSON.stringify(seen)).toContain('Only on Mondays.');
  expect(JSON.stringify(seen)).toContain('Firefox. See the log.');
});

test('whoever the product has signed in finds all of theirs on another device, and logging out leaves nothing', async () => {
  const { secret } = JSON.parse(await stage.product.command('identity', 'secret', '--site', 'default', '--json'));
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'user-7', exp })}`;
  const token = `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
  await writeRequest(stage.product, { message: 'Sent from my telephone.', user_token: token });
  await writeRequest(stage.product, { message: 'Sent by somebody else.' });
  await page.evaluate((given) => window.Fingerpost?.('identify', { token: given }), token);
  await widget.open();
  await mine().click();
  await widget.view('requests', 'ready').waitFor();
  expect(await widget.panel.locator('.mine b').allTextContents()).toEqual(['Sent from my telephone.']);
  await widget.panel.getByRole('button', { name: /^Sent from my telephone/ }).click();
  await widget.view('request', 'ready').waitFor();
  await page.evaluate(() => window.Fingerpost?.('logout'));
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('telephone');
  await widget.open();
  expect(await mine().count()).toBe(0);
});

test('a confidential report is one click away, and is nowhere in the tab, in what the page is told, or in the figures', async () => {
  const posted: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posted.push(`${new URL(request.url()).pathname} ${request.postData() ?? ''}`);
  });
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    for (const event of ['form', 'submitted', 'search', 'error'] as const)
      window.Fingerpost?.('on', event, () => told.push(event));
  });
  await widget.open();
  await button('Report a security problem').click();
  await widget.panel.getByText(/can read this\. We do not attach/).waitFor();
  await lookAt();
  await widget.panel.getByLabel('What did you find?').fill('A hole in the fence.');
  await button('Send to the security people').click();
  await widget.view('sent', 'sent').waitFor();
  const { accessKey } = await receiptOf(widget);
  await button('See my request').click();
  await widget.view('request', 'ready').waitFor();
  await widget.panel.getByLabel('Your answer').fill('And one in the gate.');
  const left = await page.evaluate(() =>
    JSON.stringify({ ...sessionStorage, ...localStorage, told: Reflect.get(window, 'told') }),
  );
  for (const word of ['fence', 'gate', 'security', accessKey]) expect(left).not.toContain(word);
  expect(left).toContain('"told":[]');
  const [ticket] = posted.filter((line) => line.startsWith('/api/v1/tickets '));
  expect(ticket).not.toMatch(/page_key|"session"|trail/);
  expect(posted.filter((line) => line.startsWith('/api/v1/events')).join()).not.toMatch(/form_opened|security|fence/);
});
