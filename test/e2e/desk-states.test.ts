// Walks through the main states of the console at a desk and on a phone, in light and dark, and lets axe look at each one.
import { expect, test } from 'vitest';
import { seedDesk } from '../../bin/desk-seed.mjs';
import { walkDesk } from '../../bin/desk-walk.mjs';
import { addAxe, axeViolations } from './support/axe.ts';
import { openPage } from './support/browser.ts';
import { invitationOf, useLink } from './support/desk.ts';
import { raiseStage } from './support/stage.ts';

const stage = raiseStage({ RATE_LIMITS: 'off' });
const WIDTHS = { 'at a desk': 1280, 'on a phone': 390, 'very narrow': 320 };

test('every state of the console can be used by everybody, and says nothing to the console of the browser', async () => {
  const link = await invitationOf(stage.product, { email: 'ada@example.com', role: 'admin', name: 'Ada Lovelace' });
  const invitation = await invitationOf(stage.product, { email: 'new@example.com', role: 'agent', name: 'New Agent' });
  const numbers = await seedDesk(stage.product.origin, 'find-my-request');
  const first = await openPage(stage.browser);
  await useLink(first.page, link);
  const storageState = await first.page.context().storageState();
  await first.close();

  const found: string[] = [];
  for (const [place, width] of Object.entries(WIDTHS)) {
    const viewport = { width, height: 844 };
    const { page, noises, close } = await openPage(stage.browser, { storageState, viewport });
    await addAxe(page);
    await walkDesk(page, { origin: stage.product.origin, numbers, link: invitation }, async (state: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const violation of await axeViolations(page))
          found.push(`${state}, ${place}, ${colorScheme}: ${violation}`);
      }
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (sideways > 0) found.push(`${state}, ${place}: scrolls sideways by ${sideways} px`);
    });
    // What the walk provokes: a connection that is refused, a request that is not there, a wrong password, a spent link.
    found.push(...noises.filter((noise) => !/Failed to load resource|ERR_CONNECTION_REFUSED/.test(noise)));
    await close();
  }
  expect(found).toEqual([]);
});
