// Who stands behind a request to the console's API: every handler there asks this first.
import type { Context } from 'hono';
import type { Services } from '../services.ts';
import type { Viewer } from './permissions.ts';
import { viewerOfToken } from './tokens.ts';

/** The person who asks. @throws AppError not_signed_in where nobody known does. */
export function signedIn(services: Services, context: Context): Promise<Viewer> {
  return viewerOfToken(services.db, services.settings, context.req.header('authorization'));
}
