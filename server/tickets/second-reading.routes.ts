// The route by which a second person names the kind of a request.
import { ReadKindAgainSchema } from '../../contract/api/admin-tickets.ts';
import { LIMITS } from '../../contract/limits.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { readJson } from '../http/read-json.ts';
import { canReadKindAgain } from '../people/permissions.ts';
import type { Services } from '../services.ts';
import { readKindAgain } from './read-kind-again.ts';
import { ticketDesk } from './ticket-desk.ts';

export function secondReadingRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');
  const desk = ticketDesk(services);

  api.route(
    {
      method: 'post',
      path: '/api/v1/admin/tickets/{number}/second-reading',
      summary: 'Names the kind of a request that was drawn for a second reading; the request itself stays as it is.',
      access: 'token',
      body: ReadKindAgainSchema,
      answers: {
        200: { means: 'The request, with what both readers said.' },
        401: { means: 'Nobody known asks.' },
        403: { means: 'This role may not do this.' },
        404: { means: 'No such request, or none that this person may see.' },
        409: { means: 'not_possible_now: this person is not asked about it, or it was read meanwhile.' },
      },
    },
    limit,
    async (context) => {
      const at = await desk.answering(context);
      if (!canReadKindAgain(at.viewer, at.ticket)) throw new AppError('not_allowed');
      const reading = await readJson(context, ReadKindAgainSchema, LIMITS.smallBodyBytes);
      return desk.act(context, at, (trx, ticket) => readKindAgain(trx, services, ticket, at.viewer, reading));
    },
  );
  return api;
}
