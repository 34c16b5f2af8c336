// Puts the confirmed name and address of a signed identity into a request, and asks for one where the site wants it.
import type { SubmitTicket } from '../../contract/api/tickets.ts';
import { AppError } from '../errors.ts';
import type { Services } from '../services.ts';
import { identitySecret, readIdentityToken } from './identity-token.ts';

/**
 * The request without its token: what the token says of the person stands in place of what was typed.
 * @throws AppError identity_invalid for a wrong token, identity_required where there is none and the site wants one.
 */
export function confirmIdentity(
  services: Pick<Services, 'settings' | 'secretKey' | 'clock'>,
  { user_token: token, ...input }: SubmitTicket,
): SubmitTicket {
  if (token === undefined) {
    if (services.settings.sites[input.site]?.require_identity) throw new AppError('identity_required');
    return input;
  }
  const now = Math.floor(services.clock.now().getTime() / 1_000);
  const { email, name } = readIdentityToken(token, identitySecret(services.secretKey, input.site), now);
  return { ...input, ...(email ? { email } : {}), ...(name ? { name } : {}) };
}
