// A page with the snippet twice, as two departments paste it. The first one holds; of two `async` ones that would be chance.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { walkThrough } from '../visit.ts';

export const page: HostilePage = {
  does: 'has the snippet twice, for two sites',
  snippet: ({ help }) =>
    `<script src="${help}/widget.js" data-site="default"></script><script src="${help}/widget.js?v=2" data-site="other" async></script>`,
  async visit(visit) {
    await walkThrough(visit);
    expect(await visit.inside.look('document.querySelectorAll("fingerpost-help").length')).toBe(1);
  },
};
