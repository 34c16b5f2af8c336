// Puts the confirmed name and address of a signed identity into a request, and asks for one where the site wants it.
import type { SubmitTicket } from '../../contract/api/tickets.ts';
import { AppError } from '../errors.ts';
import type { Services } from '../services.ts';
import { identitySecret, personOf, readIdentityToken } from './identity-token.ts';

/**
 * The request without its token: what the token says of the person stands in place of what was typed. `person` is whose it
 * is from now on, null where nobody has signed that.
 * @throws AppError identity_invalid for a wrong token, identity_required where there is none and the site wants one.
 */
export function confirmIdentity(
  services: Pick<Services, 'settings' | 'secretKey' | 'clock'>,
  { user_token: token, ...input }: SubmitTicket,
): { input: SubmitTicket; person: string | null } {
  if (token === undefined) {
    if (services.settings.sites[input.site]?.require_identity) throw new AppError('identity_required');
    return { input, person: null };
  }
  const now = Math.floor(services.clock.now().getTime() / 1_000);
  const { sub, email, name } = readIdentityToken(token, identitySecret(services.secretKey, input.site), now);
  const person = personOf(services.secretKey, input.site, sub);
  return { input: { ...input, ...(email ? { email } : {}), ...(name ? { name } : {}) }, person };
}
