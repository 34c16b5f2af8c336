// Keeps other websites from acting in the name of somebody who is signed in: a cookie alone is never enough.
import type { Context } from 'hono';
import { AppError } from '../errors.ts';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * For a request that comes with a cookie. One that changes something must say that it comes from our own pages: browsers
 * put the Origin on it, and no page can make one up. Its body must be JSON, which no form can send.
 * @throws AppError wrong_origin, or unsupported_media_type.
 */
export function requireOwnOrigin(
  context: Context,
  publicUrl: string,
  options: { mayBeMultipart?: boolean; mayBeWithout?: boolean } = {},
): void {
  if (SAFE_METHODS.includes(context.req.method)) return;
  const site = context.req.header('sec-fetch-site');
  const origin = context.req.header('origin');
  const ours = new URL(publicUrl).origin;
  const isFromElsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
  const isOurs = origin === undefined ? options.mayBeWithout === true : origin === ours;
  if (isFromElsewhere || !isOurs)
    throw new AppError('wrong_origin', {
      detail: `This page may not do that here. Open the console at ${ours}/admin.`,
    });
  const type = context.req.header('content-type');
  if (type === undefined && context.req.raw.body === null) return;
  const isJson = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type ?? '');
  const isMultipart = options.mayBeMultipart === true && /^multipart\/form-data\s*;/i.test(type ?? '');
  if (!isJson && !isMultipart) throw new AppError('unsupported_media_type');
}
