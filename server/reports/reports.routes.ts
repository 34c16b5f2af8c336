// The reports' routes: the catalogue, and one report for a window and filters.
import { z } from 'zod';
import { CHANNELS } from '../../contract/api/admin-tickets.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { parseBody } from '../http/read-json.ts';
import { canReadReports } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import { REPORTS } from './catalogue.ts';
import { dayEnd, dayStart, defaultWindow } from './report-window.ts';

/** Longest window of a report, in days. */
const MAX_WINDOW_DAYS = 1_500;

const name = z.string().min(1).max(200);

export const ReportQuery = z.strictObject({
  from: z.iso.date('must be a date like 2026-03-02').optional(),
  to: z.iso.date('must be a date like 2026-03-29').optional(),
  target_group: name.optional(),
  audience: name.optional(),
  locale: name.optional(),
  page_key: name.optional(),
  channel: z.enum(CHANNELS).optional(),
  min_n: z.coerce.number().int().min(1).max(1_000_000).optional(),
});

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
      summary: 'One report; from and to are inclusive dates in the time zone of the site.',
      access: 'token',
      query: ReportQuery,
      answers: { 200: { means: '{name, from, to, filters, data}' }, ...REFUSALS, 404: { means: 'No such report.' } },
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
      const { from: fromDate, to: toDate, min_n: minN, ...filters } = parseBody(ReportQuery, context.req.query());
      const timeZone = services.settings.time_zone;
      const window = defaultWindow(services.clock.now(), timeZone);
      const to = toDate ?? (fromDate && fromDate > window.to ? fromDate : window.to);
      const from = fromDate ?? (to < window.from ? to : window.from);
      checkWindow(from, to);
      // Where the newest events cannot be written, on a full disk for instance, the figures of the others still stand.
      await services.events
        .flush()
        .catch((error: unknown) => services.log.error({ err: error }, 'events could not be written'));
      const scope = { start: dayStart(from, timeZone), end: dayEnd(to, timeZone), filters };
      const data = await report.compute(services.db, viewer, scope, { timeZone, minN });
      context.header('Cache-Control', 'no-store');
      return context.json({ name: report.name, from, to, filters, data });
    },
  );
  return api;
}

function checkWindow(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days < 0)
    throw new AppError('validation_failed', {
      errors: [{ pointer: '/from', detail: 'The window must begin before it ends.' }],
    });
  if (days > MAX_WINDOW_DAYS) {
    throw new AppError('validation_failed', {
      errors: [{ pointer: '/from', detail: `A window is at most ${MAX_WINDOW_DAYS} days.` }],
    });
  }
}
