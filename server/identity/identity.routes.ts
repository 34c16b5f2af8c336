// POST /api/v1/sites/{site}/identity: whether a signed identity is right, so that its developer learns it before anybody writes.
import { IdentitySchema, IdentityTokenSchema } from '../../contract/api/identity.ts';
import { LIMITS } from '../../contract/limits.ts';
import { type Api, createApi } from '../http/api.ts';
import { requireSiteOrigin } from '../http/origins.ts';
import { readJson } from '../http/read-json.ts';
import type { Services } from '../services.ts';
import { siteNamed } from '../sites/site-index.routes.ts';
import { identitySecret, readIdentityToken } from './identity-token.ts';

/** Nothing is stored or begun: it is the same check that a request with the token meets. */
export function identityRoutes(services: Services): Api {
  const api = createApi();
  api.route(
    {
      method: 'post',
      path: '/api/v1/sites/{site}/identity',
      summary: 'Whether a signed identity is right; nothing is stored.',
      access: 'anybody',
      body: IdentityTokenSchema,
      answers: {
        200: { means: 'What it says of the person.', schema: IdentitySchema },
        401: { means: 'It is not exactly right, or not for this site, or its time is over.' },
        404: { means: 'No such site.' },
      },
    },
    services.rateLimits.limit('lookup'),
    async (context) => {
      const site = context.req.param('site') ?? '';
      siteNamed(services, site);
      requireSiteOrigin(context, services, site);
      const { token } = await readJson(context, IdentityTokenSchema, LIMITS.smallBodyBytes);
      const now = Math.floor(services.clock.now().getTime() / 1_000);
      const { name, email } = readIdentityToken(token, identitySecret(services.secretKey, site), now);
      context.header('Cache-Control', 'no-store');
      return context.json({ name: name ?? null, email: email ?? null });
    },
  );
  return api;
}
