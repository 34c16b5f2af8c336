// Takes pictures of each main state of the product at two widths, light and dark, and the one that the README shows.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { root } from './build.mjs';
import { seedDesk } from './desk-seed.mjs';
import { comeIn, walkDesk } from './desk-walk.mjs';
import { findBrowser } from './find-browser.mjs';

const SIZES = { 1280: { width: 1280, height: 800 }, 390: { width: 390, height: 844 } };
const README_PICTURE_BYTES = 150_000;
const folder = join(root, 'screenshots');

async function startServer() {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  const dataDir = mkdtempSync(join(tmpdir(), 'fingerpost-shots-'));
  const env = { PATH: process.env.PATH, PORT: `${port}`, DATA_DIR: dataDir, LOG_LEVEL: 'error', RATE_LIMITS: 'off' };
  const child = spawn(process.execPath, [join(root, 'bin/fingerpost.mjs'), 'serve'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const origin = `http://localhost:${port}`;
  const isReady = () =>
    fetch(`${origin}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error('The server did not start.');
    await pause(50);
  }
  const stop = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
    rmSync(dataDir, { recursive: true, force: true });
  };
  /** The one-time link of somebody new. */
  const invite = (email, role, name) => {
    const add = [join(root, 'bin/fingerpost.mjs'), 'agent', 'add', email, '--role', role, '--name', name, '--json'];
    return JSON.parse(execFileSync(process.execPath, add, { cwd: root, env, encoding: 'utf8' })).link;
  };
  return { origin, stop, invite };
}

/** Walks one page through the states; `shot(name)` takes the picture of the window. */
async function walk(page, origin, shot) {
  const panel = page.locator('fingerpost-help [role=dialog]:visible');
  const view = (name, state) => panel.locator(`[data-view="${name}"][data-state="${state}"]`).waitFor();
  const button = (name) => panel.getByRole('button', { name, exact: typeof name === 'string' });
  const open = async () => {
    await page.getByRole('button', { name: 'Help', exact: true }).click();
    await view('home', 'ready');
  };
  const afresh = async (path = '/demo/orders') => {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    // Help that is open stays open over a page load: closed first.
    if (await panel.isVisible()) await button('Close help').click();
    await page.goto('about:blank');
    await page.goto(origin + path);
    await page.evaluate(() => sessionStorage.clear());
  };
  const box = panel.getByRole('combobox');

  await afresh();
  await shot('widget-01-launcher');
  await open();
  await shot('widget-02-home');
  await box.fill('lost the key to my request');
  await view('results', 'found');
  await box.press('ArrowDown');
  await shot('widget-03-results');
  await box.press('Enter');
  await view('article', 'ready');
  await shot('widget-04-article');
  await button('No').click();
  await view('vote', 'reasons');
  await panel.getByLabel('It is not clear').check();
  await shot('widget-05-after-no');
  await button('Write to us about this').click();
  await view('form', 'writing');
  await panel.getByLabel('How can we help?').fill('The page says that my key is wrong, and I copied all of it.');
  await button(/This solved it/).waitFor();
  await shot('widget-06-form');
  await panel.locator('.trail').scrollIntoViewIfNeeded();
  await panel.locator('.body').evaluate((node) => node.scrollTo(0, node.scrollHeight));
  await shot('widget-07-form-attached');
  await panel.getByLabel('Your email').fill('rosa@nowhere');
  await button('Send').click();
  await view('form', 'mending');
  await shot('widget-08-form-mending');
  await panel.getByLabel('Your email').fill('rosa@example.com');
  await page.route('**/api/v1/tickets', (route) => route.abort('connectionrefused'));
  for (const _try of [1, 2, 3]) await button('Send').click();
  await view('form', 'given_up');
  await shot('widget-09-form-given-up');
  await page.unroute('**/api/v1/tickets');
  await button('Send').click();
  await view('sent', 'sent');
  await shot('widget-10-sent');
  const [number, key] = await panel.locator('dd').allTextContents();
  await button('See my request').click();
  await view('request', 'ready');
  await shot('widget-11-request');

  await afresh();
  await open();
  await box.fill('zzqxv wvkjq');
  await view('results', 'nothing');
  await shot('widget-12-nothing');
  await box.fill('find my request');
  await box.press('Enter');
  await panel.getByRole('option').first().click();
  await button('Yes').click();
  await panel.getByText('Good to hear.').waitFor();
  await shot('widget-13-after-yes');

  await afresh();
  await open();
  await button(/Report a security problem/).click();
  await view('form', 'writing');
  await shot('widget-14-security');

  await afresh();
  await page.route('**/api/v1/sites/*', (route) => route.abort('connectionrefused'));
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await view('home', 'failed');
  await shot('widget-15-failed');

  const pages = {
    'demo-studio': '/demo',
    'help-home': '/help/en',
    'help-article': '/help/en/find-my-request',
    'help-search': '/help/en/search?q=find+my+request',
    'help-request': '/help/en/request',
    'help-ticket': `/tickets/${number}?key=${key}`,
  };
  for (const [name, path] of Object.entries(pages)) {
    await afresh(path);
    await shot(name);
  }
}

/** One good picture for the README: the demo with the panel open and answers in it. */
async function takeReadmePicture(browser, origin) {
  const page = await browser.newPage({ viewport: { width: 1120, height: 700 }, reducedMotion: 'reduce' });
  await page.goto(`${origin}/demo/orders`);
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  const box = page.getByRole('combobox');
  await box.fill('write a request');
  await page.locator('[data-view=results][data-state=found]').waitFor();
  await box.press('ArrowDown');
  const path = join(root, 'docs', 'screenshot.png');
  await page.screenshot({ path, animations: 'disabled', caret: 'initial' });
  await page.close();
  const { size } = statSync(path);
  console.log(`docs/screenshot.png: ${size} bytes`);
  if (size > README_PICTURE_BYTES) throw new Error(`The README's picture is over ${README_PICTURE_BYTES} bytes.`);
}

/** The same admin at each size, so that the desk looks alike on all pictures. */
async function takeDeskPictures(browser, { origin, invite }, shot) {
  const admin = invite('ada@example.com', 'admin', 'Ada Lovelace');
  const desk = {
    origin,
    numbers: await seedDesk(origin, 'find-my-request'),
    link: invite('new@example.com', 'agent', 'New'),
  };
  const first = await browser.newPage({ locale: 'en-GB' });
  await comeIn(first, admin);
  const storageState = await first.context().storageState();
  await first.close();
  await atEverySize(browser, { storageState }, (page, take) => walkDesk(page, desk, (name) => take(name)), shot);
}

/** Runs `walk` with a new page for each size and colour scheme. */
async function atEverySize(browser, options, walk, shot) {
  for (const [width, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        reducedMotion: 'reduce',
        locale: 'en-GB',
        ...options,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      await walk(page, (name) => shot(page, `${name}-${width}-${colorScheme}.png`));
      await context.close();
    }
  }
}

const server = await startServer();
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
let taken = 0;
async function shot(page, file) {
  await page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'initial' });
  taken += 1;
}
try {
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(root, 'docs'), { recursive: true });
  await takeDeskPictures(browser, server, shot);
  await atEverySize(browser, {}, (page, take) => walk(page, server.origin, take), shot);
  await takeReadmePicture(browser, server.origin);
} finally {
  await browser.close();
  await server.stop();
}
console.log(`${taken} pictures in ${folder}`);
