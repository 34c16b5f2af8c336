// A page with a dialog of its own making that pulls the focus back whenever it goes elsewhere, as many libraries do.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'keeps the focus in its own dialog',
  body: '<div role="dialog" id="own-dialog" tabindex="-1"><button type="button">Yes</button></div>',
  script: `addEventListener('DOMContentLoaded', function () {
      var dialog = document.getElementById('own-dialog');
      document.addEventListener('focusin', function (event) { if (!dialog.contains(event.target)) dialog.focus() });
      dialog.focus();
    });`,
};
