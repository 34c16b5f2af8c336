// Saying that one is on the page of a request, and hearing who else is.
import { PresenceSchema } from '../../contract/api/ticket-work.ts';
import { LIMITS } from '../../contract/limits.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { readJson } from '../http/read-json.ts';
import { canBePresent } from '../people/permissions.ts';
import type { Services } from '../services.ts';
import { sendJson, ticketDesk } from '../tickets/ticket-desk.ts';
import { markPresent, othersPresent } from './presence.queries.ts';

export function presenceRoutes(services: Services): Api {
  const api = createApi();
  const desk = ticketDesk(services);

  api.route(
    {
      method: 'post',
      path: '/api/v1/admin/tickets/{number}/presence',
      summary: 'Says that this person is here, about every ten seconds, and tells who else is; forgotten after thirty.',
      access: 'token',
      body: PresenceSchema,
      answers: {
        200: { means: '{others: [{name, state, since}], version}' },
        401: { means: 'No token, or not a valid one.' },
        403: { means: 'This role may not do this.' },
        404: { means: 'No such request, or none that this person may see.' },
      },
    },
    services.rateLimits.limit('admin'),
    async (context) => {
      const at = await desk.reading(context);
      if (!canBePresent(at.viewer, at.ticket)) throw new AppError('not_allowed');
      const { state } = await readJson(context, PresenceSchema, LIMITS.smallBodyBytes);
      const answer = await desk.write(at, async (trx, { id, version }) => {
        await markPresent(trx, services.clock, { ticketId: id, agentId: at.viewer.id, state });
        return { others: await othersPresent(trx, services.clock, id, at.viewer.id), version };
      });
      return sendJson(context, answer);
    },
  );

  return api;
}
