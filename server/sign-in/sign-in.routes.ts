// The way in and out: password, second factor, one-time links, sign-out. What is not here or in account.routes.ts does
// not exist below /api/auth/.
import type { Context } from 'hono';
import { CheckLinkSchema, SecondFactorCodeSchema, SignInSchema, UseLinkSchema } from '../../contract/api/sign-in.ts';
import { LIMITS } from '../../contract/limits.ts';
import { type Api, createApi } from '../http/api.ts';
import { readJson } from '../http/read-json.ts';
import type { Services } from '../services.ts';
import { authHeaders, keepCookies } from './ask-auth.ts';
import { cookieNames } from './cookie-names.ts';
import { requireOwnOrigin } from './own-origin.ts';
import { endSessionOf, signInWithCode, signInWithPassword } from './sign-in.ts';
import { acceptLink, lookAtLink } from './use-link.ts';

const REFUSALS = {
  403: { means: 'Another website asks, or the connection is not https.' },
  429: { means: 'Too many wrong guesses; Retry-After says when to try again.' },
};
const LINK_OVER = { 410: { means: 'The link was used, or has expired.' } };
const NEXT = '{second_factor_needed}; without one, a session cookie comes with it.';

export function signInRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');

  api.route(
    {
      method: 'post',
      path: '/api/auth/sign-in/email',
      summary: 'Signs in with address and password. Any that do not belong together get one answer.',
      access: 'anybody',
      body: SignInSchema,
      answers: { 200: { means: NEXT }, 401: { means: 'They do not belong together.' }, ...REFUSALS },
    },
    limit,
    async (context) => {
      requireOurs(context);
      const input = await readJson(context, SignInSchema, LIMITS.smallBodyBytes);
      return answer(context, await signInWithPassword(services, context, input));
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/auth/sign-in/code',
      summary: 'Ends a sign-in with the code of an authenticator app, or with a recovery code.',
      access: 'anybody',
      body: SecondFactorCodeSchema,
      answers: { 200: { means: NEXT }, 401: { means: 'The code is wrong, or it took too long.' }, ...REFUSALS },
    },
    limit,
    async (context) => {
      requireOurs(context);
      const { code } = await readJson(context, SecondFactorCodeSchema, LIMITS.smallBodyBytes);
      return answer(context, await signInWithCode(services, context, code));
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/auth/sign-out',
      summary: 'Ends the session that the cookie names.',
      access: 'anybody',
      answers: { 204: { means: 'Nobody is signed in here any more.' }, 403: REFUSALS[403] },
    },
    limit,
    async (context) => {
      requireOurs(context);
      const ended = await endSessionOf(services, context);
      if (ended) keepCookies(context, ended);
      context.header('Cache-Control', 'no-store');
      return context.body(null, 204);
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/auth/link/check',
      summary: 'Says what a one-time link is for, and for whom.',
      access: 'anybody',
      body: CheckLinkSchema,
      answers: { 200: { means: '{purpose, email, name}' }, 403: REFUSALS[403], ...LINK_OVER },
    },
    limit,
    async (context) => {
      requireOurs(context);
      const { token } = await readJson(context, CheckLinkSchema, LIMITS.smallBodyBytes);
      return answer(context, await lookAtLink(services, token));
    },
  );

  api.route(
    {
      method: 'post',
      path: '/api/auth/link',
      summary: 'Uses up a one-time link: sets the password, ends all sessions of the person, and signs them in.',
      access: 'anybody',
      body: UseLinkSchema,
      answers: { 200: { means: NEXT }, ...REFUSALS, ...LINK_OVER },
    },
    limit,
    async (context) => {
      requireOurs(context);
      const use = await readJson(context, UseLinkSchema, LIMITS.smallBodyBytes);
      return answer(context, await acceptLink(services, context, use));
    },
  );

  /** Programs send neither Origin nor cookie; with a cookie of ours, only our own pages may act. */
  function requireOurs(context: Context): void {
    const { session, challenge } = cookieNames(services.config.publicUrl);
    const mayBeWithout = !authHeaders(context, [session, challenge]).has('cookie');
    requireOwnOrigin(context, services.config.publicUrl, { mayBeWithout });
  }

  return api;
}

function answer(context: Context, body: object): Response {
  context.header('Cache-Control', 'no-store');
  return context.json(body);
}
