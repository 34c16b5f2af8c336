// better-auth on our own database: it checks passwords and codes, and keeps sessions; every address is ours
// (sign-in.routes.ts, account.routes.ts), so that nothing it could do is reachable unless we want it.
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { GUESSES, LIMITS, SESSION_DAYS } from '../../contract/limits.ts';
import type { Config } from '../config.ts';
import type { Db } from '../db/database.ts';
import type { Ids } from '../services.ts';
import { browserLabel } from './browser-label.ts';
import { cookieNames } from './cookie-names.ts';
import { keyFor } from './key-for.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';

const DAY_SECONDS = 86_400;
/** So exactly is it known when a session was last used: not every call writes it down. */
const LAST_USE_SECONDS = 300;
/** Time between password and code. */
const CHALLENGE_SECONDS = 600;

export type Auth = ReturnType<typeof createAuth>;

export interface AuthParts {
  config: Pick<Config, 'publicUrl'>;
  secretKey: Buffer;
  db: Db;
  ids: Ids;
}

/**
 * `type: 'sqlite'` names the way values are written, on PostgreSQL too: times as ISO text, flags as 0 and 1, as all of
 * our tables have them.
 */
export function createAuth({ config, secretKey, db, ids }: AuthParts) {
  const names = cookieNames(config.publicUrl);
  const cookie = (name: string) => ({ name, attributes: { secure: names.isSecure } });
  const [cache = '', short = '', device = ''] = names.unused;
  return betterAuth({
    appName: 'Fingerpost',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    trustedOrigins: [new URL(config.publicUrl).origin],
    secret: keyFor(secretKey, 'sign-in'),
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    database: { db, type: 'sqlite', transaction: false },
    advanced: {
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      cookies: {
        session_token: cookie(names.session),
        two_factor: cookie(names.challenge),
        session_data: cookie(cache),
        dont_remember: cookie(short),
        trust_device: cookie(device),
      },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => ids.uuid(), validateSchema: false },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: LIMITS.passwordMin,
      maxPasswordLength: LIMITS.passwordMax,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    user: {
      modelName: 'agent',
      fields: {
        emailVerified: 'email_verified',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        disabled: { type: 'boolean', required: true, input: false },
      },
    },
    session: {
      modelName: 'agent_session',
      fields: {
        userId: 'agent_id',
        userAgent: 'browser',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        expiresAt: 'expires_at',
      },
      expiresIn: SESSION_DAYS.unused * DAY_SECONDS,
      updateAge: LAST_USE_SECONDS,
    },
    account: {
      modelName: 'agent_account',
      fields: {
        userId: 'agent_id',
        providerId: 'provider_id',
        accountId: 'account_id',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'agent_verification',
      fields: { createdAt: 'created_at', updatedAt: 'updated_at', expiresAt: 'expires_at' },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ ipAddress: _neverKept, ...session }) => {
            const agent = await db
              .selectFrom('agent')
              .select('disabled')
              .where('id', '=', session.userId)
              .executeTakeFirst();
            if (!agent || agent.disabled) return false;
            return { data: { ...session, ipAddress: undefined, userAgent: browserLabel(session.userAgent) } };
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Fingerpost',
        twoFactorCookieMaxAge: CHALLENGE_SECONDS,
        backupCodeOptions: { storeBackupCodes: 'encrypted', customBackupCodesGenerate: makeRecoveryCodes },
        accountLockout: { enabled: true, maxFailedAttempts: 4 * GUESSES.codesPerChallenge },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'agent_two_factor',
            fields: {
              userId: 'agent_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  });
}
