// Chromium and Firefox, driven by Playwright: the one by its own protocol, Debian's other one by WebDriver BiDi.
import { type Browser, chromium, firefox, type Page } from 'playwright-core';
import { findBrowser } from '../../bin/find-browser.mjs';
import { findFirefox } from '../../bin/find-engines.mjs';
import type { Engine, PageDriver } from './page-driver.ts';

export async function openChromium(): Promise<Engine> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
  return engineOf('Chromium', browser);
}

export async function openFirefox(): Promise<Engine> {
  return engineOf('Firefox', await firefox.launch({ channel: 'moz-firefox', executablePath: findFirefox() }));
}

async function engineOf(name: Engine['name'], browser: Browser): Promise<Engine> {
  const page = await browser.newPage({ viewport: { width: 1024, height: 730 } });
  return { name, version: browser.version(), page: driverOf(page), close: () => browser.close() };
}

function driverOf(page: Page): PageDriver {
  return {
    async goto(url) {
      await page.goto(url);
    },
    async reload() {
      await page.reload();
    },
    run: (act, given) => page.evaluate(`(${act})(${JSON.stringify(given ?? null)})`) as Promise<ReturnType<typeof act>>,
    clickAt: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
  };
}
