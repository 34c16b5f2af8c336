// Keeps other websites from sending our forms in somebody's name.
import type { Context } from 'hono';
import { AppError } from '../errors.ts';

/**
 * Refuses a form that another origin sent. A page that tells nobody its address sends `Origin: null`; without
 * Sec-Fetch-Site beside it (plain http) the form must then prove in another way that it is ours.
 * Requests with neither header come from programs, which have no visitor's cookies to misuse.
 * @throws AppError origin_not_allowed.
 */
export function requireSameOrigin(context: Context, publicUrl: string, isProven = false): void {
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new AppError('origin_not_allowed');
  const origin = context.req.header('origin');
  if (origin === undefined) return;
  const isOurs =
    origin === 'null'
      ? site !== undefined || isProven
      : origin === new URL(publicUrl).origin || hostOf(origin) === context.req.header('host');
  if (!isOurs) throw new AppError('origin_not_allowed');
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch (_notAnAddress) {
    return null;
  }
}
