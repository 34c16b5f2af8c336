// A page that takes everything out of its body after help has come, as single-page apps do when they start.
import type { HostilePage } from '../hostile-page.ts';
import { walkOn } from '../visit.ts';

export const page: HostilePage = {
  does: 'empties its body after help has come; the next call brings help back, its button too',
  async visit(visit) {
    const { widget, inside } = visit;
    await widget.launcher.waitFor();
    await inside.run(
      `document.body.innerHTML = document.body.innerHTML.replace(/<script[^]*|<fingerpost-help[^]*/g, '') + '\\n\\n'`,
    );
    await widget.launcher.waitFor({ state: 'detached' });
    await inside.run(`Fingerpost('open')`);
    await widget.view('home', 'ready').waitFor();
    await widget.panel.waitFor();
    await walkOn(visit);
  },
};
