// GET /api/v1/admin/report-set: several reports of one window in one answer, so that a page speaks of one moment.
import { ReportSetQuery } from '../../contract/api/reports.ts';
import { type ArticleDirectory, articleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { parseBody } from '../http/read-json.ts';
import { canReadReports } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import { REPORTS } from './catalogue.ts';
import { computeOrKeep } from './keep-figures.ts';
import { readWindow, writeNewestEvents } from './read-window.ts';

export function reportSetRoutes(services: Services): Api {
  const api = createApi();
  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/report-set',
      summary: 'Several reports of one window, by their names with commas between, and the titles of articles in them.',
      access: 'token',
      query: ReportSetQuery,
      answers: {
        200: { means: '{from, to, filters, reports: {name: {data, notes}}, titles, unknown}' },
        401: { means: 'No token, or not a valid one.' },
        403: { means: 'This role does not read figures.' },
      },
    },
    services.rateLimits.limit('admin'),
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadReports(viewer)) throw new AppError('not_allowed');
      const { names, min_n: minN, as_shown, ...asked } = parseBody(ReportSetQuery, context.req.query());
      const { from, to, filters, scope } = readWindow(services, asked);
      await writeNewestEvents(services);
      const asShown = as_shown === 'true';
      const articles = articleDirectory(services.releases.current());
      const options = { settings: services.settings, now: services.clock.now(), articles, minN, asShown };
      const reports: Record<string, { data: unknown; notes: unknown }> = {};
      const unknown: string[] = [];
      for (const name of new Set(names.split(','))) {
        const report = REPORTS.find((known) => known.name === name);
        if (report) reports[name] = await computeOrKeep(services, viewer, report, scope, options);
        else unknown.push(name);
      }
      const titles = await titlesOf(services.db, articles, Object.values(reports));
      context.header('Cache-Control', 'no-store');
      return context.json({ from, to, filters, reports, titles, unknown });
    },
  );
  return api;
}

/** Titles of the articles that rows name as `article` or `best_article`, as they are or were last. */
async function titlesOf(
  db: Db,
  articles: ArticleDirectory,
  reports: readonly { data: unknown }[],
): Promise<Record<string, string>> {
  const slugs = reports
    .flatMap(({ data }) => (Array.isArray(data) ? data : ((data as { rows?: unknown[] } | null)?.rows ?? [])))
    .flatMap((row: { article?: unknown; best_article?: unknown }) => [row.article, row.best_article])
    .filter((slug) => typeof slug === 'string');
  const titles = new Map([...new Set(slugs)].map((slug) => [slug, articles.find(slug)[0]?.file.title]));
  const gone = [...titles].filter(([, title]) => title === undefined).map(([slug]) => slug);
  if (gone.length > 0) {
    const rows = await db.selectFrom('article').select(['slug', 'title']).where('slug', 'in', gone).execute();
    for (const { slug, title } of rows) titles.set(slug, title);
  }
  return Object.fromEntries([...titles].flatMap(([slug, title]) => (title === undefined ? [] : [[slug, title]])));
}
