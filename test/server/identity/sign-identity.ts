// Signs who somebody is as the server of a product would.
import { createHmac } from 'node:crypto';
import { identitySecret } from '../../../server/identity/identity-token.ts';
import type { Services } from '../../../server/services.ts';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that lives for an hour; anything of `claims` replaces what would be signed. */
export function signIdentity(
  services: Pick<Services, 'secretKey' | 'clock'>,
  claims: Record<string, unknown>,
  site = 'default',
): string {
  const exp = Math.floor(services.clock.now().getTime() / 1_000) + 3_600;
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ exp, ...claims })}`;
  return `${body}.${createHmac('sha256', identitySecret(services.secretKey, site)).update(body).digest('base64url')}`;
}
