// A page on a device that keeps nothing.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'has no storage: every touch of it throws',
  script: `['sessionStorage', 'localStorage', 'indexedDB', 'caches'].forEach(function (name) {
      Object.defineProperty(window, name, { configurable: true, get: function () { throw new DOMException('denied', 'SecurityError') } });
    });`,
};
