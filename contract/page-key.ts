/** Turns the address of a host page into the template under which its visits are counted, without anything personal. */

/** Longest page key that is stored, in characters. */
export const PAGE_KEY_MAX_LENGTH = 200;

/** Longest address that is looked at; the rest is dropped before any work is done on it. */
const ADDRESS_MAX_LENGTH = 2000;

/** All digits, or six digits in a row anywhere. */
const NUMERIC = /^\d+$|\d{6}/;
/** A dashed UUID or a hexadecimal token. */
const HEXADECIMAL = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{16,}$/i;
/** A long token that mixes letters and digits, as session keys and invitation codes do. */
const TOKEN = /^\w{20,}$/;
const EMAIL_LIKE = /@|%40/;

function isIdentifier(segment: string): boolean {
  return (
    NUMERIC.test(segment) ||
    HEXADECIMAL.test(segment) ||
    EMAIL_LIKE.test(segment) ||
    (TOKEN.test(segment) && /\d/.test(segment))
  );
}

/**
 * Gives the page key of a path: query and fragment dropped, segments that are numbers, UUIDs, tokens or e-mail
 * addresses become `:id`, no slash at the end, at most 200 characters (METHOD 2.2, `session_started`).
 * A whole address is accepted too; its scheme and host are dropped. Applying it twice changes nothing.
 */
export function pageKeyOf(pathname: string): string {
  const address = pathname.slice(0, ADDRESS_MAX_LENGTH).replace(/^[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#]*/i, '');
  const path = address.split(/[?#]/, 1)[0] ?? '';
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => (isIdentifier(segment) ? ':id' : segment));
  return `/${segments.join('/')}`.slice(0, PAGE_KEY_MAX_LENGTH);
}
