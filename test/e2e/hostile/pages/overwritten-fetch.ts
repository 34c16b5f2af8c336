// A page whose own fetch works for nobody else.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'puts a fetch of its own in the place of the browser’s',
  script: `window.fetch = function () { throw new Error('this fetch is for us alone') };
    window.XMLHttpRequest = function () { throw new Error('no requests') };`,
};
