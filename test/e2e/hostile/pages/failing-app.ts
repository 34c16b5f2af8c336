// A server from which the launcher came, and then nothing: its app fails in every manner, and comes at last.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';
import { MANNERS_OF_CODE, type Meddling, meddleWith, TOO_LONG_MS } from '../meddling.ts';
import { until, walkOn } from '../visit.ts';

let app: Meddling;
export const page: HostilePage = {
  does: 'gets no app from the server, in any manner',
  looksOtherwise: true,
  hasOwnClock: true,
  mayBeSaid: RegExp(`${FAILED_REQUESTS.source}|Failed to load module script`),
  async network(page) {
    app = await meddleWith(page, /\/assets\/app-/);
  },
  async visit(visit) {
    const { page, widget, inside } = visit;
    const failed = page.getByRole('alert').filter({ hasText: 'This could not be loaded.' });
    const again = page.getByRole('button', { name: 'Try again' });
    await widget.launcher.waitFor();
    await inside.run(`Fingerpost('on', 'error', (detail) => { document.title = JSON.stringify(detail) })`);
    app.manner = 'silent';
    await widget.launcher.click();
    await until(() => expect(app.met.length).toBe(1));
    await page.clock.runFor(TOO_LONG_MS);
    await failed.waitFor();
    expect(await page.getByRole('link', { name: 'help@example.com' }).getAttribute('href')).toBe(
      'mailto:help@example.com',
    );
    const told = { code: 'unreachable', message: 'This could not be loaded.' };
    await until(async () => expect(JSON.parse(await page.title())).toEqual(told));
    await inside.run(`document.title = 'A hostile page'`);
    await page.getByRole('button', { name: 'Close' }).click();
    await failed.waitFor({ state: 'detached' });
    for (const broken of ['garbage', 'down'] as const) {
      await page.reload();
      await widget.launcher.waitFor();
      app.manner = broken;
      await widget.launcher.click();
      await failed.waitFor();
    }
    for (const manner of MANNERS_OF_CODE) {
      app.manner = manner;
      const met = app.met.length;
      await failed.waitFor();
      await again.click();
      await until(() => expect(app.met.length).toBeGreaterThan(met));
    }
    await failed.waitFor();
    app.manner = 'fine';
    await again.click();
    await widget.view('home', 'ready').waitFor();
    await walkOn(visit);
  },
};
