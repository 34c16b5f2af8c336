// A page that is written from right to left.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'is written from right to left, help in English',
  // Until it knows in which language it speaks, the launcher reads as the page does.
  looksOtherwise: ['closed'],
  root: 'lang="ar" dir="rtl"',
  attributes: 'data-locale="en"',
  head: () => '<meta charset="utf-8"><style>* { direction: rtl; unicode-bidi: plaintext }</style>',
};
