// All requests of somebody whom the product has signed in, and the links of those who have lost theirs.
import {
  LostLinksAnswerSchema,
  LostLinksSchema,
  MyRequestsQuerySchema,
  MyRequestsSchema,
} from '../../contract/api/my-requests.ts';
import { LIMITS } from '../../contract/limits.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { clientAddress } from '../http/client-address.ts';
import { requireSiteOrigin } from '../http/origins.ts';
import { parseBody, readJson } from '../http/read-json.ts';
import type { Services } from '../services.ts';
import { siteNamed } from '../sites/site-index.routes.ts';
import { bearerKey } from './find-ticket.queries.ts';
import { askForLinks } from './lost-links.ts';
import { ownerBy, ownRequests } from './own-requests.queries.ts';

export function myRequestRoutes(services: Services): Api {
  const api = createApi();
  const lookup = services.rateLimits.limit('lookup');

  api.route(
    {
      method: 'get',
      path: '/api/v1/sites/{site}/requests',
      summary: 'All requests of whoever the product says that this is, newest first.',
      access: 'signed identity',
      query: MyRequestsQuerySchema,
      answers: {
        200: { means: 'A page of them.', schema: MyRequestsSchema },
        401: { means: 'No token, or one that is not exactly right, or not for this site, or its time is over.' },
        404: { means: 'No such site.' },
      },
    },
    lookup,
    async (context) => {
      const site = context.req.param('site') ?? '';
      siteNamed(services, site);
      requireSiteOrigin(context, services, site);
      const token = bearerKey(context.req.header('authorization'));
      if (token === undefined) throw new AppError('identity_required');
      const owner = ownerBy(services, site, token);
      const { cursor } = parseBody(MyRequestsQuerySchema, context.req.query());
      context.header('Cache-Control', 'no-store');
      return context.json(await ownRequests(services, owner, cursor === undefined ? null : Number(cursor)));
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/sites/{site}/lost-links',
      summary: 'Sends the links of one’s requests to one’s mail address. The answer is the same for every address.',
      access: 'anybody',
      body: LostLinksSchema,
      answers: {
        202: {
          means: 'Whether mail can be sent at all; never whether there are requests.',
          schema: LostLinksAnswerSchema,
        },
        404: { means: 'No such site.' },
      },
    },
    lookup,
    async (context) => {
      const site = context.req.param('site') ?? '';
      siteNamed(services, site);
      requireSiteOrigin(context, services, site);
      const wish = await readJson(context, LostLinksSchema, LIMITS.smallBodyBytes);
      const from = clientAddress(context, services.config.trustedProxyHops);
      context.header('Cache-Control', 'no-store');
      return context.json(await askForLinks(services, { site, ...wish }, from), 202);
    },
  );
  return api;
}
