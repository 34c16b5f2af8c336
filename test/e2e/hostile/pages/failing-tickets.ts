// A server that takes no request in any manner: the words stay, a mail is offered, and at last it is sent once.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';
import { MANNERS, type Meddling, meddleWith } from '../meddling.ts';
import { until } from '../visit.ts';

const WORDS = 'These words took me ten minutes.';
let tickets: Meddling;
export const page: HostilePage = {
  does: 'sends a request to a server that takes none, in any manner',
  looksOtherwise: true,
  mayBeSaid: FAILED_REQUESTS,
  async network(page) {
    tickets = await meddleWith(page, /\/api\/v1\/tickets/);
  },
  async visit({ page, widget, stopAt, inside }) {
    const { panel, view } = widget;
    await widget.launcher.waitFor();
    tickets.manner = 'down';
    await inside.run(`Fingerpost('request')`);
    await view('form', 'writing').waitFor();
    await panel.getByLabel('How can we help?').fill(WORDS);
    await panel.getByRole('button', { name: 'Send', exact: true }).click();
    for (const manner of MANNERS) {
      await panel.getByRole('button', { name: 'Try again' }).waitFor();
      tickets.manner = manner;
      const met = tickets.met.length;
      await panel.getByRole('button', { name: 'Try again' }).click();
      await until(() => expect(tickets.met.length).toBeGreaterThan(met));
      await view('form', 'sending').waitFor({ state: 'detached' });
      expect(await panel.getByLabel('How can we help?').inputValue()).toBe(WORDS);
      await stopAt('form');
    }
    await view('form', 'given_up').waitFor();
    const mail = await panel.getByRole('link', { name: /mail/i }).getAttribute('href');
    expect(mail).toMatch(/^mailto:help@example\.com\?/);
    expect(decodeURIComponent(mail ?? '')).toContain(WORDS);
    // The form survives the page, and what was typed with it; what waits is tried again by the new page itself.
    const met = tickets.met.length;
    await page.reload();
    await until(() => expect(tickets.met.length).toBeGreaterThan(met));
    await view('form', 'given_up').waitFor();
    expect(await panel.getByLabel('How can we help?').inputValue()).toBe(WORDS);
    tickets.manner = 'fine';
    await panel.getByRole('button', { name: 'Try again' }).click();
    await view('sent', 'sent').waitFor();
    await stopAt('sent');
  },
};
