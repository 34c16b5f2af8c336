// Who a host product says that somebody is: a JWT (HS256) signed with the secret of one site. A token that is there and
// wrong is refused, never taken for an anonymous request.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { IDENTITY_TOKEN_HOURS, LIMITS } from '../../contract/limits.ts';
import { AppError } from '../errors.ts';

/** Clocks of two machines may differ by so much. */
const LEEWAY_SECONDS = 60;

const Header = z.object({ alg: z.literal('HS256'), typ: z.literal('JWT').optional() });
const Claims = z.object({
  sub: z.string().min(1).max(LIMITS.userRef),
  exp: z.number().int(),
  nbf: z.number().int().optional(),
  email: z.email().max(LIMITS.email).optional(),
  /** The product has seen that this person reads mail at this address; without it the address opens nothing. */
  email_verified: z.boolean().optional(),
  name: z.string().min(1).max(LIMITS.name).optional(),
});

export type Identity = z.infer<typeof Claims>;

/** The secret that a site's own server signs with; each site has another one, made of the server's key. */
export function identitySecret(secretKey: Buffer, site: string): string {
  return createHmac('sha256', secretKey).update(`fingerpost identity ${site}`).digest('hex');
}

/** Under which name the database knows whom a site calls `sub`: the same for each of their tokens, and telling nobody who it is. */
export function personOf(secretKey: Buffer, site: string, sub: string): string {
  return createHmac('sha256', secretKey).update(`fingerpost person\0${site}\0${sub}`).digest('hex');
}

/**
 * Checks a token for one site.
 * @param now seconds since 1970.
 * @throws AppError identity_invalid for whatever is not exactly right.
 */
export function readIdentityToken(token: string, secret: string, now: number): Identity {
  const [header, claims, signature, ...rest] = token.split('.');
  if (header === undefined || claims === undefined || signature === undefined || rest.length > 0) throw refused();
  // As text, so that no second way to write the same bytes is taken.
  const right = createHmac('sha256', secret).update(`${header}.${claims}`).digest('base64url');
  if (!isSame(signature, right)) throw refused();
  if (!Header.safeParse(jsonOf(header)).success) throw refused();
  const parsed = Claims.safeParse(jsonOf(claims));
  if (!parsed.success) throw refused();
  const { exp, nbf } = parsed.data;
  const isLive = exp > now - LEEWAY_SECONDS && exp <= now + IDENTITY_TOKEN_HOURS * 3_600 + LEEWAY_SECONDS;
  if (!isLive || (nbf !== undefined && nbf > now + LEEWAY_SECONDS)) throw refused();
  return parsed.data;
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch (_notJson) {
    return null;
  }
}

function refused(): AppError {
  return new AppError('identity_invalid');
}
