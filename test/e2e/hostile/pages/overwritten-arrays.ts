// A page whose arrays do otherwise than anybody else's.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'overwrites the methods of arrays with ones that fail, and adds more that are enumerable',
  script: `['map', 'filter', 'find', 'findIndex', 'some', 'every', 'includes', 'reduce', 'flatMap', 'slice', 'splice', 'join', 'indexOf'].forEach(function (name) {
      Array.prototype[name] = function () { throw new Error('Array.prototype.' + name + ' is ours') };
    });
    Array.from = function () { throw new Error('Array.from is ours') };
    Array.prototype.last = function () { return this[this.length - 1] };
    Array.prototype.contains = function () { return true };`,
};
