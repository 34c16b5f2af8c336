// People at the console: made on the command line, in by their one-time link, each in a browser context of their own.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openPage, type WatchedPage } from './browser.ts';
import type { Product } from './product.ts';

export const PASSWORD = 'seven quiet herons';

export interface Person {
  email: string;
  role: 'admin' | 'agent' | 'specialist' | 'editor' | 'viewer';
  name: string;
}

/** Makes the person and gives the one-time link for their password. */
export async function invitationOf(product: Product, { email, role, name }: Person): Promise<string> {
  const made = await product.command('agent', 'add', email, '--role', role, '--name', name, '--json');
  return (JSON.parse(made) as { link: string }).link;
}

/** Opens a one-time link, chooses the password and waits until the console is there. */
export async function useLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page
    .getByRole('navigation', { name: 'Main' })
    .or(page.getByRole('navigation', { name: 'Pages' }))
    .first()
    .waitFor();
}

/** A new person at the console, signed in. */
export async function sitAtDesk(
  stage: { product: Product; browser: Browser },
  person: Person,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const opened = await openPage(stage.browser, options);
  await useLink(opened.page, await invitationOf(stage.product, person));
  return opened;
}

/** Presses Tab until the wanted thing has the focus, as somebody without a mouse does. @throws Error after `most` steps. */
export async function tabTo(page: Page, name: string | RegExp, most = 80): Promise<void> {
  const wanted = typeof name === 'string' ? new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) : name;
  const seen: string[] = [];
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press('Tab');
    const now = await focusedName(page);
    if (wanted.test(now)) return;
    seen.push(now);
  }
  throw new Error(`Tab never came to ${wanted}; it came by: ${seen.join(' | ')}`);
}

/** What has the focus, as a person would name it. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const active = document.activeElement;
    const labels = active && 'labels' in active ? (active as HTMLInputElement).labels : null;
    return (active?.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? active?.textContent ?? '').trim();
  });
}
