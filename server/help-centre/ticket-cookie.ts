// Keeps the key of a request in a cookie that only the page of that very request gets, and no script.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { LIMITS } from '../../contract/limits.ts';
import type { Services } from '../services.ts';

const COOKIE = 'fingerpost_key';
/** Up to which word the page has shown the request; to look at a page changes nothing on the server. */
const READ_COOKIE = 'fingerpost_read';

/** Keeps a key, right or wrong, until the browser closes; what cannot be a key is not kept. */
export function keepKey(context: Context, services: Pick<Services, 'config'>, number: string, key: string): void {
  const plain = key.trim().replace(/\s+/g, '-').slice(0, LIMITS.accessKey);
  if (!/^[\w-]+$/.test(plain)) forgetKey(context, services, number);
  else setCookie(context, COOKIE, plain, optionsFor(services, number));
}

export function keptKey(context: Context): string | undefined {
  return getCookie(context, COOKIE);
}

export function forgetKey(context: Context, services: Pick<Services, 'config'>, number: string): void {
  deleteCookie(context, COOKIE, optionsFor(services, number));
  deleteCookie(context, READ_COOKIE, optionsFor(services, number));
}

/** @param at the moment of the newest word that is shown, UTC. */
export function keepRead(context: Context, services: Pick<Services, 'config'>, number: string, at: string): void {
  setCookie(context, READ_COOKIE, at, optionsFor(services, number));
}

/** Up to when the request was shown in this browser; '' for never. */
export function keptRead(context: Context): string {
  const at = getCookie(context, READ_COOKIE) ?? '';
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) ? at : '';
}

function optionsFor({ config }: Pick<Services, 'config'>, number: string) {
  return {
    path: `/tickets/${number}`,
    httpOnly: true,
    sameSite: 'Lax' as const,
    secure: config.publicUrl.startsWith('https:'),
  };
}

/** Stands in the forms of a request's page: shows that they come from it where a browser sends no origin. */
export function formProofOf(secretKey: Buffer, ticketId: string): string {
  return createHmac('sha256', secretKey).update(`ticket-form\0${ticketId}`).digest('hex').slice(0, 32);
}

export function isFormProof(secretKey: Buffer, ticketId: string, given: string): boolean {
  const expected = Buffer.from(formProofOf(secretKey, ticketId));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
