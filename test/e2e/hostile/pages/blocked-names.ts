// A visitor whose blocker eats every script with "widget" in its address: there is no help, and nobody notices.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'has a visitor whose blocker eats the script itself',
  mayBeSaid: FAILED_REQUESTS,
  network: (page) => page.route(/widget/, (route) => route.abort('blockedbyclient')),
  async visit({ inside, page }) {
    await page.waitForLoadState('networkidle');
    expect(await inside.look('document.querySelectorAll("fingerpost-help").length')).toBe(0);
    expect(await inside.run('typeof Fingerpost')).toBe('undefined');
  },
};
