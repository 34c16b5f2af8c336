// A page that hides all else from screen readers and keys while its own dialog is open, and keeps the focus in it.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'makes everything beside its dialog inert and aria-hidden',
  body: '<div role="dialog" id="own-dialog"><button type="button" data-fingerpost-open>Explain</button></div>',
  async visit({ page, widget, inside, stopAt }) {
    await widget.launcher.waitFor();
    await inside.run(
      `for (const node of document.body.children) if (node.id !== 'own-dialog') { node.inert = true; node.ariaHidden = 'true' }`,
    );
    await page.getByRole('button', { name: 'Explain' }).click();
    await widget.view('home', 'ready').waitFor();
    await widget.search('find my request');
    await stopAt('results');
    await inside.run(`for (const node of document.body.children) { node.inert = false; node.ariaHidden = null }`);
  },
};
