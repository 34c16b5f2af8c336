// Starts the real browser, and notes everything that a page says, breaks or asks for.
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../bin/find-browser.mjs';

/** For as long something is waited for: only who waits in vain waits so long, and a busy machine is slow. */
export const PATIENCE_MS = 30_000;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
}

export interface WatchedPage {
  page: Page;
  /** Console messages of every level, uncaught errors and violations of the page's policy, as sentences. */
  noises: string[];
  /** Addresses in the order in which they were asked for. */
  requests: string[];
  close(): Promise<void>;
}

/** A page in a context of its own, so that nothing is kept between tests. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB', ...options });
  const page = await context.newPage();
  const noises: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => noises.push(`console.${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noises.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('request', (request) => requests.push(request.url()));
  await page.exposeFunction('noteViolation', (text: string) => noises.push(`policy: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const note = (window as unknown as { noteViolation(text: string): void }).noteViolation;
      note(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  page.setDefaultTimeout(PATIENCE_MS);
  return { page, noises, requests, close: () => context.close() };
}
