// A page whose rem is 10 px.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'sets the root font size to 62.5 %',
  head: () => '<meta charset="utf-8"><style>html { font-size: 62.5% } body { font-size: 1.6rem }</style>',
};
