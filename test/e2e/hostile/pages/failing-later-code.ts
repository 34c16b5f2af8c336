// A server that has lost the code of later views, as after a release without the files of the one before.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';
import { MANNERS, type Meddling, meddleWith } from '../meddling.ts';
import { send } from '../visit.ts';

let code: Meddling;
export const page: HostilePage = {
  does: 'gets no code for what comes later, in any manner',
  looksOtherwise: true,
  mayBeSaid: RegExp(`${FAILED_REQUESTS.source}|Failed to load module script`),
  async network(page) {
    code = await meddleWith(page, /\/assets\/(?!app-)/);
  },
  async visit(visit) {
    const { widget, inside } = visit;
    await widget.launcher.waitFor();
    code.manner = 'down';
    await widget.open();
    // What is found needs no code that comes later.
    await widget.search('find my request');
    await widget.view('results', 'found').waitFor();
    await inside.run(`Fingerpost('request')`);
    const failed = widget.view('form', 'failed');
    for (const manner of MANNERS) {
      await failed.getByRole('alert').waitFor();
      code.manner = manner;
      const met = code.met.length;
      await failed.getByRole('button', { name: 'Try again' }).click();
      await expect.poll(() => code.met.length).toBeGreaterThan(met);
    }
    await failed.getByRole('alert').waitFor();
    code.manner = 'fine';
    await failed.getByRole('button', { name: 'Try again' }).click();
    await send(visit);
  },
};
