// A page whose relative addresses lead elsewhere.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'has a base element that leads elsewhere',
  head: () => '<meta charset="utf-8"><base href="https://nowhere.invalid/deep/" target="_blank">',
};
