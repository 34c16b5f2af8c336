// The console's routes about oneself: who one is and what one may do, and one's own API tokens.
import type { Context } from 'hono';
import { CreateTokenSchema, type Me } from '../../contract/api/people.ts';
import { LIMITS } from '../../contract/limits.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { type Api, createApi } from '../http/api.ts';
import { readJson } from '../http/read-json.ts';
import type { Services } from '../services.ts';
import { rightsOf } from './own-rights.ts';
import { signedIn } from './signed-in.ts';
import { createToken, listTokens, revokeToken } from './tokens.ts';

const REFUSALS = { 401: { means: 'Nobody is signed in.' } };

export function meRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/me',
      summary: 'Who is asking, and what they may do.',
      access: 'token',
      answers: { 200: { means: '{id, email, name, role, two_factor, restricted_categories, can}' }, ...REFUSALS },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      const { two_factor_enabled } = await services.db
        .selectFrom('agent')
        .select('two_factor_enabled')
        .where('id', '=', viewer.id)
        .executeTakeFirstOrThrow();
      const me: Me = {
        id: viewer.id,
        email: viewer.email,
        name: viewer.name,
        role: viewer.role,
        two_factor: Boolean(two_factor_enabled),
        restricted_categories: [...viewer.restrictedCategories],
        can: rightsOf(viewer),
      };
      return answer(context, me);
    },
  );

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/me/tokens',
      summary: "One's own API tokens, without the tokens themselves.",
      access: 'token',
      answers: { 200: { means: '{tokens}' }, ...REFUSALS },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      return answer(context, { tokens: await listTokens(services.db, viewer.id) });
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/v1/admin/me/tokens',
      summary: 'Makes an API token with the rights of whoever asks. It is in the answer, and nowhere else.',
      access: 'token',
      body: CreateTokenSchema,
      answers: { 201: { means: '{token}' }, ...REFUSALS },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      const { name } = await readJson(context, CreateTokenSchema, LIMITS.smallBodyBytes);
      const token = await services.writes.write(async (trx) => {
        await recordAudit(trx, services, viewer, { what: 'token_made', detail: name });
        return createToken(trx, services, { email: viewer.email, name });
      });
      return answer(context, { token }, 201);
    },
  );

  api.route(
    {
      method: 'delete',
      path: '/api/v1/admin/me/tokens/{id}',
      summary: "Ends one of one's own API tokens.",
      access: 'token',
      answers: { 204: { means: 'It works no more.' }, ...REFUSALS, 404: { means: 'No such token of yours.' } },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      const id = context.req.param('id') ?? '';
      await services.writes.write(async (trx) => {
        await revokeToken(trx, viewer.id, id);
        await recordAudit(trx, services, viewer, { what: 'token_revoked', about: id });
      });
      context.header('Cache-Control', 'no-store');
      return context.body(null, 204);
    },
  );

  return api;
}

function answer(context: Context, body: object, status: 200 | 201 = 200): Response {
  context.header('Cache-Control', 'no-store');
  return context.json(body, status);
}
