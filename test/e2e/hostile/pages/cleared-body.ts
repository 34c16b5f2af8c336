// A page that throws its body's contents away after help has come, as single-page apps do when they start.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'empties its body after help has come, and draws itself there',
  looksOtherwise: true,
  script: `addEventListener('load', function () {
      document.body.innerHTML = '<div id="app"><h1>Your orders</h1></div>';
    });`,
};
