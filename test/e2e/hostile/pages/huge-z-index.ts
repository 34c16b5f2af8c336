// A page with a layer of its own at the highest z-index there is.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'covers itself with a layer at the highest z-index',
  body: '<div style="position: fixed; inset: 0; z-index: 2147483647; background: #0f08">A banner over everything</div>',
};
