// The routes of the queue: the list, a change to many with its undoing, and having seen what came.
import {
  BulkAnswerSchema,
  BulkChangeSchema,
  BulkUndoAnswerSchema,
  ListTicketsQuery,
  TicketPageSchema,
} from '../../contract/api/queue.ts';
import { LIMITS } from '../../contract/limits.ts';
import { articleDirectory } from '../articles/article-directory.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { parseBody, readJson } from '../http/read-json.ts';
import { canChangeManyTickets, canListTickets } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import { findTicketFor } from '../tickets/find-ticket.queries.ts';
import { changeManyTickets } from './change-many.ts';
import { markSeen } from './mark-seen.ts';
import { listTickets } from './ticket-list.queries.ts';
import { ticketsCsv } from './tickets-csv.ts';
import { undoBatch } from './undo-batch.ts';

const REFUSALS = { 401: { means: 'Nobody known asks.' }, 403: { means: 'This role may not do this.' } };

export function queueRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/tickets',
      summary:
        'The queue: filtered by everything stored, sorted by a fixed list, paged by cursor, with the whole number.',
      access: 'token',
      query: ListTicketsQuery,
      answers: { 200: { means: 'One page.', schema: TicketPageSchema }, ...REFUSALS },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canListTickets(viewer)) throw new AppError('not_allowed');
      const query = parseBody(ListTicketsQuery, context.req.query());
      const { db, settings, clock } = services;
      context.header('Cache-Control', 'no-store');
      const articles = articleDirectory(services.releases.current());
      const asked = { db, settings, viewer, now: clock.now(), articles };
      if (query.format !== 'csv') return context.json(await listTickets(asked, query));
      return context.body(await ticketsCsv(asked, query), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="requests.csv"',
      });
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/admin/tickets/bulk',
      summary: 'Changes many requests, each by the same rules as alone; what is refused is named.',
      access: 'token',
      body: BulkChangeSchema,
      answers: { 200: { means: 'What was changed and what was not.', schema: BulkAnswerSchema }, ...REFUSALS },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canChangeManyTickets(viewer)) throw new AppError('not_allowed');
      const input = await readJson(context, BulkChangeSchema, LIMITS.smallBodyBytes);
      return context.json(await changeManyTickets(services, viewer, input));
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/admin/tickets/bulk/{batch}/undo',
      summary: 'Puts back what a change to many changed, within ten minutes, where nobody went on since.',
      access: 'token',
      answers: {
        200: { means: 'What was put back and what was not.', schema: BulkUndoAnswerSchema },
        ...REFUSALS,
        404: { means: 'No such change by this person.' },
        409: { means: 'Too late, or undone already.' },
      },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canChangeManyTickets(viewer)) throw new AppError('not_allowed');
      return context.json(await undoBatch(services, viewer, context.req.param('batch') ?? ''));
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/admin/tickets/{number}/seen',
      summary: 'This person has read what was written until now; the queue no longer shows it as unread.',
      access: 'token',
      answers: { 204: { means: 'Noted.' }, ...REFUSALS, 404: { means: 'No such request for this person.' } },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canListTickets(viewer)) throw new AppError('not_allowed');
      const ticket = await findTicketFor(services.db, viewer, context.req.param('number') ?? '');
      await services.writes.write((trx) => markSeen(trx, services, viewer, ticket.id));
      return context.body(null, 204);
    },
  );
  return api;
}
