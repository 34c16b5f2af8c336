// A page that unsets every style of every element.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'resets every element with all: unset !important',
  head: () =>
    '<meta charset="utf-8"><style>* { all: unset !important } *::before, *::after { all: unset !important }</style>',
};
