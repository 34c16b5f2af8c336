// A page whose modal dialog opens help: everything outside of the dialog is inert then.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { walkOn } from '../visit.ts';

export const page: HostilePage = {
  does: 'opens help from its own modal dialog',
  body: '<dialog id="own-dialog"><p>Delete all orders?</p><button type="button" data-fingerpost-open>What does this do?</button></dialog>',
  async visit(visit) {
    const { page, widget, inside } = visit;
    await widget.launcher.waitFor();
    await inside.run('document.getElementById("own-dialog").showModal()');
    await page.getByRole('button', { name: 'What does this do?' }).click();
    await widget.view('home', 'ready').waitFor();
    await walkOn(visit);
    // The dialog goes, and help does not go with it.
    await inside.run('document.getElementById("own-dialog").close()');
    await widget.view('sent', 'sent').waitFor();
    expect(await inside.look('document.activeElement !== null')).toBe(true);
  },
};
