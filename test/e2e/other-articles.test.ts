// The same story on somebody else's knowledge base, as it is: plain markdown that was not written for us.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from './support/browser.ts';
import { type HostSite, startHostSite, strictPolicy } from './support/host-page.ts';
import { sharedPath } from './support/places.ts';
import { type Product, startProduct } from './support/product.ts';
import { writeSmallKb } from './support/small-kb.ts';
import { closeTicket, readWhatTheyTried, reportOfToday, tellStory } from './support/story.ts';
import { widgetOf } from './support/widget.ts';

const thunderbird = sharedPath('search', 'thunderbird', 'kb');
if (!thunderbird) console.warn('Not run: the story on the shared Thunderbird articles, which are absent.');

/** Folder, how many articles, what to type, what to read. */
const bases: [name: string, folder: string, articles: number, query: string, title: RegExp][] = [
  ['200 small articles', writeSmallKb(), 200, 'restore backup office', /^How to restore a backup in the office$/],
  ...(thunderbird
    ? [
        [
          '193 Thunderbird articles',
          thunderbird,
          193,
          'cannot send messages',
          /cannot send messages/i,
        ] as (typeof bases)[0],
      ]
    : []),
];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(bases[0]?.[1] ?? '', { recursive: true, force: true });
});

/** Every file with its size and time. */
function listed(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
    const { size, mtimeMs } = statSync(join(folder, name));
    return `${name} ${size} ${mtimeMs}`;
  });
}

test.each(bases)('the whole story runs on %s, which stay untouched', async (_name, folder, articles, query, title) => {
  const before = listed(folder);
  const product: Product = await startProduct({ KB_DIR: folder });
  const host: HostSite = await startHostSite(product.origin);
  const { page, noises, close } = await openPage(browser);
  try {
    const { kb } = (await (await fetch(`${product.origin}/api/v1/sites/default`)).json()) as {
      kb: Record<string, { index: string }>;
    };
    expect(Object.keys(kb)).toEqual(['en']);
    await page.goto(host.page('/mail', { csp: strictPolicy(product.origin) }));
    const widget = widgetOf(page);
    const told = await tellStory(widget, query, title);
    const counts = await countOfTopics(widget);
    expect(counts).toBe(articles);
    const { slug } = await readWhatTheyTried(product, told);
    expect(await closeTicket(product, told.number, [slug])).toMatchObject({ status: 'completed', sub_kind: 'unclear' });
    expect(await reportOfToday(product, 'sub_kind_counts')).toMatchObject({ unclear: 1, missing: 0 });
    expect(noises).toEqual([]);
    expect(listed(folder)).toEqual(before);
  } finally {
    await close();
    await host.close();
    await product.remove();
  }
});

/** How many articles the topics of the first view hold together. */
async function countOfTopics({ panel, box, view }: ReturnType<typeof widgetOf>): Promise<number> {
  await panel.getByRole('button', { name: 'Back', exact: true }).click();
  while (!(await view('home').isVisible()) && !(await box.isVisible()))
    await panel.getByRole('button', { name: 'Back', exact: true }).click();
  await box.fill('');
  await view('home', 'ready').waitFor();
  const counts = await panel.locator('summary small').allTextContents();
  return counts.reduce((sum, count) => sum + Number(count), 0);
}
