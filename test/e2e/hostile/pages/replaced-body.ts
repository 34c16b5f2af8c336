// A page that swaps its whole body on every visit, as Turbo does, while help is open.
import type { HostilePage } from '../hostile-page.ts';
import { searchAndRead, send } from '../visit.ts';

const SWAP = `document.documentElement.replaceChild(document.body.cloneNode(true), document.body);
  document.querySelectorAll('fingerpost-help').forEach(function (copy) { if (!copy.shadowRoot) copy.remove() });`;

export const page: HostilePage = {
  does: 'replaces its body while help is open',
  async visit(visit) {
    const { widget, inside } = visit;
    await widget.launcher.waitFor();
    await widget.open();
    await searchAndRead(visit);
    await inside.run(SWAP);
    await widget.panel.getByRole('button', { name: 'No', exact: true }).click();
    await widget.panel.getByRole('button', { name: 'Write to us about this' }).click();
    await send(visit);
  },
};
