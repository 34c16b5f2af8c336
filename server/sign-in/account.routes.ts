// One's own account, for whoever is signed in by a session: password, second factor, sessions. A token opens none of it.
import type { Context } from 'hono';
import { ChangePasswordSchema, PasswordSchema, SecondFactorCodeSchema } from '../../contract/api/sign-in.ts';
import { LIMITS } from '../../contract/limits.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { type Api, createApi, type RouteDoc } from '../http/api.ts';
import { readJson } from '../http/read-json.ts';
import { nowText, type Services } from '../services.ts';
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSecondFactor,
  renewRecoveryCodes,
} from './account.ts';
import { personOfSession, type SessionPerson } from './session-viewer.ts';
import { endOtherSessions, endSession, listSessions } from './sessions.queries.ts';

const REFUSALS = { 401: { means: 'Nobody is signed in.' }, 403: { means: 'Another website asks.' } };

export function accountRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');

  /** Registers a route whose handler is given the person who is signed in. */
  function own(
    doc: Pick<RouteDoc, 'method' | 'path' | 'summary' | 'answers'> & Partial<Pick<RouteDoc, 'body'>>,
    handle: (context: Context, person: SessionPerson) => Promise<Response>,
  ): void {
    api.route({ access: 'session', ...doc, answers: { ...doc.answers, ...REFUSALS } }, limit, async (context) => {
      context.header('Cache-Control', 'no-store');
      return handle(context, await personOfSession(services, context));
    });
  }
  const passwordOf = async (context: Context) =>
    (await readJson(context, PasswordSchema, LIMITS.smallBodyBytes)).password;

  own(
    {
      method: 'post',
      path: '/api/auth/password',
      summary: 'Changes the password and ends every other session.',
      body: ChangePasswordSchema,
      answers: { 204: { means: 'Changed; a new session cookie comes with it.' } },
    },
    async (context, person) => {
      const input = await readJson(context, ChangePasswordSchema, LIMITS.smallBodyBytes);
      await changePassword(services, context, person, input);
      return context.body(null, 204);
    },
  );

  own(
    {
      method: 'post',
      path: '/api/auth/second-factor',
      summary: 'Begins to set up a second factor: the secret for an authenticator app, and recovery codes.',
      body: PasswordSchema,
      answers: { 200: { means: '{uri, secret, recovery_codes}' }, 409: { means: 'One is on already.' } },
    },
    async (context, person) =>
      context.json(await beginSecondFactor(services, context, person, await passwordOf(context))),
  );

  own(
    {
      method: 'post',
      path: '/api/auth/second-factor/confirm',
      summary: 'Turns the second factor on with a code of the app.',
      body: SecondFactorCodeSchema,
      answers: { 204: { means: 'On; a new session cookie comes with it.' }, 409: { means: 'None was begun.' } },
    },
    async (context, person) => {
      const { code } = await readJson(context, SecondFactorCodeSchema, LIMITS.smallBodyBytes);
      await confirmSecondFactor(services, context, person, code);
      return context.body(null, 204);
    },
  );

  own(
    {
      method: 'post',
      path: '/api/auth/second-factor/off',
      summary: 'Turns the second factor off.',
      body: PasswordSchema,
      answers: { 204: { means: 'Off; a new session cookie comes with it.' } },
    },
    async (context, person) => {
      await endSecondFactor(services, context, person, await passwordOf(context));
      return context.body(null, 204);
    },
  );

  own(
    {
      method: 'post',
      path: '/api/auth/second-factor/recovery-codes',
      summary: 'Makes ten new recovery codes; the old ones stop working.',
      body: PasswordSchema,
      answers: { 200: { means: '{recovery_codes}' }, 409: { means: 'No second factor is on.' } },
    },
    async (context, person) =>
      context.json(await renewRecoveryCodes(services, context, person, await passwordOf(context))),
  );

  own(
    {
      method: 'get',
      path: '/api/auth/sessions',
      summary: "One's own sessions, by browser; no address is kept of any.",
      answers: { 200: { means: '{sessions}' } },
    },
    async (context, { viewer, session }) =>
      context.json({ sessions: await listSessions(services.db, viewer.id, session.id, nowText(services.clock)) }),
  );

  own(
    {
      method: 'delete',
      path: '/api/auth/sessions/{id}',
      summary: "Ends one of one's own sessions.",
      answers: { 204: { means: 'Ended.' }, 404: { means: 'No such session of yours.' } },
    },
    async (context, { viewer }) => {
      const id = context.req.param('id') ?? '';
      await services.writes.write(async (trx) => {
        await endSession(trx, viewer.id, id);
        await recordAudit(trx, services, viewer, { what: 'session_ended' });
      });
      return context.body(null, 204);
    },
  );

  own(
    {
      method: 'delete',
      path: '/api/auth/sessions',
      summary: 'Ends every other session of whoever asks.',
      answers: { 204: { means: 'Only this one is left.' } },
    },
    async (context, { viewer, session }) => {
      await services.writes.write(async (trx) => {
        await endOtherSessions(trx, viewer.id, session.id);
        await recordAudit(trx, services, viewer, { what: 'session_ended', detail: 'All others.' });
      });
      return context.body(null, 204);
    },
  );

  return api;
}
