// GET /api/v1/search: the widget's own ranking, for pages without scripts and for other programs.
import { z } from 'zod';
import { LIMITS } from '../../contract/limits.ts';
import { searchArticles } from '../../contract/search.ts';
import { localeFor } from '../articles/find-article.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { requireSiteOrigin } from '../http/origins.ts';
import { parseBody } from '../http/read-json.ts';
import type { Services } from '../services.ts';

const SearchQuery = z.strictObject({
  site: z.string().min(1).max(60).default('default'),
  locale: z.string().min(1).max(35).default('en'),
  q: z.string().max(LIMITS.searchQuery),
  k: z.coerce.number().int().min(1).max(LIMITS.searchResults).default(10),
});

const SearchAnswer = z.strictObject({
  results: z.array(
    z.strictObject({
      slug: z.string(),
      title: z.string(),
      breadcrumb: z.array(z.string()),
      section: z.strictObject({ id: z.string(), heading: z.string() }).nullable(),
      snippet: z.string(),
    }),
  ),
  release: z.string(),
});

export function searchRoutes(services: Services): Api {
  const api = createApi();
  api.route(
    {
      method: 'get',
      path: '/api/v1/search',
      summary: 'Searches the articles with exactly the ranking of the widget.',
      access: 'anybody',
      query: SearchQuery,
      answers: { 200: { means: 'The best articles, best first; none is an empty list.', schema: SearchAnswer } },
    },
    services.rateLimits.limit('search'),
    (context) => {
      const { site, locale, q, k } = parseBody(SearchQuery, context.req.query());
      if (!Object.hasOwn(services.settings.sites, site)) throw new AppError('unknown_site');
      requireSiteOrigin(context, services, site);
      const release = services.releases.current();
      const part = localeFor(release, locale);
      const hits = part ? searchArticles(part.search, q, { k }) : [];
      context.header('Cache-Control', 'no-cache');
      return context.json({
        results: hits.map(({ slug, title, breadcrumb, section, snippet }) => ({
          slug,
          title,
          breadcrumb,
          section,
          snippet,
        })),
        release: release.id,
      });
    },
  );
  return api;
}
