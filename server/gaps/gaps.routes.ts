// The console's routes of gaps: the backlog, one gap, and what people decide about it.
import type { Context } from 'hono';
import { GapDetailSchema, GapListSchema, GapsQuery, PatchGapSchema } from '../../contract/api/gaps.ts';
import { LIMITS } from '../../contract/limits.ts';
import { articleDirectory } from '../articles/article-directory.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { parseBody, readJson } from '../http/read-json.ts';
import { canChangeGaps, canReadGaps, type Viewer } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import { readWindow, writeNewestEvents } from '../reports/read-window.ts';
import type { Services } from '../services.ts';
import { changeGap, etagOfGap } from './change-gap.ts';
import { gapDetail } from './gap-detail.ts';
import { listGaps } from './list-gaps.ts';

const REFUSALS = { 401: { means: 'Nobody known asks.' }, 403: { means: 'This role may not do this.' } };
const NOT_THERE = { 404: { means: 'No such gap, or none that this person may know of.' } };

export function gapRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/gaps',
      summary:
        'The improvement backlog of a window, best first, with the rises that stand at its end. A suggestion that is still hidden puts a request into no gap.',
      access: 'token',
      query: GapsQuery,
      answers: { 200: { means: 'The backlog.', schema: GapListSchema }, ...REFUSALS },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadGaps(viewer)) throw new AppError('not_allowed');
      const { min_n: _none, as_shown, ...asked } = parseBody(GapsQuery, context.req.query());
      const { from, to, filters, scope } = readWindow(services, asked);
      await writeNewestEvents(services);
      context.header('Cache-Control', 'no-store');
      const list = await listGaps(services, viewer, scope, as_shown !== 'false');
      return context.json({ from, to, filters, ...list });
    },
  );

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/gaps/{key}',
      summary: 'One gap; asked with the key of one that was merged, the gap that took it in.',
      access: 'token',
      query: GapsQuery,
      answers: { 200: { means: 'The gap.', schema: GapDetailSchema }, ...REFUSALS, ...NOT_THERE },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadGaps(viewer)) throw new AppError('not_allowed');
      await writeNewestEvents(services);
      return answerGap(services, context, viewer);
    },
  );

  api.route(
    {
      method: 'patch',
      path: '/api/v1/admin/gaps/{key}',
      summary: 'Gives it an owner, a state, a title, an effort; merges it, takes it out again, or splits requests off.',
      access: 'token',
      headers: { 'If-Match': 'Optional: the ETag that was read.' },
      body: PatchGapSchema,
      answers: {
        200: { means: 'The gap as it is now.', schema: GapDetailSchema },
        ...REFUSALS,
        ...NOT_THERE,
        409: { means: 'transition_not_allowed with what is allowed; not_possible_now for one that was merged.' },
        412: { means: 'stale: somebody decided about it since the version in If-Match.' },
        422: { means: 'cannot_merge, unknown_name or fields_missing, with the place.' },
      },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canChangeGaps(viewer)) throw new AppError('not_allowed');
      const patch = await readJson(context, PatchGapSchema, LIMITS.smallBodyBytes);
      const articles = articleDirectory(services.releases.current());
      const [key, ifMatch] = [keyOf(context), context.req.header('if-match')];
      await services.writes.write((trx) => changeGap(trx, services, viewer, { key, patch, ifMatch, articles }));
      return answerGap(services, context, viewer);
    },
  );
  return api;
}

function keyOf(context: Context): string {
  return context.req.param('key') ?? '';
}

async function answerGap(services: Services, context: Context, viewer: Viewer): Promise<Response> {
  const { min_n: _none, as_shown: _always, ...asked } = parseBody(GapsQuery, context.req.query());
  const { from, to, filters, scope } = readWindow(services, asked);
  const detail = await gapDetail(services.db, services, viewer, scope, keyOf(context));
  context.header('Cache-Control', 'no-store');
  context.header('ETag', etagOfGap(detail));
  return context.json({ from, to, filters, ...detail });
}
