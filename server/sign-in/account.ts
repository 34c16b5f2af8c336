// What somebody changes about their own way in: password and second factor. Each asks for the password again, so that
// an open session in a stranger's hands is not enough.
import type { Context } from 'hono';
import type { AuditedAct } from '../../contract/api/audit.ts';
import type { SecondFactorSetup } from '../../contract/api/sign-in.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { AppError } from '../errors.ts';
import { clientAddress } from '../http/client-address.ts';
import type { Services } from '../services.ts';
import { askAuth, authHeaders, keepCookies } from './ask-auth.ts';
import type { Auth } from './auth.ts';
import { cookieNames } from './cookie-names.ts';
import type { SessionPerson } from './session-viewer.ts';
import { useCode } from './use-code.ts';
import { requireGoodPassword } from './use-link.ts';

/** Ends every other session, too. @throws AppError validation_failed naming the field, or too_many_requests. */
export async function changePassword(
  services: Services,
  context: Context,
  person: SessionPerson,
  input: { current_password: string; new_password: string },
): Promise<void> {
  requireGoodPassword(input.new_password, person.viewer.email, '/new_password');
  await withPassword(services, context, person, '/current_password', (api, headers) =>
    api.changePassword({
      body: {
        currentPassword: input.current_password,
        newPassword: input.new_password,
        revokeOtherSessions: true,
      },
      headers,
      returnHeaders: true,
    }),
  );
  await services.writes.write(async (trx) => {
    await trx.deleteFrom('agent_link').where('agent_id', '=', person.viewer.id).execute();
    await trx.deleteFrom('agent_verification').where('value', '=', person.viewer.id).execute();
    await record(services, trx, person, 'password_changed', null);
  });
}

/** Begins to set up a second factor; nothing changes until a code proves that the app has it. */
export async function beginSecondFactor(
  services: Services,
  context: Context,
  person: SessionPerson,
  password: string,
): Promise<SecondFactorSetup> {
  const answered = await withPassword(services, context, person, '/password', (api, headers) =>
    api.enableTwoFactor({ body: { password, method: 'totp' }, headers, returnHeaders: true }),
  );
  if (answered.method !== 'totp') throw new AppError('internal');
  const secret = new URL(answered.totpURI).searchParams.get('secret') ?? '';
  return { uri: answered.totpURI, secret, recovery_codes: answered.backupCodes };
}

/** @throws AppError validation_failed where the code is not the one that shows now. */
export async function confirmSecondFactor(
  services: Services,
  context: Context,
  person: SessionPerson,
  code: string,
): Promise<void> {
  const wrong = () => invalid('/code', 'This code is not right. Type the one that the app shows now.');
  const { api } = await services.auth();
  const digits = code.replaceAll(/\s/g, '');
  const answered = await askAuth(
    api.verifyTOTP({
      body: { code: digits },
      headers: sessionHeaders(services, context),
      returnHeaders: true,
    }),
    { INVALID_CODE: wrong, TOTP_NOT_ENABLED: () => new AppError('not_possible_now', { detail: 'Begin again.' }) },
  );
  keepCookies(context, answered.headers);
  // Whoever saw it typed signs in with it no more.
  await useCode(services, person.viewer.id, digits);
  await services.writes.write((trx) => record(services, trx, person, 'second_factor_changed', 'Turned on.'));
}

export async function endSecondFactor(
  services: Services,
  context: Context,
  person: SessionPerson,
  password: string,
): Promise<void> {
  await withPassword(services, context, person, '/password', (api, headers) =>
    api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }),
  );
  await services.writes.write((trx) => record(services, trx, person, 'second_factor_changed', 'Turned off.'));
}

/** Ten new codes; the old ones stop working. */
export async function renewRecoveryCodes(
  services: Services,
  context: Context,
  person: SessionPerson,
  password: string,
): Promise<{ recovery_codes: string[] }> {
  const answered = await withPassword(services, context, person, '/password', (api, headers) =>
    api.generateBackupCodes({ body: { password }, headers, returnHeaders: true }),
  );
  await services.writes.write((trx) => record(services, trx, person, 'second_factor_changed', 'New recovery codes.'));
  return { recovery_codes: answered.backupCodes };
}

/** Runs what needs the password, with the guesses counted as at sign-in. */
async function withPassword<T>(
  services: Services,
  context: Context,
  person: SessionPerson,
  pointer: string,
  act: (api: Auth['api'], headers: Headers) => Promise<{ headers: Headers; response: T }>,
): Promise<T> {
  const address = clientAddress(context, services.config.trustedProxyHops);
  const guess = await services.guesses.count(person.viewer.email, address);
  const wrong = () => invalid(pointer, 'This is not your password.');
  const answered = await askAuth(act((await services.auth()).api, sessionHeaders(services, context)), {
    INVALID_PASSWORD: wrong,
    PASSWORD_TOO_LONG: wrong,
    CREDENTIAL_ACCOUNT_NOT_FOUND: wrong,
    TOTP_ALREADY_ENABLED: () => new AppError('not_possible_now', { detail: 'A second factor is on already.' }),
    TWO_FACTOR_NOT_ENABLED: () => new AppError('not_possible_now', { detail: 'No second factor is on.' }),
  });
  await guess.forgive();
  keepCookies(context, answered.headers);
  return answered.response;
}

function sessionHeaders(services: Services, context: Context): Headers {
  return authHeaders(context, [cookieNames(services.config.publicUrl).session]);
}

function record(
  services: Services,
  trx: Parameters<typeof recordAudit>[0],
  person: SessionPerson,
  what: AuditedAct,
  detail: string | null,
): Promise<void> {
  return recordAudit(trx, services, person.viewer, { what, about: person.viewer.id, detail });
}

function invalid(pointer: string, detail: string): AppError {
  return new AppError('validation_failed', { errors: [{ pointer, detail }] });
}
