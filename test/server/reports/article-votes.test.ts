// Articles by their votes: the surest to disappoint first, so that one no of one does not stand before ten of twelve.
import { expect, it } from 'vitest';
import type { ArticleList } from '../../../contract/api/article-health.ts';
import { apiOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices } from '../../support/make-services.ts';

it('are listed by the upper end of their share of yes, those without a vote last', async () => {
  const services = await makeServices({ now: '2026-03-20T09:00:00.000Z' });
  try {
    const votes = { often: [...Array(10).fill('no'), 'yes', 'yes'], once: ['no'], liked: ['yes', 'yes', 'yes'] };
    const sessions = Object.entries(votes).flatMap(([id, values]) =>
      values.map((value, nth) => ({
        ...{ id: `${id}${nth}`, at: '2026-03-10T09:00:00Z', page_key: '/' },
        ev: [
          [2, 'open', id, 'browse', null],
          [30, 'vote', id, value, null],
        ],
      })),
    );
    const articles = ['silent', ...Object.keys(votes)].map((id) => ({
      ...{ id, title: id, published_at: '2026-01-05T00:00:00Z' },
    }));
    expect(await importFile(services, { articles, sessions })).toMatchObject({ refused: [], notes: [] });
    const api = apiOf(services);
    const admin = await api.personWith('admin');
    const { json } = await api.get('/api/v1/admin/articles?from=2026-03-09&to=2026-03-15&sort=votes', admin);
    const listed = (json as ArticleList).articles;
    expect(listed.slice(0, 3).map(({ slug, yes, no }) => [slug, yes, no])).toEqual([
      ['often', 2, 10],
      ['once', 0, 1],
      ['liked', 3, 0],
    ]);
    expect(listed.map(({ slug }) => slug)).toContain('silent');
  } finally {
    await services.close();
  }
});
