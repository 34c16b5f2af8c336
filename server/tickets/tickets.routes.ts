// The public routes of requests: send one, see it with its key, answer, confirm, rate.
import type { Context } from 'hono';
import { z } from 'zod';
import { SeenSchema } from '../../contract/api/my-requests.ts';
import {
  ConfirmationSchema,
  RequesterMessageSchema,
  RequesterTicketSchema,
  SatisfactionSchema,
  SubmitTicketSchema,
  SubmittedTicketSchema,
} from '../../contract/api/tickets.ts';
import { LIMITS } from '../../contract/limits.ts';
import { readWithFiles } from '../attachments/read-multipart.ts';
import { sendAttachment } from '../attachments/send-attachment.ts';
import { keepingFiles } from '../attachments/store-attachments.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { clientAddress } from '../http/client-address.ts';
import { requireSiteOrigin } from '../http/origins.ts';
import { parseBody, readJson } from '../http/read-json.ts';
import type { Services } from '../services.ts';
import { bearerKey, findTicketByKey, type TicketRow } from './find-ticket.queries.ts';
import { markRead } from './mark-read.ts';
import { findOwnTicket, ownerAtAnySite } from './own-requests.queries.ts';
import { confirmSolved, rateHelp, replyAsRequester } from './requester-actions.ts';
import { requesterFile } from './requester-messages.queries.ts';
import { requesterView } from './requester-view.ts';
import { submitTicket } from './submit-ticket.ts';

const Uuid = z.uuid('must be a UUID');
const NOT_FOUND = {
  401: { means: 'A signed identity that is not exactly right.' },
  404: { means: 'No such request, or not its key, or of somebody else; they cannot be told apart.' },
};

export function ticketRoutes(services: Services): Api {
  const api = createApi();
  const lookup = services.rateLimits.limit('lookup');

  api.route(
    {
      method: 'post',
      path: '/api/v1/tickets',
      summary: 'Sends a request. On the disk before the answer; the same key and body again give the same answer.',
      access: 'anybody',
      headers: { 'Idempotency-Key': 'A UUID, made once for each form.' },
      body: SubmitTicketSchema,
      files: 'ticket',
      answers: {
        201: { means: 'Taken. A repeated one says Idempotent-Replayed: true.', schema: SubmittedTicketSchema },
        401: { means: 'A signed identity that is wrong, or none where the site requires one.' },
        422: { means: 'The key was used with another body.' },
        507: { means: 'The disk is full; nothing was stored.' },
      },
    },
    services.rateLimits.limit('submit'),
    async (context) => {
      const key = idempotencyKey(context);
      const { value: input, files } = await readWithFiles(context, services, SubmitTicketSchema, {
        part: 'ticket',
        maxBytes: LIMITS.ticketBodyBytes,
      });
      const { ticket, replayed } = await keepingFiles(services, files, async () => {
        if (!services.settings.sites[input.site]) throw new AppError('unknown_site');
        requireSiteOrigin(context, services, input.site);
        const address = clientAddress(context, services.config.trustedProxyHops);
        return submitTicket(services, input, key, 'widget', files, address);
      });
      if (replayed) context.header('Idempotent-Replayed', 'true');
      context.header('Cache-Control', 'no-store');
      return context.json(ticket, 201);
    },
  );

  api.route(
    {
      method: 'get',
      path: '/api/v1/tickets/{number}',
      summary: 'The request as its requester sees it.',
      access: 'access key',
      answers: {
        200: { means: 'Public words and what may be done now.', schema: RequesterTicketSchema },
        ...NOT_FOUND,
      },
    },
    lookup,
    async (context) => answerView(context, await ticketOf(context)),
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/tickets/{number}/messages',
      summary: 'The requester answers.',
      access: 'access key',
      body: RequesterMessageSchema,
      files: 'message',
      answers: { 200: { means: 'The request with the answer.', schema: RequesterTicketSchema }, ...NOT_FOUND },
    },
    lookup,
    async (context) => {
      const before = await ticketOf(context);
      const { value, files } = await readWithFiles(context, services, RequesterMessageSchema, {
        part: 'message',
        maxBytes: LIMITS.smallBodyBytes,
      });
      return keepingFiles(services, files, () =>
        act(context, before, (trx, ticket) => replyAsRequester(trx, services, ticket, { ...value, files })),
      );
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/tickets/{number}/confirmation',
      summary: 'Is it really solved? The requester has the last word.',
      access: 'access key',
      body: ConfirmationSchema,
      answers: {
        200: { means: 'Closed, or open again.', schema: RequesterTicketSchema },
        409: { means: 'The request does not wait for a word now.' },
        ...NOT_FOUND,
      },
    },
    lookup,
    async (context) => {
      const before = await ticketOf(context);
      const answer = await readJson(context, ConfirmationSchema, LIMITS.smallBodyBytes);
      return act(context, before, (trx, ticket) => confirmSolved(trx, services, ticket, answer));
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/tickets/{number}/satisfaction',
      summary: 'How the help was, 1 to 5, once after the end.',
      access: 'access key',
      body: SatisfactionSchema,
      answers: {
        200: { means: 'Kept.', schema: RequesterTicketSchema },
        409: { means: 'Not closed yet, or rated already.' },
        ...NOT_FOUND,
      },
    },
    lookup,
    async (context) => {
      const before = await ticketOf(context);
      const rating = await readJson(context, SatisfactionSchema, LIMITS.smallBodyBytes);
      return act(context, before, (trx, ticket) => rateHelp(trx, services, ticket, rating));
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/tickets/{number}/seen',
      summary: 'The requester has read as far as this.',
      access: 'access key',
      body: SeenSchema,
      answers: { 204: { means: 'Noted.' }, ...NOT_FOUND },
    },
    lookup,
    async (context) => {
      const { id } = await ticketOf(context);
      const { at } = await readJson(context, SeenSchema, LIMITS.smallBodyBytes);
      await services.writes.write((trx) => markRead(trx, services, id, new Date(at).toISOString()));
      return context.body(null, 204);
    },
  );

  api.route(
    {
      method: 'get',
      path: '/api/v1/tickets/{number}/attachments/{id}',
      summary: 'A file of the request: always a download.',
      access: 'access key',
      answers: { 200: { means: 'The bytes as they were sent.' }, ...NOT_FOUND },
    },
    lookup,
    async (context) => {
      const ticket = await ticketOf(context);
      const file = await requesterFile(services.db, ticket, context.req.param('id') ?? '');
      return sendAttachment(context, services, file, new AppError('ticket_not_found'));
    },
  );

  /** By its key, or by a signed identity, which has dots between its parts; a wrong one is refused whatever the number. */
  async function ticketOf(context: Context): Promise<TicketRow> {
    const key = bearerKey(context.req.header('authorization'));
    if (key?.includes('.'))
      return findOwnTicket(services.db, ownerAtAnySite(services, key), context.req.param('number') ?? '');
    return findTicketByKey(services.db, services.secretKey, context.req.param('number') ?? '', key);
  }

  /** Reads the request again inside the transaction, so that two acts at once see each other. */
  async function act(
    context: Context,
    { id }: TicketRow,
    job: (trx: Parameters<Parameters<typeof services.writes.write>[0]>[0], ticket: TicketRow) => Promise<void>,
  ): Promise<Response> {
    await services.writes.write(async (trx) => {
      const current = await trx.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      if (current.erased_at !== null) throw new AppError('ticket_not_found');
      await job(trx, current);
    });
    const after = await services.db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    return answerView(context, after);
  }

  async function answerView(context: Context, ticket: TicketRow): Promise<Response> {
    context.header('Cache-Control', 'no-store');
    return context.json(await requesterView(services.db, services, ticket));
  }

  return api;
}

/** The key of a form. @throws AppError idempotency_key_missing, or validation_failed where it is no UUID. */
export function idempotencyKey(context: Context): string {
  const key = context.req.header('idempotency-key');
  if (!key) throw new AppError('idempotency_key_missing');
  try {
    return parseBody(Uuid, key.toLowerCase());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError('validation_failed', {
      errors: [{ pointer: '/Idempotency-Key', detail: 'The header must be a UUID.' }],
    });
  }
}
