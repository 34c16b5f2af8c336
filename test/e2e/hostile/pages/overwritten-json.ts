// A page with a JSON of its own, as pages from before JSON have.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'puts a JSON of its own in the place of the browser’s',
  script: `window.JSON = {
    parse: function () { throw new Error('nothing is parsed') },
    stringify: function () { return '"ours"' },
  };`,
};
