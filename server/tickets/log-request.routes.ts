// The route of a request that somebody writes down for somebody else.
import { z } from 'zod';
import { LoggedNumberSchema, LogRequestSchema } from '../../contract/api/queue.ts';
import { LIMITS } from '../../contract/limits.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { readJson } from '../http/read-json.ts';
import { canLogRequests, canReadTicket } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import { logRequest } from './log-request.ts';
import { etagOf, ticketDetail } from './ticket-detail.ts';

const Uuid = z.uuid();

export function logRequestRoutes(services: Services): Api {
  const api = createApi();
  api.route(
    {
      method: 'post',
      path: '/api/v1/admin/tickets',
      summary:
        'Logs a request that came by phone, chat, mail, social media, post or in person; takes an Idempotency-Key (a UUID) like the public form.',
      access: 'token',
      body: LogRequestSchema,
      answers: {
        201: {
          means: 'The request as its detail; its number alone where this person may not read its category.',
          schema: z.looseObject(LoggedNumberSchema.shape),
        },
        401: { means: 'Nobody known asks.' },
        403: { means: 'This role may not do this.' },
        404: { means: 'No such site.' },
        409: { means: 'transition_not_allowed: the answer names a status that cannot follow.' },
        422: { means: 'The key was used with another body, or the answer is not complete.' },
      },
    },
    services.rateLimits.limit('admin'),
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canLogRequests(viewer)) throw new AppError('not_allowed');
      const key = context.req.header('idempotency-key') ?? null;
      if (key !== null && !Uuid.safeParse(key).success) {
        throw new AppError('validation_failed', {
          errors: [{ pointer: '/Idempotency-Key', detail: 'This header must be a UUID, or left out.' }],
        });
      }
      const input = await readJson(context, LogRequestSchema, LIMITS.ticketBodyBytes);
      const { id, replayed } = await logRequest(services, viewer, input, key?.toLowerCase() ?? null);
      const ticket = await services.db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      if (replayed) context.header('Idempotent-Replayed', 'true');
      context.header('Cache-Control', 'no-store');
      if (!canReadTicket(viewer, ticket)) return context.json({ number: ticket.number }, 201);
      context.header('ETag', etagOf(ticket));
      return context.json(await ticketDetail(services.db, services, viewer, ticket), 201);
    },
  );
  return api;
}
