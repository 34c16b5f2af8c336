// A server that has the files and not the site: what help starts with fails in every manner, and comes at last.
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';
import { MANNERS, type Meddling, meddleWith } from '../meddling.ts';
import { walkOn } from '../visit.ts';

let site: Meddling;
export const page: HostilePage = {
  does: 'gets no site from the server, in any manner',
  mayBeSaid: FAILED_REQUESTS,
  async network(page) {
    site = await meddleWith(page, /\/api\/v1\/sites\//);
  },
  async visit(visit) {
    const { widget, stopAt } = visit;
    await widget.launcher.waitFor();
    site.manner = 'html';
    await widget.launcher.click();
    const failed = widget.view('home', 'failed');
    await failed.waitFor();
    // Who cannot be helped here is told where else.
    await widget.panel.getByRole('link', { name: 'help@example.com' }).waitFor();
    for (const manner of MANNERS) {
      site.manner = manner;
      await failed.getByRole('button', { name: 'Try again' }).click();
      await widget.view('home', 'loading').waitFor({ state: 'detached' });
      await failed.getByRole('alert').waitFor();
      await stopAt('home');
    }
    site.manner = 'fine';
    await failed.getByRole('button', { name: 'Try again' }).click();
    await widget.view('home', 'ready').waitFor();
    // Nothing lies under the pointer, as on a blank page.
    await visit.page.mouse.move(0, 0);
    await walkOn(visit);
  },
};
