// A page with classes of its own under the names of the browser's.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'puts classes of its own in the place of Promise, URL, Map, Set and more',
  script: `['Promise', 'URL', 'URLSearchParams', 'Map', 'Set', 'Uint8Array', 'TextDecoder', 'DataView'].forEach(function (name) {
      window[name] = function () { throw new Error(name + ' is ours') };
    });
    Object.assign = function () { throw new Error('Object.assign is ours') };
    Object.keys = Object.entries = Object.fromEntries = function () { return [] };`,
};
