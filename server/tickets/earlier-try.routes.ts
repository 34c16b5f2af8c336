// Tells whoever sent a request what became of a try whose answer was lost: the key of its form is known to them alone.
import { SubmittedTicketSchema } from '../../contract/api/tickets.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { requireSiteOrigin } from '../http/origins.ts';
import type { Services } from '../services.ts';
import { findMadeBy } from './find-replay.queries.ts';
import { submittedAnswer } from './submit-ticket.ts';
import { idempotencyKey } from './tickets.routes.ts';

export function earlierTryRoutes(services: Services): Api {
  const api = createApi();
  api.route(
    {
      method: 'get',
      path: '/api/v1/tickets',
      summary: 'What became of an earlier try: the request that this form’s key made, as it was answered then.',
      access: 'anybody',
      headers: { 'Idempotency-Key': 'The UUID that was sent with the request.' },
      answers: {
        200: { means: 'It arrived.', schema: SubmittedTicketSchema },
        404: { means: 'No request came with this key within 24 hours, or the key is no UUID of version 4.' },
      },
    },
    services.rateLimits.limit('lookup'),
    async (context) => {
      const made = await findMadeBy(services, idempotencyKey(context));
      if (!made) throw new AppError('ticket_not_found');
      requireSiteOrigin(context, services, made.site);
      context.header('Cache-Control', 'no-store');
      return context.json(await submittedAnswer(services, made.id, made.locale));
    },
  );
  return api;
}
