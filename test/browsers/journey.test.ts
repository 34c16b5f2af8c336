// The core journey in three engines, on a page with the strictest policy; `npm run test:browsers` prints it as a table.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HostSite, startHostSite, strictPolicy } from '../e2e/support/host-page.ts';
import { type Product, startProduct } from '../e2e/support/product.ts';
import { JOURNEY, LISTENING_SCRIPT } from './journey.ts';
import type { Engine } from './page-driver.ts';
import { openChromium, openFirefox } from './playwright-engines.ts';
import { openWebKit } from './webkit-engine.ts';

const ENGINES: [string, () => Promise<Engine>][] = [
  ['Chromium', openChromium],
  ['Firefox', openFirefox],
  ['WebKitGTK', openWebKit],
];

let product: Product;
let host: HostSite;

beforeAll(async () => {
  product = await startProduct();
  host = await startHostSite(product.origin);
});

afterAll(async () => {
  await host?.close();
  await product?.remove();
});

describe.each(ENGINES)('%s', (name, open) => {
  let engine: Engine | undefined;
  let url = '';
  let changed = '';
  /** The first step that failed; those after it stand on what it did not do. */
  let failed = '';

  afterAll(() => engine?.close());

  test('starts', async () => {
    failed = 'starts';
    engine = await open();
    expect(engine.version).toMatch(/\d/);
    console.log(`${name} ${engine.version}`);
    // The page's own script, and its icon, which WebKit asks for by itself.
    const csp = strictPolicy(product.origin).replace(/(script|img)-src/g, "$& 'self'");
    url = host.page(`/${name.toLowerCase()}`, { csp, ownScript: LISTENING_SCRIPT });
    const attributes = { position: 'left', color: '#ffd400', theme: 'dark' };
    const before = '<button type="button" data-fingerpost-article="find-my-request">Where is my request?</button>';
    changed = host.page(`/${name.toLowerCase()}/changed`, { csp, ownScript: LISTENING_SCRIPT, attributes, before });
    failed = '';
  });

  for (const step of JOURNEY)
    test(step.name, async () => {
      if (failed || !engine) throw new Error(`not reached: “${failed}” failed`);
      failed = step.name;
      await step.take({ page: engine.page, url, changed, help: product.origin });
      failed = '';
    });
});
