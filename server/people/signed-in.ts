// Who stands behind a request to the console's API: every handler there asks this first.
import type { Context } from 'hono';
import type { Services } from '../services.ts';
import { type CookieOptions, personOfSession } from '../sign-in/session-viewer.ts';
import type { Viewer } from './permissions.ts';
import { viewerOfToken } from './tokens.ts';

/**
 * The person who asks, by an API token or by the session cookie of the console. A token that is sent and wrong is
 * refused, cookie or no cookie. With a cookie, whatever changes something must come from our own pages, as JSON, or as
 * a form with files where `mayBeMultipart` says so.
 * @throws AppError not_signed_in where nobody known asks; wrong_origin and unsupported_media_type for the cookie's sake.
 */
export async function signedIn(services: Services, context: Context, options: CookieOptions = {}): Promise<Viewer> {
  const authorization = context.req.header('authorization');
  if (authorization !== undefined) return viewerOfToken(services, authorization);
  return (await personOfSession(services, context, options)).viewer;
}
