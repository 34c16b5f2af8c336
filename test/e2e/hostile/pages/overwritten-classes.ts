// A page with classes of its own under the names of the browser's.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'puts classes of its own in the place of Promise, Map, Set and more',
  script: `['Promise', 'URLSearchParams', 'Map', 'Set', 'Uint8Array', 'TextDecoder', 'DataView'].forEach(function (name) {
      window[name] = function () { throw new Error(name + ' is ours') };
    });
    Object.keys = Object.entries = Object.fromEntries = function () { return [] };`,
};
