// A page that is written from right to left.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'is written from right to left, help in English',
  looksOtherwise: true,
  root: 'lang="ar" dir="rtl"',
  attributes: 'data-locale="en"',
  head: () => '<meta charset="utf-8"><style>* { direction: rtl; unicode-bidi: plaintext }</style>',
};
