// The whole way of one person through help, by places that no language changes: searches, reads, votes, writes, looks again.
import type { Locator, Page } from 'playwright-core';

/** What is called in each view, as soon as all of it is there. */
export type Look = (view: string) => Promise<void>;

/** How one gets on: by default with a pointer. */
export interface Manner {
  press(target: Locator): Promise<void>;
  type(target: Locator, words: string): Promise<void>;
}

const BY_POINTER: Manner = {
  press: (target) => target.click(),
  type: (target, words) => target.fill(words),
};

/** From the closed panel to the status of the request that was sent. */
export async function travel(page: Page, look: Look, { press, type }: Manner = BY_POINTER): Promise<void> {
  const panel = page.locator('fingerpost-help [role=dialog]:visible');
  const view = (name: string, state: string) =>
    panel.locator(`[data-view="${name}"][data-state="${state}"]:not(:has(.wait))`);
  const arrive = async (name: string, state: string) => {
    await view(name, state).waitFor();
    await look(`${name} ${state}`);
  };
  await press(page.locator('fingerpost-help .launch'));
  await arrive('home', 'ready');
  await type(panel.locator('[role=combobox]'), 'find my request');
  await arrive('results', 'found');
  await press(panel.locator('[role=option]').first());
  await arrive('article', 'ready');
  await press(panel.locator('.vote .btn').nth(1));
  await arrive('vote', 'reasons');
  await press(panel.locator('[data-view=vote] [type=radio]').first());
  await press(panel.locator('[data-view=vote] .btn.main'));
  await arrive('form', 'writing');
  await press(panel.locator('[data-view=form] .btn.main'));
  await arrive('form', 'mending');
  await type(panel.locator('[data-view=form] textarea').first(), `My case is not there. ${'W'.repeat(60)}`);
  await press(panel.locator('[data-view=form] .btn.main'));
  await arrive('sent', 'sent');
  await press(panel.locator('[data-view=sent] .foot .plain').first());
  await arrive('request', 'ready');
}
