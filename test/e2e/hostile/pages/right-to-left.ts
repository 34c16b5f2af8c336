// A page that is written from right to left.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'is written from right to left, help in English',
  // Until it knows in which language it speaks, the launcher reads as the page does.
  looksOtherwise: ['closed'],
  root: 'lang="ar" dir="rtl"',
  // On such a page it would stand at the left.
  attributes: 'data-locale="en" data-position="right"',
  head: () => '<meta charset="utf-8"><style>* { direction: rtl; unicode-bidi: plaintext }</style>',
};
