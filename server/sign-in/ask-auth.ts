// Asks better-auth for something and carries over what it answers: its cookies to our answer, its refusals to our codes.
import type { Context } from 'hono';
import { databaseTroubleOf } from '../db/database-errors.ts';
import type { AppError } from '../errors.ts';

/** What better-auth gets to know of a request: the browser, and the cookies named here. */
export function authHeaders(context: Context, cookies: readonly string[]): Headers {
  const headers = new Headers();
  const browser = context.req.header('user-agent');
  if (browser !== undefined) headers.set('user-agent', browser);
  const kept = (context.req.header('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => cookies.includes(pair.split('=')[0] ?? ''));
  if (kept.length > 0) headers.set('cookie', kept.join('; '));
  return headers;
}

/** Sets on our answer the cookies that better-auth set on its own. */
export function keepCookies(context: Context, answered: Headers): void {
  for (const cookie of answered.getSetCookie()) context.header('Set-Cookie', cookie, { append: true });
}

/** The code of an error that better-auth threw, or null for any other error. */
export function authErrorCode(error: unknown): string | null {
  const body = (error as { body?: { code?: unknown } } | null)?.body;
  return typeof body?.code === 'string' ? body.code : null;
}

/**
 * Waits for better-auth and translates its refusals.
 * @param words our error for each of its codes; what is not listed is passed on as it is, and becomes a 500.
 */
export async function askAuth<T>(asked: Promise<T>, words: Record<string, () => AppError>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const translate = words[authErrorCode(error) ?? ''];
    if (translate) throw translate();
    // What went wrong below, for instance a database that is away, is wrapped by better-auth and says more than it does.
    if (databaseTroubleOf(error)) throw error;
    throw (error as { cause?: unknown } | null)?.cause ?? error;
  }
}
