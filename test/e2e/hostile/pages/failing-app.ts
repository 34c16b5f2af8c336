// A server from which the launcher came, and then nothing: its app fails in every manner, and comes at last.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';
import { MANNERS, type Meddling, meddleWith, TOO_LONG_MS } from '../meddling.ts';
import { walkOn } from '../visit.ts';

let app: Meddling;
export const page: HostilePage = {
  does: 'gets no app from the server, in any manner',
  looksOtherwise: true,
  mayBeSaid: RegExp(`${FAILED_REQUESTS.source}|Failed to load module script|blocked`),
  async network(page) {
    await page.clock.install();
    app = await meddleWith(page, /\/assets\/app-/);
  },
  async visit(visit) {
    const { page, widget } = visit;
    await widget.launcher.waitFor();
    const failed = page.getByRole('alert').filter({ hasText: 'Help did not load' });
    const again = page.getByRole('button', { name: 'Try again' });
    app.manner = 'silent';
    await widget.launcher.click();
    await expect.poll(() => app.met.length).toBe(1);
    await page.clock.fastForward(TOO_LONG_MS);
    await failed.waitFor();
    expect(await page.getByRole('link', { name: 'help@example.com' }).getAttribute('href')).toBe(
      'mailto:help@example.com',
    );
    await page.getByRole('button', { name: 'Close' }).click();
    await failed.waitFor({ state: 'detached' });
    await page.reload();
    await widget.launcher.waitFor();
    app.manner = 'down';
    await widget.launcher.click();
    for (const manner of MANNERS) {
      app.manner = manner;
      const met = app.met.length;
      await failed.waitFor();
      await again.click();
      await expect.poll(() => app.met.length).toBeGreaterThan(met);
    }
    await failed.waitFor();
    app.manner = 'fine';
    await again.click();
    await widget.view('home', 'ready').waitFor();
    await walkOn(visit);
  },
};
