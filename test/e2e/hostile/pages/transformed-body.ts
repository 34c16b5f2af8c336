// A page whose body is what fixed boxes are placed in.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'moves, clips and filters its body, as menus that slide in do',
  head: () =>
    '<meta charset="utf-8"><style>html, body { display: flex; gap: 50px } body { overflow: hidden; position: relative; z-index: 0 } main { transform: translateX(9px); filter: blur(0) }</style>',
};
