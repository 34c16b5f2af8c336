// A page with a snippet whose loader is of an earlier build, from some cache, and a new one beside it.
import { expect } from 'vitest';
import type { HostilePage } from '../hostile-page.ts';
import { walkThrough } from '../visit.ts';

const OLD = 'assets/app-0ldapp.js';

export const page: HostilePage = {
  does: 'has an old build beside a new one',
  snippet: ({ help }) =>
    ['old', 'new', 'old2']
      .map(
        (build) =>
          `<script src="${help}/widget.js?build=${build}" data-site="default" data-mail="help@example.com"></script>`,
      )
      .join(''),
  async network(page, { help }) {
    let current = '';
    await page.route(/widget\.js\?build=old/, async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      current = /assets\/app-[\w-]+\.js/.exec(text)?.[0] ?? '';
      await route.fulfill({ response, body: text.replace(current, OLD) });
    });
    await page.route(`${help}/${OLD}`, async (route) => {
      await route.fulfill({ response: await route.fetch({ url: `${help}/${current}` }) });
    });
  },
  async visit(visit) {
    const asked: string[] = [];
    visit.page.on('request', (request) => asked.push(request.url()));
    await walkThrough(visit);
    expect(await visit.inside.look('document.querySelectorAll("fingerpost-help").length')).toBe(1);
    // Who came first is there alone: no second app was fetched.
    expect(asked.filter((address) => /\/app-/.test(address))).toEqual([`${visit.origins.help}/${OLD}`]);
  },
};
