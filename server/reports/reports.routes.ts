// The reports' routes: the catalogue, and one report for a window and filters.
import { ReportQuery } from '../../contract/api/reports.ts';
import { articleDirectory } from '../articles/article-directory.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { parseBody } from '../http/read-json.ts';
import { canReadReports } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import { REPORTS } from './catalogue.ts';
import { computeOrKeep } from './keep-figures.ts';
import { readWindow, writeNewestEvents } from './read-window.ts';
import { reportCsv } from './report-csv.ts';

const REFUSALS = {
  401: { means: 'No token, or not a valid one.' },
  403: { means: 'This role does not read figures.' },
};

export function reportRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/reports',
      summary: 'The catalogue: each figure with its question, formula, minimum n, filters and what it cannot say.',
      access: 'token',
      answers: { 200: { means: '{reports}' }, ...REFUSALS },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadReports(viewer)) throw new AppError('not_allowed');
      context.header('Cache-Control', 'no-store');
      const filters = Object.keys(ReportQuery.shape);
      return context.json({ reports: REPORTS.map(({ compute: _compute, ...about }) => ({ ...about, filters })) });
    },
  );

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/reports/{name}',
      summary:
        'One report; from and to are inclusive dates in the time zone of the site. as_shown counts as the queue lists.',
      access: 'token',
      query: ReportQuery,
      answers: {
        200: { means: '{name, from, to, filters, data}, or a table.' },
        ...REFUSALS,
        404: { means: 'No such report.' },
      },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadReports(viewer)) throw new AppError('not_allowed');
      const report = REPORTS.find((candidate) => candidate.name === context.req.param('name'));
      if (!report)
        throw new AppError('unknown_report', {
          detail: `Use one of: ${REPORTS.map((known) => known.name).join(', ')}.`,
        });
      const { min_n: minN, as_shown, format, ...asked } = parseBody(ReportQuery, context.req.query());
      const { from, to, filters, scope } = readWindow(services, asked);
      await writeNewestEvents(services);
      const asShown = as_shown === 'true';
      const options = {
        settings: services.settings,
        now: services.clock.now(),
        minN,
        asShown,
        articles: articleDirectory(services.releases.current()),
      };
      const { data, notes } = await computeOrKeep(services, viewer, report, scope, options);
      context.header('Cache-Control', 'no-store');
      if (format === 'csv')
        return context.body(reportCsv(data), 200, {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': `attachment; filename="${report.name}-${from}-${to}.csv"`,
        });
      return context.json({ name: report.name, from, to, filters, data, ...(asShown ? { notes } : {}) });
    },
  );
  return api;
}
