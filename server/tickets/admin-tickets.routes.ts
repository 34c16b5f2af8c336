// The console's routes for requests, each behind a token: list, read, change, answer, move.
import type { Context } from 'hono';
import { AdminMessageSchema, ChangeStatusSchema, PatchTicketSchema } from '../../contract/api/admin-tickets.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { readJson } from '../http/read-json.ts';
import { canAnswerTicket, canListTickets, canReadTicket, type Viewer } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import { changeStatus } from './change-status.ts';
import { findTicketFor, type TicketRow } from './find-ticket.queries.ts';
import { patchTicket } from './patch-ticket.ts';
import { etagOf, ticketDetail } from './ticket-detail.ts';
import { writeAgentMessage } from './write-message.ts';

const REFUSALS = {
  401: { means: 'No token, or not a valid one.' },
  403: { means: 'This role may not do this.' },
  404: { means: 'No such request, or none that this person may see.' },
};

export function adminTicketRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/tickets/{number}',
      summary: 'All of one request, with what was searched and read before it, and an ETag.',
      access: 'token',
      answers: { 200: { means: 'The request.' }, ...REFUSALS },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      return answerTicket(context, viewer, await readable(context, viewer));
    },
  );

  api.route(
    {
      method: 'patch',
      path: '/api/v1/admin/tickets/{number}',
      summary: 'Changes assignee, group, category, priority, severity, kind and the like.',
      access: 'token',
      headers: { 'If-Match': 'The ETag that was read.' },
      body: PatchTicketSchema,
      answers: {
        200: { means: 'The request as it is now.' },
        ...REFUSALS,
        412: { means: 'Somebody changed it meanwhile.' },
        428: { means: 'If-Match is missing.' },
      },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      const ticket = await answerable(context, viewer);
      const ifMatch = context.req.header('if-match');
      if (!ifMatch) throw new AppError('if_match_missing');
      const patch = await readJson(context, PatchTicketSchema, LIMITS.smallBodyBytes);
      return act(context, viewer, ticket, (trx, current) => {
        if (!isCurrent(ifMatch, current)) throw new AppError('stale');
        return patchTicket(trx, services, current, viewer, patch);
      });
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/admin/tickets/{number}/messages',
      summary: 'A public reply or an internal note.',
      access: 'token',
      body: AdminMessageSchema,
      answers: {
        201: { means: 'The request with the message.' },
        ...REFUSALS,
        422: { means: 'An article that is not there.' },
      },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      const ticket = await answerable(context, viewer);
      const message = await readJson(context, AdminMessageSchema, LIMITS.smallBodyBytes);
      context.status(201);
      return act(context, viewer, ticket, async (trx, current) => {
        await writeAgentMessage(trx, services, current, viewer, message);
      });
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/admin/tickets/{number}/status',
      summary: 'Moves the request by the rules of its workflow, with the answer that closes it.',
      access: 'token',
      headers: { 'If-Match': 'Optional: the ETag that was read.' },
      body: ChangeStatusSchema,
      answers: {
        200: { means: 'The request in its new status.' },
        ...REFUSALS,
        409: { means: 'transition_not_allowed, with `allowed` and, in `moves`, who may do what.' },
        412: { means: 'If-Match was sent, and somebody changed it meanwhile.' },
        422: { means: 'An unknown status, or what is missing.' },
      },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      const ticket = await answerable(context, viewer);
      const change = await readJson(context, ChangeStatusSchema, LIMITS.smallBodyBytes);
      const ifMatch = context.req.header('if-match');
      return act(context, viewer, ticket, (trx, current) => {
        if (ifMatch && !isCurrent(ifMatch, current)) throw new AppError('stale');
        return changeStatus(trx, services, current, viewer, change);
      });
    },
  );

  function readable(context: Context, viewer: Viewer): Promise<TicketRow> {
    if (!canListTickets(viewer)) throw new AppError('not_allowed');
    return findTicketFor(services.db, viewer, context.req.param('number') ?? '');
  }

  async function answerable(context: Context, viewer: Viewer): Promise<TicketRow> {
    const ticket = await readable(context, viewer);
    if (!canAnswerTicket(viewer, ticket)) throw new AppError('not_allowed');
    return ticket;
  }

  async function act(
    context: Context,
    viewer: Viewer,
    { id }: TicketRow,
    job: (trx: Trx, ticket: TicketRow) => Promise<void>,
  ): Promise<Response> {
    await services.writes.write(async (trx) => {
      const current = await trx.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      // It may have been erased, or moved out of sight, since it was read.
      if (!canReadTicket(viewer, current)) throw new AppError('not_found');
      await job(trx, current);
    });
    const after = await services.db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    // Whoever moved a request out of their own sight is told that it worked, not what it says now.
    if (!canReadTicket(viewer, after)) return answer(context, { number: after.number });
    return answerTicket(context, viewer, after);
  }

  async function answerTicket(context: Context, viewer: Viewer, ticket: TicketRow): Promise<Response> {
    context.header('ETag', etagOf(ticket));
    return answer(context, await ticketDetail(services.db, services, viewer, ticket));
  }

  return api;
}

function isCurrent(ifMatch: string, ticket: TicketRow): boolean {
  return ifMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etagOf(ticket));
}

function answer(context: Context, body: object): Response {
  context.header('Cache-Control', 'no-store');
  return context.json(body);
}
