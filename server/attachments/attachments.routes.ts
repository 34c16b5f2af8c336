// The files of a request for those who work here; its requester's route stands with the public ones.
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import type { Services } from '../services.ts';
import { ticketDesk } from '../tickets/ticket-desk.ts';
import { attachmentOf } from './attachments.queries.ts';
import { sendAttachment } from './send-attachment.ts';

export function attachmentRoutes(services: Services): Api {
  const api = createApi();
  const desk = ticketDesk(services);

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/tickets/{number}/attachments/{id}',
      summary: 'A file of the request: always a download, as it was sent.',
      access: 'token',
      answers: {
        200: { means: 'The bytes.' },
        401: { means: 'No token, or not a valid one.' },
        403: { means: 'This role may not do this.' },
        404: { means: 'No such file or request, or none that this person may see.' },
      },
    },
    services.rateLimits.limit('admin'),
    async (context) => {
      const { ticket } = await desk.reading(context);
      const file = await attachmentOf(services.db, ticket.id, context.req.param('id') ?? '');
      return sendAttachment(context, services, file, new AppError('not_found'));
    },
  );

  return api;
}
