// What most end-to-end tests stand on: the built product, a host page that embeds it, and the real browser.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './browser.ts';
import { type HostSite, startHostSite } from './host-page.ts';
import { type Product, startProduct } from './product.ts';

export interface Stage {
  readonly product: Product;
  readonly host: HostSite;
  readonly browser: Browser;
}

/**
 * Starts all three before a file's tests and ends them after; to be called once at the top of a file.
 * @param settings environment variables of the product; a function is called when the tests begin.
 */
export function raiseStage(settings: Record<string, string> | (() => Record<string, string>) = {}): Stage {
  let parts: { product: Product; host: HostSite; browser: Browser } | undefined;
  const started = () => {
    if (!parts) throw new Error('The stage stands only while tests run.');
    return parts;
  };
  beforeAll(async () => {
    const product = await startProduct(typeof settings === 'function' ? settings() : settings);
    parts = { product, host: await startHostSite(product.origin), browser: await openBrowser() };
  });
  afterAll(async () => {
    await parts?.browser.close();
    await parts?.host.close();
    await parts?.product.remove();
  });
  return {
    get product() {
      return started().product;
    },
    get host() {
      return started().host;
    },
    get browser() {
      return started().browser;
    },
  };
}
