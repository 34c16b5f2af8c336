// A server that takes every request and answers none.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';
import { type Meddling, meddleWith, TOO_LONG_MS } from '../meddling.ts';
import { walkOn } from '../visit.ts';

let api: Meddling;
export const page: HostilePage = {
  does: 'waits for a server that never answers',
  mayBeSaid: FAILED_REQUESTS,
  async network(page) {
    await page.clock.install();
    api = await meddleWith(page, /\/api\/v1\/|\/kb\//);
  },
  async visit(visit) {
    const { page, widget } = visit;
    await widget.launcher.waitFor();
    api.manner = 'silent';
    await widget.launcher.click();
    await widget.view('home', 'loading').waitFor();
    await expect.poll(() => api.met.length).toBeGreaterThan(0);
    // However many waits there are one after the other, they end.
    const failed = widget.view('home', 'failed');
    for (let waits = 0; waits < 3 && !(await failed.isVisible()); waits++) await page.clock.runFor(TOO_LONG_MS);
    await failed.getByRole('alert').waitFor();
    api.manner = 'fine';
    await failed.getByRole('button', { name: 'Try again' }).click();
    await widget.view('home', 'ready').waitFor();
    await walkOn(visit);
  },
};
