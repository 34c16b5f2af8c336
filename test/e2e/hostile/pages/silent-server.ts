// A server that takes every request and answers none: that it takes long is said, and that it ends.
import { expect } from 'vitest';
import { SLOW_MS } from '../../../../widget/ui/skeleton.tsx';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';
import { type Meddling, meddleWith, TOO_LONG_MS } from '../meddling.ts';
import { until, walkOn } from '../visit.ts';

let api: Meddling;
export const page: HostilePage = {
  does: 'waits for a server that never answers',
  looksOtherwise: true,
  hasOwnClock: true,
  mayBeSaid: FAILED_REQUESTS,
  async network(page) {
    api = await meddleWith(page, /\/api\/v1\/|\/kb\//);
  },
  async visit(visit) {
    const { page, widget } = visit;
    await widget.launcher.waitFor();
    api.manner = 'silent';
    await widget.launcher.click();
    const waiting = widget.view('home', 'loading');
    await waiting.waitFor();
    await until(() => expect(api.met.length).toBeGreaterThan(0));
    await waiting.locator('.wait').waitFor();
    await page.clock.runFor(SLOW_MS);
    await waiting.getByText('This takes longer than usual.').waitFor();
    const failed = widget.view('home', 'failed');
    await page.clock.runFor(TOO_LONG_MS);
    await failed.getByRole('alert').waitFor();
    api.manner = 'fine';
    await failed.getByRole('button', { name: 'Try again' }).click();
    await widget.view('home', 'ready').waitFor();
    await walkOn(visit);
  },
};
