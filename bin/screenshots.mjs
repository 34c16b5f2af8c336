// Takes pictures of each main state of the product at two widths, light and dark, the widget from right to left as well, the
// pages of gaps also so, in forced colours and as printed, and those that the README shows. Only some of them:
// `npm run screenshots -- widget`; there are desk, gaps, widget, rtl, readme.
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
import { LOOKS, walkGaps } from './gaps-walk.mjs';
import { walkWidget } from './widget-walk.mjs';

const SIZES = { 1280: { width: 1280, height: 800 }, 390: { width: 390, height: 844 } };
const README_PICTURE_BYTES = 150_000;
const folder = join(root, 'screenshots');

/** @param isDemo with the invented life of `demo` in it. */
async function startServer({ isDemo = false } = {}) {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  const dataDir = mkdtempSync(join(tmpdir(), 'fingerpost-shots-'));
  const env = { PATH: process.env.PATH, PORT: `${port}`, DATA_DIR: dataDir, LOG_LEVEL: 'error', RATE_LIMITS: 'off' };
  if (isDemo) execFileSync(process.execPath, [join(root, 'bin/fingerpost.mjs'), 'demo'], { cwd: root, env });
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

/** Pages as they would be in a language that is written from right to left. @param pages those of the demo by default. */
async function turnAround(context, pages = '**/demo/**') {
  await context.route(pages, async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    const response = await route.fetch();
    const body = (await response.text()).replace(/<html lang="en"/, '<html lang="ar" dir="rtl"');
    await route.fulfill({ response, body });
  });
}

/** The pages that work without scripts. */
async function walkPages(page, origin, { number, key }, take) {
  const pages = {
    'demo-studio': '/demo',
    'help-home': '/help/en',
    'help-article': '/help/en/find-my-request',
    'help-search': '/help/en/search?q=find+my+request',
    'help-request': '/help/en/request',
    'help-ticket': `/tickets/${number}?key=${key}`,
  };
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(origin + path);
    await take(name);
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
  await keepReadmePicture(page, 'screenshot.png');
}

async function keepReadmePicture(page, name) {
  const path = join(root, 'docs', name);
  await page.screenshot({ path, animations: 'disabled', caret: 'initial' });
  await page.close();
  const { size } = statSync(path);
  console.log(`docs/${name}: ${size} bytes`);
  if (size > README_PICTURE_BYTES) throw new Error(`A picture of the README is over ${README_PICTURE_BYTES} bytes.`);
}

/** The pages of gaps as somebody sees them a minute after `demo`, whole; and the one of them that the README shows. */
async function takeGapsPictures(browser, isWanted, shot) {
  const server = await startServer({ isDemo: true });
  try {
    const first = await browser.newPage({ locale: 'en-GB' });
    await comeIn(first, server.invite('ada@example.com', 'admin', 'Ada Lovelace'));
    const storageState = await first.context().storageState();
    await first.close();
    if (isWanted('gaps'))
      for (const [look, { isTurned = false, media = 'screen', ...emulated }] of Object.entries(LOOKS))
        await atEverySize(
          browser,
          { storageState, ...emulated },
          async (page, take) => {
            await page.emulateMedia({ media });
            if (isTurned) await turnAround(page.context(), '**/admin/**');
            await walkGaps(page, server.origin, (name) => take(look ? `${name}-${look}` : name));
          },
          shot,
          true,
        );
    if (isWanted('readme')) {
      const page = await browser.newPage({
        ...{ storageState, viewport: { width: 1120, height: 700 }, reducedMotion: 'reduce', locale: 'en-GB' },
      });
      await page.goto(`${server.origin}/admin/gaps`);
      await page.waitForFunction(
        () => document.querySelector('main h1') && !document.querySelector('[aria-busy="true"]'),
      );
      await keepReadmePicture(page, 'gaps.png');
    }
  } finally {
    await server.stop();
  }
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
async function atEverySize(browser, options, walk, shot, fullPage = false) {
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
      await walk(page, (name) => shot(page, `${name}-${width}-${colorScheme}.png`, fullPage));
      await context.close();
    }
  }
}

const server = await startServer();
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
let taken = 0;
async function shot(page, file, fullPage = false) {
  await page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'initial', fullPage });
  taken += 1;
}
try {
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(root, 'docs'), { recursive: true });
  const wanted = process.argv.slice(2);
  const isWanted = (part) => !wanted.length || wanted.includes(part);
  const orders = `${server.origin}/demo/orders`;
  if (isWanted('desk')) await takeDeskPictures(browser, server, shot);
  if (isWanted('gaps') || isWanted('readme')) await takeGapsPictures(browser, isWanted, shot);
  if (isWanted('widget'))
    await atEverySize(
      browser,
      {},
      async (page, take) => {
        const request = await walkWidget(page, orders, (name) => take(`widget-${name}`));
        await walkPages(page, server.origin, request, take);
      },
      shot,
    );
  if (isWanted('rtl'))
    await atEverySize(
      browser,
      { serviceWorkers: 'block' },
      async (page, take) => {
        await turnAround(page.context());
        await walkWidget(page, orders, (name) => take(`rtl-${name}`));
      },
      shot,
    );
  if (isWanted('readme')) await takeReadmePicture(browser, server.origin);
} finally {
  await browser.close();
  await server.stop();
}
console.log(`${taken} pictures in ${folder}`);
