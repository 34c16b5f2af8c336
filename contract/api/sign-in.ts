// Signing in and one's own account: what the browser sends to `/api/auth/` and what it gets back.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { writtenText } from './text.ts';

/** What a password sign-in, a second factor or a one-time link leads to. */
export interface SignInAnswer {
  /** True where a code is asked for next; no session exists yet. */
  second_factor_needed: boolean;
}

/** `POST /api/auth/link/check`: what the link in somebody's hand is for. */
export interface LinkAnswer {
  purpose: 'first_admin' | 'invitation' | 'reset';
  /** Null for the first admin, who says it. */
  email: string | null;
  name: string | null;
}

/** `GET /api/auth/sessions` → `{ sessions: SessionEntry[] }` */
export interface SessionEntry {
  id: string;
  /** For instance "Firefox on Linux"; no address is kept. */
  browser: string;
  created_at: string;
  last_used_at: string;
  /** The one that asks. */
  current: boolean;
}

/** `POST /api/auth/second-factor`: what an authenticator app needs, and codes for the day when it is lost. */
export interface SecondFactorSetup {
  /** `otpauth://totp/…` */
  uri: string;
  /** The same secret to type in. */
  secret: string;
  recovery_codes: string[];
}

/** A password as it is asked for: its length is not checked, so that what is wrong has one answer. */
const givenPassword = z.string().max(LIMITS.passwordMax);
/** A password to be: its rules have sentences of their own (`server/sign-in/password-rules.ts`). */
const newPassword = z.string().max(LIMITS.passwordMax * 4);
const linkToken = z.string().max(LIMITS.linkToken);
const code = z.string().min(1, 'type the code').max(LIMITS.secondFactorCode);
const email = z.string().max(LIMITS.email);

export const SignInSchema = z.strictObject({ email, password: givenPassword });
export const SecondFactorCodeSchema = z.strictObject({ code });
export const PasswordSchema = z.strictObject({ password: givenPassword });
export const ChangePasswordSchema = z.strictObject({ current_password: givenPassword, new_password: newPassword });
export const CheckLinkSchema = z.strictObject({ token: linkToken });
export const UseLinkSchema = z.strictObject({
  token: linkToken,
  password: newPassword,
  /** For the first admin. */
  email: z.email('must be an address like name@example.com').max(LIMITS.email).optional(),
  name: writtenText(LIMITS.name).optional(),
});
