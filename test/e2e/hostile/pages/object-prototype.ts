// A page on which every object has enumerable members that it did not ask for.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'adds enumerable members to Object.prototype',
  script: `Object.prototype.extend = function (other) { for (var k in other) this[k] = other[k]; return this };
    Object.prototype.each = function () {};
    Object.prototype.parameters = []; Object.prototype.isOurs = true;`,
};
