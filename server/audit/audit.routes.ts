// The console's route of the audit, for admins.
import { AuditPageSchema, ListAuditQuery } from '../../contract/api/audit.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { parseBody } from '../http/read-json.ts';
import { canReadAudit } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import { listAudit } from './audit.queries.ts';

export function auditRoutes(services: Services): Api {
  const api = createApi();
  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/audit',
      summary: 'What people who work here did outside of any request, newest first. Nobody can change it.',
      access: 'token',
      query: ListAuditQuery,
      answers: {
        200: { means: 'One page.', schema: AuditPageSchema },
        401: { means: 'Nobody is signed in.' },
        403: { means: 'This is for admins.' },
      },
    },
    services.rateLimits.limit('admin'),
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadAudit(viewer)) throw new AppError('not_allowed');
      const query = parseBody(ListAuditQuery, context.req.query());
      context.header('Cache-Control', 'no-store');
      return context.json(await listAudit(services.db, services.settings, query));
    },
  );
  return api;
}
