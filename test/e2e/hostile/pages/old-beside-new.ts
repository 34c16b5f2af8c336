// A page with the snippet of an earlier build, whose files still lie elsewhere, and of the build of today.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { walkThrough } from '../visit.ts';

export const page: HostilePage = {
  does: 'has an old build beside a new one',
  snippet: ({ help }) =>
    ['/old', '', '/old']
      .map(
        (build) => `<script src="${help}${build}/widget.js" data-site="default" data-mail="help@example.com"></script>`,
      )
      .join(''),
  network: (page, { help }) =>
    page.route(`${help}/old/**`, async (route) => {
      const url = route.request().url().replace('/old/', '/');
      await route.fulfill({ response: await route.fetch({ url }) }).catch(() => undefined);
    }),
  async visit(visit) {
    const asked: string[] = [];
    visit.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await walkThrough(visit);
    expect(await visit.inside.look('document.querySelectorAll("fingerpost-help").length')).toBe(1);
    // Who came first is there alone, with the parts of its own build.
    expect(asked.filter((address) => address.includes('/assets/')).length).toBeGreaterThan(0);
    expect(asked.filter((address) => address.startsWith('/assets/'))).toEqual([]);
  },
};
