// Signs somebody in: with their password, then with the code of their second factor where they have one.
import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import type { SignInAnswer } from '../../contract/api/sign-in.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { AppError } from '../errors.ts';
import { clientAddress } from '../http/client-address.ts';
import type { Services } from '../services.ts';
import { askAuth, authHeaders, keepCookies } from './ask-auth.ts';
import { cookieNames, maySignInHere } from './cookie-names.ts';
import { keyFor } from './key-for.ts';
import { asRecoveryCode } from './recovery-codes.ts';

/** How long the second factor of an account rests after too many wrong codes, of all its challenges together. */
const LOCKED_SECONDS = 900;
/** While one code can be used, at most four others can be. */
const CODES_REMEMBERED = 5;

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
 * @throws AppError second_factor_refused, sign_in_again where the challenge is over, or too_many_requests.
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
  if (isOfApp && token && !(await isFirstUse(services, user.id, code))) {
    await services.writes.write((trx) => trx.deleteFrom('agent_session').where('token', '=', token).execute());
    throw new AppError('second_factor_refused');
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

/**
 * A code is good once, as RFC 6238 asks (5.2), although it is taken from half a minute before it shows until half a minute
 * after: an older code that was used is still refused when a newer one has been used since.
 */
function isFirstUse(services: Services, agentId: string, code: string): Promise<boolean> {
  const hash = createHmac('sha256', keyFor(services.secretKey, 'codes')).update(`${agentId} ${code}`).digest('hex');
  return services.writes.write(async (trx) => {
    const row = await trx
      .selectFrom('agent_two_factor')
      .select('last_code_hash')
      .where('agent_id', '=', agentId)
      .executeTakeFirst();
    const used = row?.last_code_hash?.split(' ') ?? [];
    if (!row || used.includes(hash)) return false;
    await trx
      .updateTable('agent_two_factor')
      .set({ last_code_hash: [hash, ...used].slice(0, CODES_REMEMBERED).join(' ') })
      .where('agent_id', '=', agentId)
      .execute();
    return true;
  });
}

/** Who it was for stands in the audit only where it is somebody who works here; what strangers type is not kept. */
function recordFailure(services: Services, email: string | null, detail: string | null = null): Promise<void> {
  return services.writes.write(async (trx) => {
    const agent = await trx
      .selectFrom('agent')
      .select('id')
      .where('email', '=', (email ?? '').trim().toLowerCase())
      .executeTakeFirst();
    await recordAudit(trx, services, 'nobody', { what: 'sign_in_failed', about: agent?.id ?? null, detail });
  });
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
