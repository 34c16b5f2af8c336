// A server that has the site and not its index: it fails in every manner, cut in half too, and comes at last.
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';
import { MANNERS, type Meddling, meddleWith } from '../meddling.ts';
import { walkOn } from '../visit.ts';

let index: Meddling;
export const page: HostilePage = {
  does: 'gets no index from the server, or half of it',
  mayBeSaid: FAILED_REQUESTS,
  async network(page) {
    index = await meddleWith(page, /\/sites\/default\/index|\/kb\/[^/]+\/[^/]+\/(?!articles)/);
  },
  async visit(visit) {
    const { widget, stopAt } = visit;
    await widget.launcher.waitFor();
    index.manner = 'cut';
    await widget.launcher.click();
    const failed = widget.view('home', 'failed');
    for (const manner of MANNERS) {
      await failed.getByRole('alert').waitFor();
      index.manner = manner;
      await failed.getByRole('button', { name: 'Try again' }).click();
      await widget.view('home', 'loading').waitFor({ state: 'detached' });
      await failed.getByRole('alert').waitFor();
      await stopAt('home');
    }
    // People can still write: the site is there.
    await widget.panel.getByRole('button', { name: 'Write to us' }).waitFor();
    index.manner = 'fine';
    await failed.getByRole('button', { name: 'Try again' }).click();
    await widget.view('home', 'ready').waitFor();
    // Nothing lies under the pointer, as on a blank page.
    await visit.page.mouse.move(0, 0);
    await walkOn(visit);
  },
};
