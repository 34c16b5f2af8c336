// Keeping the draft of an answer, so that nothing typed is lost: one for each person and request.
import { PutDraftSchema } from '../../contract/api/ticket-work.ts';
import { LIMITS } from '../../contract/limits.ts';
import { type Api, createApi } from '../http/api.ts';
import { readJson } from '../http/read-json.ts';
import { nowText, type Services } from '../services.ts';
import { sendJson, ticketDesk } from '../tickets/ticket-desk.ts';
import { deleteDraft, putDraft } from './drafts.queries.ts';

const PATH = '/api/v1/admin/tickets/{number}/draft';
const REFUSALS = {
  401: { means: 'No token, or not a valid one.' },
  403: { means: 'This role may not do this.' },
  404: { means: 'No such request, or none that this person may see.' },
};

export function draftRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');
  const desk = ticketDesk(services);

  api.route(
    {
      method: 'put',
      path: PATH,
      summary: 'Keeps what is being written, in place of what was kept before. Nobody else sees it.',
      access: 'token',
      body: PutDraftSchema,
      answers: { 200: { means: '{saved_at}' }, ...REFUSALS },
    },
    limit,
    async (context) => {
      const at = await desk.answering(context);
      const draft = await readJson(context, PutDraftSchema, LIMITS.smallBodyBytes);
      const key = { ticketId: at.ticket.id, agentId: at.viewer.id };
      await desk.write(at, (trx) => putDraft(trx, services.clock, key, draft));
      return sendJson(context, { saved_at: nowText(services.clock) });
    },
  );

  api.route(
    {
      method: 'delete',
      path: PATH,
      summary: 'Throws the draft away. Sending does that by itself.',
      access: 'token',
      answers: { 204: { means: 'There is none any more.' }, ...REFUSALS },
    },
    limit,
    async (context) => {
      const at = await desk.answering(context);
      await desk.write(at, (trx) => deleteDraft(trx, { ticketId: at.ticket.id, agentId: at.viewer.id }));
      return context.body(null, 204);
    },
  );

  return api;
}
