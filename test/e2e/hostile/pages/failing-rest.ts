// A server that gives the first part of the index only: titles are found, and it is said that the rest is missing.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';
import { MANNERS, type Meddling, meddleWith } from '../meddling.ts';
import { searchAndRead, until } from '../visit.ts';

let rest: Meddling;
export const page: HostilePage = {
  does: 'gets the first part of the index only',
  looksOtherwise: true,
  mayBeSaid: FAILED_REQUESTS,
  async network(page) {
    rest = await meddleWith(page, /\/kb\/.*(rest|passages)/);
  },
  async visit(visit) {
    const { widget } = visit;
    await widget.launcher.waitFor();
    rest.manner = 'down';
    await widget.open();
    await searchAndRead(visit);
    await widget.panel.getByRole('button', { name: 'Back' }).click();
    const weaker = widget.panel.getByText('Only titles and headings are searched');
    for (const manner of MANNERS) {
      await weaker.waitFor();
      rest.manner = manner;
      const met = rest.met.length;
      await widget.panel.getByRole('button', { name: 'Try again' }).click();
      await until(() => expect(rest.met.length).toBeGreaterThan(met));
    }
    await weaker.waitFor();
    rest.manner = 'fine';
    await widget.panel.getByRole('button', { name: 'Try again' }).click();
    await weaker.waitFor({ state: 'detached' });
    await widget.view('results', 'found').waitFor();
  },
};
