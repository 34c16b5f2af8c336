// A page that lets nobody change what it stands on.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'freezes Object.prototype, Array.prototype and more',
  script: `[Object, Array, Function, String, Promise, Error, Map, Set, RegExp].forEach(function (type) {
      Object.freeze(type); Object.freeze(type.prototype);
    });
    Object.freeze(history); Object.freeze(JSON); Object.freeze(EventTarget.prototype);`,
};
