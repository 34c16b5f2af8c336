// A browser whose tab can crash as real ones do: its renderer goes, what the tab stored stays, and loading it again brings it back.
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../bin/find-browser.mjs';
import { freePort } from '../../support/free-port.ts';
import { PATIENCE_MS } from './browser.ts';

export interface CrashingTab {
  /** The tab as it is now; another object after each crash. */
  readonly page: Page;
  setOffline(isOffline: boolean): Promise<void>;
  /** Ends the renderer in the middle of whatever it does, and loads the page again. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

export interface CrashingBrowser {
  /** A new tab, with nothing stored; `meet` is called with its page, and again after each crash. */
  openTab(meet: (page: Page) => Promise<void>): Promise<CrashingTab>;
  close(): Promise<void>;
}

/** Playwright gives a page up when it has crashed, so each life of a tab is seen over a connection of its own. */
export async function openCrashingBrowser(): Promise<CrashingBrowser> {
  const port = await freePort();
  const own = await chromium.launchPersistentContext('', {
    executablePath: findBrowser(),
    args: ['--no-sandbox', `--remote-debugging-port=${port}`],
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const connect = async () => {
    const browser = await chromium.connectOverCDP(`http://localhost:${port}`);
    const [context] = browser.contexts();
    if (!context) throw new Error('The browser has no context.');
    return { browser, context };
  };
  const idOf = async (page: Page) => {
    const session = await page.context().newCDPSession(page);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    await session.detach();
    return targetInfo.targetId;
  };
  return {
    async openTab(meet) {
      let { browser, context }: { browser: Browser; context: Awaited<ReturnType<typeof connect>>['context'] } =
        await connect();
      let page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      await meet(page);
      const id = await idOf(page);
      return {
        get page() {
          return page;
        },
        setOffline: (isOffline) => context.setOffline(isOffline),
        async crash() {
          const session = await context.newCDPSession(page);
          await session.send('Page.enable');
          const address = page.url();
          const gone = page.waitForEvent('crash');
          // It is answered by nobody.
          session.send('Page.crash').catch(() => undefined);
          await gone;
          // Nothing of the page may run before it is seen again.
          const blank = new Promise((resolve) => session.once('Page.loadEventFired', resolve));
          await session.send('Page.navigate', { url: 'about:blank' });
          await blank;
          await browser.close();
          ({ browser, context } = await connect());
          for (const one of context.pages()) if ((await idOf(one)) === id) page = one;
          page.setDefaultTimeout(PATIENCE_MS);
          await meet(page);
          // A renderer that is still on its way may refuse to go on, or be replaced while it does.
          const isThere = async () => {
            const to = await context.newCDPSession(page);
            await to.send('Page.navigate', { url: address });
            return page
              .waitForFunction((url) => location.href === url && document.readyState !== 'loading', address, {
                timeout: 6_000,
              })
              .then(
                () => true,
                () => false,
              );
          };
          for (let tries = 0; !(await isThere()); tries++)
            if (tries > 4) throw new Error('The tab did not come back after its crash.');
        },
        async close() {
          await page.close();
          await browser.close();
        },
      };
    },
    close: () => own.close(),
  };
}
