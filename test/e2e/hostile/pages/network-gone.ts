// A device whose network goes while help is open, and comes back.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'loses the network in the middle',
  looksOtherwise: true,
  mayBeSaid: FAILED_REQUESTS,
  async visit({ page, widget, stopAt, inside }) {
    const { panel, view } = widget;
    const asked = page.waitForResponse(/passages/);
    await widget.open();
    await asked;
    await page.context().setOffline(true);
    // The index is in the browser: answers are still found.
    await widget.search('find my request');
    await view('results', 'found').waitFor();
    await widget.options.first().click();
    await view('article', 'failed').getByRole('alert').waitFor();
    await page.context().setOffline(false);
    await panel.getByRole('button', { name: 'Try again' }).click();
    await view('article', 'ready').waitFor();
    await inside.run(`Fingerpost('request', { message: 'Prepared by the page.' })`);
    await view('form', 'writing').waitFor();
    await page.context().setOffline(true);
    await panel.getByRole('button', { name: 'Send', exact: true }).click();
    await view('form', 'queued').waitFor();
    expect(await panel.getByLabel('How can we help?').inputValue()).toBe('Prepared by the page.');
    // It goes by itself as soon as there is a network.
    await page.context().setOffline(false);
    await view('sent', 'sent').waitFor();
    await stopAt('sent');
  },
};
