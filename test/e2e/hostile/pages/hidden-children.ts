// A page that hides whatever is added to it.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'hides every child of its body and every div',
  head: () =>
    `<meta charset="utf-8"><style>
      body > *, html > :not(head, body), div, section { display: none !important; visibility: hidden !important; opacity: 0 !important }
      body > main { display: block !important; visibility: visible !important; opacity: 1 !important }
      fingerpost-help { width: 0 !important; height: 0 !important; overflow: hidden !important; transform: scale(0) !important; pointer-events: none !important }
    </style>`,
};
