// Signs somebody in: with their password, then with the code of their second factor where they have one.
import type { Context } from 'hono';
import type { SignInAnswer } from '../../contract/api/sign-in.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { AppError } from '../errors.ts';
import { clientAddress } from '../http/client-address.ts';
import type { Services } from '../services.ts';
import { askAuth, authHeaders, keepCookies } from './ask-auth.ts';
import { cookieNames, maySignInHere } from './cookie-names.ts';
import { recordFailure } from './record-failure.ts';
import { asRecoveryCode } from './recovery-codes.ts';
import { useCode } from './use-code.ts';

/** How long the second factor of an account rests after too many wrong codes, of all its challenges together. */
const LOCKED_SECONDS = 900;

const CODE_USED =
  'This code was used already, and each one works once. Start again with your password, and type the code that shows then.';

/**
 * Checks address and password. Whatever is wrong (no such person, no password yet, somebody who left, the password), the
 * answer and the work done for it are the same.
 * @throws AppError https_needed, too_many_requests or sign_in_refused.
 */
export async function signInWithPassword(
  services: Services,
  context: Context,
  input: { email: string; password: string },
): Promise<SignInAnswer> {
  requireSafeConnection(services);
  const guess = await services.guesses.count(input.email, clientAddress(context, services.config.trustedProxyHops));
  const answer = await enter(services, context, input).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === 'sign_in_refused') await recordFailure(services, input.email);
    throw error;
  });
  await guess.forgive();
  return answer;
}

/** The same without counting guesses, for somebody who has just chosen this password. @throws AppError sign_in_refused. */
export async function enter(
  services: Services,
  context: Context,
  input: { email: string; password: string },
): Promise<SignInAnswer> {
  const refused = () => new AppError('sign_in_refused');
  const { api } = await services.auth();
  const answered = await askAuth(
    api.signInEmail({
      body: { email: input.email, password: input.password },
      headers: authHeaders(context, []),
      returnHeaders: true,
    }),
    {
      INVALID_EMAIL_OR_PASSWORD: refused,
      INVALID_EMAIL: refused,
      PASSWORD_TOO_LONG: refused,
      FAILED_TO_CREATE_SESSION: refused,
    },
  );
  await endSessionOf(services, context);
  keepCookies(context, answered.headers);
  const isChallenge = 'twoFactorRedirect' in answered.response;
  if (!isChallenge) await recordSignIn(services, answered.response.user.id);
  return { second_factor_needed: isChallenge };
}

/**
 * Ends the challenge that the password began with a code of the app, or one for the day when the app is lost.
 * @throws AppError second_factor_refused, sign_in_again where the challenge is over or the code was used, or too_many_requests.
 */
export async function signInWithCode(services: Services, context: Context, given: string): Promise<SignInAnswer> {
  const names = cookieNames(services.config.publicUrl);
  const headers = authHeaders(context, [names.challenge]);
  const code = given.replaceAll(/\s/g, '');
  const isOfApp = /^\d{6}$/.test(code);
  const { api } = await services.auth();
  services.guesses.refuseBusy(clientAddress(context, services.config.trustedProxyHops));
  const wrong = () => {
    services.guesses.countAddress(clientAddress(context, services.config.trustedProxyHops));
    return new AppError('second_factor_refused');
  };
  const again = () => new AppError('sign_in_again');
  const words = {
    INVALID_CODE: wrong,
    INVALID_BACKUP_CODE: wrong,
    INVALID_TWO_FACTOR_COOKIE: again,
    TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: again,
    TOTP_NOT_ENABLED: again,
    BACKUP_CODES_NOT_ENABLED: again,
    FAILED_TO_CREATE_SESSION: () => new AppError('sign_in_refused'),
    ACCOUNT_TEMPORARILY_LOCKED: () => new AppError('too_many_requests', { retryAfter: LOCKED_SECONDS }),
  };
  const answered = await askAuth(
    isOfApp
      ? api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
      : api.verifyBackupCode({ body: { code: asRecoveryCode(given) }, headers, returnHeaders: true }),
    words,
  ).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === 'second_factor_refused')
      await recordFailure(services, null, 'A wrong code of the second factor.');
    throw error;
  });
  const { user, token } = answered.response;
  if (isOfApp && token && !(await useCode(services, user.id, code))) {
    await services.writes.write((trx) => trx.deleteFrom('agent_session').where('token', '=', token).execute());
    await recordFailure(services, user.email, 'A code of the second factor that was used before.');
    // It has ended the challenge all the same.
    throw new AppError('sign_in_again', { detail: CODE_USED });
  }
  keepCookies(context, answered.headers);
  await recordSignIn(services, user.id);
  return { second_factor_needed: false };
}

/** Ends the session that a request's cookie names, if any: nobody leaves one behind by signing in anew. */
export async function endSessionOf(services: Services, context: Context): Promise<Headers | null> {
  const { session } = cookieNames(services.config.publicUrl);
  const headers = authHeaders(context, [session]);
  if (!headers.has('cookie')) return null;
  const { api } = await services.auth();
  return (await api.signOut({ headers, returnHeaders: true })).headers;
}

function recordSignIn(services: Services, agentId: string): Promise<void> {
  return services.writes.write((trx) => recordAudit(trx, services, { id: agentId }, { what: 'signed_in' }));
}

/** @throws AppError https_needed where passwords could be read on the way. */
export function requireSafeConnection({ config }: Pick<Services, 'config'>): void {
  if (maySignInHere(config)) return;
  throw new AppError('https_needed', {
    detail: `${config.publicUrl} is plain http, and passwords could be read on the way. Serve it by https and set PUBLIC_URL to that, or set ALLOW_HTTP=on if you know that nobody listens.`,
  });
}
