// Turns the session cookie of a request into the person behind it, anew on every request: nothing about them is cached.
import type { Context } from 'hono';
import { SESSION_DAYS } from '../../contract/limits.ts';
import { AppError } from '../errors.ts';
import { isRole, type Viewer } from '../people/permissions.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Services } from '../services.ts';
import { askAuth, authHeaders, keepCookies } from './ask-auth.ts';
import { cookieNames } from './cookie-names.ts';
import { requireOwnOrigin } from './own-origin.ts';

const LONGEST_MS = SESSION_DAYS.longest * 86_400_000;

export interface SessionPerson {
  viewer: Viewer;
  session: { id: string; token: string };
}

/** @param mayBeMultipart for routes that take files. */
export interface CookieOptions {
  mayBeMultipart?: boolean;
}

/** @throws AppError not_signed_in, wrong_origin or unsupported_media_type. */
export async function personOfSession(
  services: Services,
  context: Context,
  options: CookieOptions = {},
): Promise<SessionPerson> {
  const headers = authHeaders(context, [cookieNames(services.config.publicUrl).session]);
  if (!headers.has('cookie')) throw new AppError('not_signed_in');
  requireOwnOrigin(context, services.config.publicUrl, options);
  const { api } = await services.auth();
  const answered = await askAuth(api.getSession({ headers, returnHeaders: true }), {});
  keepCookies(context, answered.headers);
  const found = answered.response;
  if (!found) throw new AppError('not_signed_in');
  const { user, session } = found;
  if (session.createdAt.getTime() + LONGEST_MS <= services.clock.now().getTime()) {
    await services.writes.write((trx) => trx.deleteFrom('agent_session').where('id', '=', session.id).execute());
    throw new AppError('not_signed_in');
  }
  if (user.disabled || !isRole(user.role)) throw new AppError('not_signed_in');
  const { id, email, name, role } = user;
  return {
    viewer: await viewerOf(services.db, services.settings, { id, email, name, role }),
    session: { id: session.id, token: session.token },
  };
}
