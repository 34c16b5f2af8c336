// A page that counts every breach of its policy.

import { expect } from 'vitest';
import { strictPolicy } from '../../support/host-page.ts';
import type { HostilePage } from '../hostile-page.ts';
import { walkThrough } from '../visit.ts';

export const page: HostilePage = {
  does: 'counts every breach of its strict policy itself',
  policy: (origins) => strictPolicy(origins.help).replace('script-src', `script-src ${origins.host}`),
  script: `window.breaches = [];
    document.addEventListener('securitypolicyviolation', function (event) { breaches.push(event.violatedDirective) });`,
  async visit(visit) {
    await walkThrough(visit);
    expect(await visit.inside.run('breaches.join()')).toBe('');
  },
};
