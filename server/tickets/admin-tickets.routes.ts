// The console's routes for one request: read, change, answer, move, count minutes, merge.
import { PatchTicketSchema } from '../../contract/api/admin-tickets.ts';
import {
  AddMinutesSchema,
  MergeTicketSchema,
  MoveTicketSchema,
  WriteMessageSchema,
} from '../../contract/api/ticket-work.ts';
import { LIMITS } from '../../contract/limits.ts';
import { readWithFiles } from '../attachments/read-multipart.ts';
import { keepingFiles } from '../attachments/store-attachments.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { readJson } from '../http/read-json.ts';
import { canMergeTickets } from '../people/permissions.ts';
import type { Services } from '../services.ts';
import { addMinutes } from './add-minutes.ts';
import { requireCurrent, requireNoNews } from './changed-since.ts';
import { mergeTicket, unmergeTicket } from './merge-tickets.ts';
import { moveTicket } from './move-ticket.ts';
import { patchTicket } from './patch-ticket.ts';
import { ticketDesk } from './ticket-desk.ts';
import { writeAgentMessage } from './write-message.ts';

const REFUSALS = {
  401: { means: 'No token, or not a valid one.' },
  403: { means: 'This role may not do this.' },
  404: { means: 'No such request, or none that this person may see.' },
};
const NOW = { 200: { means: 'The request as it is now.' }, ...REFUSALS };
const READ_VERSION = { 'If-Match': 'The ETag that was read.' };
const MAYBE_VERSION = { 'If-Match': 'Optional: the ETag that was read.' };
const STALE = {
  412: { means: 'stale: somebody changed it since the version in If-Match; with `current` and `changed`.' },
};
const NEWS = { 412: { means: 'stale: somebody else wrote publicly or moved it since; with `current` and `changed`.' } };
const NUMBER = '/api/v1/admin/tickets/{number}';

export function adminTicketRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');
  const desk = ticketDesk(services);

  api.route(
    {
      method: 'get',
      path: NUMBER,
      summary: 'All of one request, with what was searched and read before it, and an ETag.',
      access: 'token',
      answers: { ...NOW },
    },
    limit,
    async (context) => desk.answer(context, await desk.reading(context)),
  );

  api.route(
    {
      method: 'patch',
      path: NUMBER,
      summary: 'Changes assignee, group, category, priority, severity, kind and the like.',
      access: 'token',
      headers: READ_VERSION,
      body: PatchTicketSchema,
      answers: {
        ...NOW,
        412: { means: 'stale: somebody changed it meanwhile; `current` is what it is now, `changed` what they did.' },
        422: { means: 'unknown_name: who or what was named is not there; `errors` says what is.' },
        428: { means: 'If-Match is missing.' },
      },
    },
    limit,
    async (context) => {
      const at = await desk.answering(context);
      const ifMatch = context.req.header('if-match');
      if (!ifMatch) throw new AppError('if_match_missing');
      const patch = await readJson(context, PatchTicketSchema, LIMITS.smallBodyBytes);
      return desk.act(context, at, async (trx, ticket) => {
        await requireCurrent(trx, services, at.viewer, ticket, ifMatch);
        await patchTicket(trx, services, ticket, at.viewer, patch);
      });
    },
  );

  api.route(
    {
      method: 'post',
      path: `${NUMBER}/messages`,
      summary: 'A public reply or an internal note, with files if there are any.',
      access: 'token',
      headers: MAYBE_VERSION,
      body: WriteMessageSchema,
      files: 'message',
      answers: {
        201: { means: 'The request with the message.' },
        ...REFUSALS,
        409: { means: 'The request is full, or was merged: `merged_into` is where to go on.' },
        ...NEWS,
        422: { means: 'An article that is not there.' },
      },
    },
    limit,
    async (context) => {
      const at = await desk.answering(context, { mayBeMultipart: true });
      const options = { part: 'message', maxBytes: LIMITS.smallBodyBytes };
      const { value, files } = await readWithFiles(context, services, WriteMessageSchema, options);
      const { force, ...message } = value;
      const ifMatch = force ? undefined : context.req.header('if-match');
      return keepingFiles(services, files, () => {
        context.status(201);
        return desk.act(context, at, async (trx, ticket) => {
          await requireNoNews(trx, services, at.viewer, ticket, ifMatch);
          await writeAgentMessage(trx, services, ticket, at.viewer, message, files);
        });
      });
    },
  );

  api.route(
    {
      method: 'post',
      path: `${NUMBER}/status`,
      summary: 'Moves the request by the rules of its workflow, with the answer that closes it.',
      access: 'token',
      headers: MAYBE_VERSION,
      body: MoveTicketSchema,
      answers: {
        200: { means: 'The request in its new status.' },
        ...REFUSALS,
        409: { means: 'transition_not_allowed, with `allowed` and, in `moves`, who may do what.' },
        ...STALE,
        422: { means: 'An unknown status, or what is missing.' },
      },
    },
    limit,
    async (context) => {
      const at = await desk.answering(context);
      const move = await readJson(context, MoveTicketSchema, LIMITS.smallBodyBytes);
      const ifMatch = move.force ? undefined : context.req.header('if-match');
      return desk.act(context, at, async (trx, ticket) => {
        if (ifMatch) await requireCurrent(trx, services, at.viewer, ticket, ifMatch);
        await moveTicket(trx, services, ticket, at.viewer, move);
      });
    },
  );

  api.route(
    {
      method: 'post',
      path: `${NUMBER}/minutes`,
      summary: 'Adds working time to what others have added.',
      access: 'token',
      body: AddMinutesSchema,
      answers: { ...NOW, 409: { means: 'More than a request can hold.' } },
    },
    limit,
    async (context) => {
      const at = await desk.answering(context);
      const minutes = await readJson(context, AddMinutesSchema, LIMITS.smallBodyBytes);
      return desk.act(context, at, (trx, ticket) => addMinutes(trx, services, ticket, at.viewer, minutes));
    },
  );

  api.route(
    {
      method: 'post',
      path: `${NUMBER}/merge`,
      summary: 'Merges this request into another one; all of it stays readable there.',
      access: 'token',
      headers: MAYBE_VERSION,
      body: MergeTicketSchema,
      answers: { ...NOW, ...STALE, 422: { means: 'cannot_merge, with the reason.' } },
    },
    limit,
    async (context) => {
      const at = await desk.answering(context);
      if (!canMergeTickets(at.viewer, at.ticket)) throw new AppError('not_allowed');
      const { into } = await readJson(context, MergeTicketSchema, LIMITS.smallBodyBytes);
      const ifMatch = context.req.header('if-match');
      return desk.act(context, at, async (trx, ticket) => {
        if (ifMatch) await requireCurrent(trx, services, at.viewer, ticket, ifMatch);
        await mergeTicket(trx, services, ticket, at.viewer, into);
      });
    },
  );

  api.route(
    {
      method: 'post',
      path: `${NUMBER}/unmerge`,
      summary: 'Takes a merged request apart again, for a while after the merge.',
      access: 'token',
      answers: { ...NOW, 409: { means: 'It is not merged, or has been for too long.' } },
    },
    limit,
    async (context) => {
      const at = await desk.answering(context);
      if (!canMergeTickets(at.viewer, at.ticket)) throw new AppError('not_allowed');
      return desk.act(context, at, (trx, ticket) => unmergeTicket(trx, services, ticket, at.viewer));
    },
  );

  return api;
}
