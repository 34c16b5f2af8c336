// A server that finds articles and does not give them, in any manner, and gives them at last.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';
import { MANNERS, type Meddling, meddleWith } from '../meddling.ts';
import { until } from '../visit.ts';

let article: Meddling;
export const page: HostilePage = {
  does: 'gets no article from the server, in any manner',
  looksOtherwise: true,
  mayBeSaid: FAILED_REQUESTS,
  async network(page) {
    article = await meddleWith(page, /\/kb\/.*\/articles\//);
  },
  async visit({ widget, stopAt }) {
    const { panel } = widget;
    await widget.launcher.waitFor();
    article.manner = 'html';
    await widget.open();
    await widget.search('find my request');
    await widget.options.first().click();
    const failed = widget.view('article', 'failed');
    for (const manner of MANNERS) {
      await failed.getByRole('alert').waitFor();
      article.manner = manner;
      const met = article.met.length;
      await panel.getByRole('button', { name: 'Try again' }).click();
      await until(() => expect(article.met.length).toBeGreaterThan(met));
    }
    await failed.getByRole('alert').waitFor();
    await stopAt('article');
    article.manner = 'fine';
    await panel.getByRole('button', { name: 'Try again' }).click();
    await widget.view('article', 'ready').waitFor();
    await panel.locator('.prose p').first().waitFor();
    await stopAt('article');
  },
};
