// A server that has lost the code of later views, as after a release without the files of the one before.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';
import { MANNERS_OF_CODE, type Meddling, meddleWith } from '../meddling.ts';
import { send, until } from '../visit.ts';

let code: Meddling;
export const page: HostilePage = {
  does: 'gets no code for what comes later, in any manner',
  looksOtherwise: true,
  mayBeSaid: RegExp(`${FAILED_REQUESTS.source}|Failed to load module script`),
  async network(page) {
    code = await meddleWith(page, /\/assets\/(?!app-)/);
  },
  async visit(visit) {
    const { page, widget, inside } = visit;
    await widget.launcher.waitFor();
    code.manner = 'down';
    await widget.open();
    // What is offered is said to be missing; what is found needs no code that comes later.
    const offers = widget.view('home', 'ready').getByRole('alert').filter({ hasText: 'This could not be loaded' });
    await offers.waitFor();
    await widget.search('find my request');
    await widget.view('results', 'found').waitFor();
    await widget.box.fill('');
    await offers.waitFor();
    await widget.box.fill('zzqxv');
    await widget.view('results', 'nothing').getByRole('alert').filter({ hasText: 'This could not be' }).waitFor();
    await inside.run(`Fingerpost('request')`);
    const failed = widget.view('form', 'failed');
    for (const manner of MANNERS_OF_CODE) {
      await failed.getByRole('alert').waitFor();
      code.manner = manner;
      const met = code.met.length;
      await failed.getByRole('button', { name: 'Try again' }).click();
      await until(() => expect(code.met.length).toBeGreaterThan(met));
    }
    await failed.getByRole('alert').waitFor();
    code.manner = 'fine';
    await failed.getByRole('button', { name: 'Try again' }).click();
    await send(visit);
    // A browser does not ask again for what came and is no script, until the page is loaded anew.
    code.manner = 'garbage';
    await page.reload();
    await inside.run(`Fingerpost('request')`);
    await failed.getByRole('alert').waitFor();
    code.manner = 'fine';
    await page.reload();
    await widget.panel.waitFor();
    await send(visit);
  },
};
