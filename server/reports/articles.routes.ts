// The routes of articles' health: the list, and everything about one.
import {
  ArticleHealthSchema,
  ArticleListQuery,
  ArticleListSchema,
  ArticleQuery,
} from '../../contract/api/article-health.ts';
import { articleDirectory } from '../articles/article-directory.ts';
import { askedQuestions } from '../articles/article-questions.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { parseBody } from '../http/read-json.ts';
import { canReadArticleHealth } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import { articleHealth } from './article-health.ts';
import { listArticles } from './list-articles.ts';
import { readWindow, writeNewestEvents } from './read-window.ts';

const REFUSALS = { 401: { means: 'Nobody known asks.' }, 403: { means: 'This role does not read figures.' } };

export function articleRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');
  const optionsOf = (minN: number | undefined, asShown: string | undefined) => ({
    settings: services.settings,
    articles: articleDirectory(services.releases.current()),
    minN,
    asShown: asShown === 'true',
  });

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/articles',
      summary: 'Every article with what it does: reads, votes, the requests after it and why, flags, its newest edit.',
      access: 'token',
      query: ArticleListQuery,
      answers: { 200: { means: 'One page.', schema: ArticleListSchema }, ...REFUSALS },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadArticleHealth(viewer)) throw new AppError('not_allowed');
      const { sort, flag, q, cursor, limit: size, ...query } = parseBody(ArticleListQuery, context.req.query());
      const { min_n, as_shown, ...asked } = query;
      const { from, to, filters, scope } = readWindow(services, asked);
      await writeNewestEvents(services);
      const list = { sort, flag, q, cursor, limit: size };
      const page = await listArticles(services.db, viewer, scope, optionsOf(min_n, as_shown), list);
      context.header('Cache-Control', 'no-store');
      return context.json({ from, to, filters, ...page });
    },
  );

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/articles/{slug}',
      summary: 'One article: all of that, with what led here, what it fails for, the requests after it, and its edits.',
      access: 'token',
      query: ArticleQuery,
      answers: {
        200: { means: 'The article, by its present name.', schema: ArticleHealthSchema },
        ...REFUSALS,
        404: { means: 'No article ever had this name.' },
      },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadArticleHealth(viewer)) throw new AppError('not_allowed');
      const { min_n, as_shown, ...asked } = parseBody(ArticleQuery, context.req.query());
      const { from, to, filters, scope } = readWindow(services, asked);
      await writeNewestEvents(services);
      const slug = context.req.param('slug') ?? '';
      const health = await articleHealth(services.db, viewer, scope, optionsOf(min_n, as_shown), slug);
      context.header('Cache-Control', 'no-store');
      const questions = askedQuestions(services.releases.current(), health.slug);
      return context.json({ from, to, filters, ...health, questions });
    },
  );
  return api;
}
