// A visitor whose blocker eats what it takes for tracking.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { FAILED_REQUESTS } from '../hostile-page.ts';
import { until, walkThrough } from '../visit.ts';

let eaten = 0;
export const page: HostilePage = {
  does: 'has a visitor whose blocker eats every event',
  mayBeSaid: FAILED_REQUESTS,
  network: (page) =>
    page.route(/\/events/, (route) => {
      eaten++;
      return route.abort('blockedbyclient');
    }),
  async visit(visit) {
    eaten = 0;
    await walkThrough(visit);
    await until(() => expect(eaten).toBeGreaterThan(0));
    // It is not tried for ever.
    expect(eaten).toBeLessThan(10);
  },
};
