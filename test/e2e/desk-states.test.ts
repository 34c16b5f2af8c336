// Walks through the main states of the console at a desk and on a phone, in light and dark, and lets axe look at each one.
import type { BrowserContext } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { seedDesk } from '../../bin/desk-seed.mjs';
import { walkDesk } from '../../bin/desk-walk.mjs';
import { addAxe, axeInBothSchemes } from './support/axe.ts';
import { openPage } from './support/browser.ts';
import { invitationOf, useLink } from './support/desk.ts';
import { raiseStage } from './support/stage.ts';

const stage = raiseStage({ RATE_LIMITS: 'off' });

let invitation: string;
let numbers: number[];
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;
beforeAll(async () => {
  const link = await invitationOf(stage.product, { email: 'ada@example.com', role: 'admin', name: 'Ada Lovelace' });
  invitation = await invitationOf(stage.product, { email: 'new@example.com', role: 'agent', name: 'New Agent' });
  numbers = await seedDesk(stage.product.origin, 'find-my-request');
  const first = await openPage(stage.browser);
  await useLink(first.page, link);
  signedIn = await first.page.context().storageState();
  await first.close();
});

test.each([
  ['at a desk', 1280],
  ['on a phone', 390],
  ['very narrow', 320],
])(
  '%s every state of the console can be used by everybody, and says nothing to the console of the browser',
  async (_, width) => {
    const found: string[] = [];
    const viewport = { width, height: 844 };
    const { page, noises, close } = await openPage(stage.browser, { storageState: signedIn, viewport });
    await addAxe(page);
    await walkDesk(page, { origin: stage.product.origin, numbers, link: invitation }, async (state: string) => {
      for (const violation of await axeInBothSchemes(page)) found.push(`${state}, ${violation}`);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (sideways > 0) found.push(`${state}: scrolls sideways by ${sideways} px`);
    });
    // What the walk provokes: a connection that is refused, a request that is not there, a wrong password, a spent link.
    found.push(...noises.filter((noise) => !/Failed to load resource|ERR_CONNECTION_REFUSED/.test(noise)));
    expect(found).toEqual([]);
    await close();
  },
);
