// GET /api/v1/search and /api/v1/sites/{site}/start: the widget's own ranking and first view, where a browser has no index.
import {
  SearchAnswerSchema,
  SearchQuerySchema,
  StartQuerySchema,
  StartScreenSchema,
} from '../../contract/api/search.ts';
import { searchArticles } from '../../contract/search/search-articles.ts';
import { startScreen } from '../../contract/start-screen.ts';
import { localeFor } from '../articles/find-article.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { requireSiteOrigin } from '../http/origins.ts';
import { parseBody } from '../http/read-json.ts';
import { keepPopular } from '../reports/keep-popular.ts';
import type { Services } from '../services.ts';

export function searchRoutes(services: Services): Api {
  const api = createApi();
  const popularOf = keepPopular(services);
  const knowsSite = (site: string) => {
    if (!Object.hasOwn(services.settings.sites, site)) throw new AppError('unknown_site');
  };
  api.route(
    {
      method: 'get',
      path: '/api/v1/search',
      summary: 'Searches the articles with exactly the ranking of the widget.',
      access: 'anybody',
      query: SearchQuerySchema,
      answers: { 200: { means: 'The best articles, best first; none is an empty list.', schema: SearchAnswerSchema } },
    },
    services.rateLimits.limit('search'),
    (context) => {
      const { site, locale, q, k, as_you_type, audience } = parseBody(SearchQuerySchema, context.req.query());
      knowsSite(site);
      requireSiteOrigin(context, services, site);
      const release = services.releases.current();
      const index = localeFor(release, locale)?.search;
      const found = index && searchArticles(index, q, { k, audience, asYouType: as_you_type === 'true' });
      context.header('Cache-Control', 'no-cache');
      return context.json({
        results: found?.hits.map(({ score, ...hit }) => hit) ?? [],
        corrected: found?.corrected ?? null,
        release: release.id,
      });
    },
  );
  api.route(
    {
      method: 'get',
      path: '/api/v1/sites/{site}/start',
      summary: 'What the first view offers before anything is typed: for the page, what others read most, all topics.',
      access: 'anybody',
      query: StartQuerySchema,
      answers: { 200: { means: 'Links to articles.', schema: StartScreenSchema }, 404: { means: 'No such site.' } },
    },
    services.rateLimits.limit('search'),
    async (context) => {
      const site = context.req.param('site') ?? '';
      const { locale, path, audience } = parseBody(StartQuerySchema, context.req.query());
      knowsSite(site);
      requireSiteOrigin(context, services, site);
      const index = localeFor(services.releases.current(), locale)?.search;
      const popular = await popularOf(site);
      context.header('Cache-Control', 'no-cache');
      return context.json(
        index ? startScreen(index, { path, audience, popular }) : { here: [], popular: [], topics: [] },
      );
    },
  );
  return api;
}
