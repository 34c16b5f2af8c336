// A page with what Prototype 1.6 and MooTools 1.2 did to the built-in objects.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'extends and replaces built-ins as Prototype and MooTools did',
  script: `function add(to, what) { for (var name in what) to[name] = what[name] }
    add(Array.prototype, {
      each: function (act) { for (var i = 0; i < this.length; i++) act(this[i], i) },
      toJSON: function () { return '[' + this.length + ']' },
      flatten: function () { return [] }, clear: function () { this.length = 0; return this },
      find: function () { return undefined }, entries: function () { return [] }, keys: function () { return [] },
      include: function () { return false }, size: function () { return this.length },
    });
    Array.from = function (list) { return list && list.length ? [list] : [] };
    add(String.prototype, {
      toJSON: function () { return '"' + this + '"' }, strip: function () { return this }, escapeHTML: function () { return this },
      startsWith: function () { return false }, contains: function () { return true }, camelize: function () { return this },
    });
    add(Function.prototype, { bind: function () { var f = this; return function () { return f.apply(null, arguments) } }, delay: function () {} });
    add(Object, { keys: function (o) { var all = []; for (var k in o) all[all.length] = k; return all }, toJSON: function () { return '{}' } });
    window.Element = function () {}; window.Event = { observe: function () {} }; window.Hash = function () {};
    window.$ = window.$$ = function () { return null };`,
};
