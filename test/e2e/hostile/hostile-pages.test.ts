// Help works on every hostile page in the folder `pages`, looks there as on a blank one, and the page notices nothing of it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from '../support/browser.ts';
import { type Product, startProduct } from '../support/product.ts';
import { widgetOf } from '../support/widget.ts';
import type { HostilePage } from './hostile-page.ts';
import { type HostileSite, startHostileSite } from './hostile-site.ts';
import type { Stop } from './looks.ts';
import { lookInside, type PageInside } from './page-inside.ts';
import { startVisit, type Visit, walkThrough } from './visit.ts';

const names = readdirSync(join(import.meta.dirname, 'pages')).map((file) => file.replace(/\.ts$/, ''));
const pages: [name: string, page: HostilePage][] = [];
for (const name of names) pages.push([name, ((await import(`./pages/${name}.ts`)) as { page: HostilePage }).page]);

let product: Product;
let site: HostileSite;
let browser: Browser;
let plain: Promise<Visit>;
beforeAll(async () => {
  product = await startProduct({ RATE_LIMITS: 'off' });
  site = await startHostileSite(product.origin);
  browser = await openBrowser();
  plain = visitPage('blank', { does: 'is blank' });
  plain.catch(() => undefined);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await product?.remove();
});

/** While help is there the window has its one name, maybe a frame of help's own, and help listens. */
function withoutHelp(page: PageInside): PageInside {
  const { members, ...rest } = withoutPolicy(page);
  const { Fingerpost: _, 0: _frame, length: _frames, ...windowMembers } = members.window ?? {};
  return { ...rest, listeners: {}, members: { ...members, window: windowMembers } };
}

/** A Trusted Types policy can be made once only, so that it is kept for a later copy of the script, under a hidden symbol. */
function withoutPolicy({ members, ...rest }: PageInside): PageInside {
  const { 'Symbol(fingerpost.policy)': _, ...windowMembers } = members.window ?? {};
  return { ...rest, members: { ...members, window: windowMembers } };
}

/** Walks a page in which nothing else than help may differ from the same page without it. */
async function visitPage(name: string, page: HostilePage): Promise<Visit> {
  const { address, bare } = site.put(name, page);
  const { page: tab, noises, close } = await openPage(browser, page.context);
  const inside = await lookInside(tab);
  if (page.hasOwnClock) await tab.clock.install();
  await tab.goto(bare);
  const expected = await inside.all();
  const before = noises.splice(0);

  await page.network?.(tab, site.origins);
  await tab.goto(address);
  const visit = startVisit(tab, site.origins, widgetOf(tab), inside);
  await (page.visit ?? walkThrough)(visit);
  expect(withoutHelp(await inside.all())).toEqual(withoutHelp(expected));
  await inside.run(`typeof Fingerpost === 'function' && Fingerpost('destroy')`);
  expect(withoutPolicy(await inside.all())).toEqual(expected);
  const unexpected = (said: readonly string[]) => said.filter((noise) => !page.mayBeSaid?.test(noise));
  expect(unexpected(noises)).toEqual(unexpected(before));
  await close();
  return visit;
}

test.concurrent.each(pages)('help on the page %s', async (name, page) => {
  const { seen } = await visitPage(name, page);
  if (page.looksOtherwise === true) return;
  const blank = (await plain).seen;
  for (const stop of Object.keys(seen) as Stop[])
    if (!page.looksOtherwise?.includes(stop)) expect(seen[stop], stop).toEqual(blank[stop]);
});
