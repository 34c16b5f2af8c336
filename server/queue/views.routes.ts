// The routes of saved views.
import { CreateViewSchema, PatchViewSchema, ViewSchema, ViewsQuery, ViewsSchema } from '../../contract/api/queue.ts';
import { LIMITS } from '../../contract/limits.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { parseBody, readJson } from '../http/read-json.ts';
import { canListTickets } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import { changeView, createView, deleteView } from './change-views.ts';
import { countViews } from './queue-counts.queries.ts';
import { viewsFor } from './views.queries.ts';

const REFUSALS = {
  401: { means: 'Nobody known asks.' },
  403: { means: 'This role may not do this, or the view is not theirs to change.' },
};

export function viewRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/views',
      summary: 'The views of the queue for this person; with `counts=1` each with the number of its requests.',
      access: 'token',
      query: ViewsQuery,
      answers: { 200: { means: 'The views.', schema: ViewsSchema }, ...REFUSALS },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canListTickets(viewer)) throw new AppError('not_allowed');
      const { counts } = parseBody(ViewsQuery, context.req.query());
      const views = await viewsFor(services.db, viewer);
      context.header('Cache-Control', 'no-store');
      if (!counts) return context.json({ views });
      const { db, settings, clock } = services;
      return context.json({ views: await countViews({ db, settings, viewer, now: clock.now() }, views) });
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/admin/views',
      summary: 'Saves a view; admins may share it with everybody.',
      access: 'token',
      body: CreateViewSchema,
      answers: {
        201: { means: 'The view.', schema: ViewSchema },
        ...REFUSALS,
        409: { means: 'There are as many as there may be.' },
      },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canListTickets(viewer)) throw new AppError('not_allowed');
      const input = await readJson(context, CreateViewSchema, LIMITS.smallBodyBytes);
      return context.json(await services.writes.write((trx) => createView(trx, services, viewer, input)), 201);
    },
  );

  api.route(
    {
      method: 'patch',
      path: '/api/v1/admin/views/{id}',
      summary: 'Renames, filters, sorts or moves a view.',
      access: 'token',
      body: PatchViewSchema,
      answers: { 200: { means: 'The view.', schema: ViewSchema }, ...REFUSALS, 404: { means: 'No such view.' } },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canListTickets(viewer)) throw new AppError('not_allowed');
      const patch = await readJson(context, PatchViewSchema, LIMITS.smallBodyBytes);
      const id = context.req.param('id') ?? '';
      return context.json(await services.writes.write((trx) => changeView(trx, services, viewer, id, patch)));
    },
  );

  api.route(
    {
      method: 'delete',
      path: '/api/v1/admin/views/{id}',
      summary: 'Deletes a view; its requests stay.',
      access: 'token',
      answers: { 204: { means: 'It is gone.' }, ...REFUSALS, 404: { means: 'No such view.' } },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canListTickets(viewer)) throw new AppError('not_allowed');
      await services.writes.write((trx) => deleteView(trx, services, viewer, context.req.param('id') ?? ''));
      return context.body(null, 204);
    },
  );
  return api;
}
