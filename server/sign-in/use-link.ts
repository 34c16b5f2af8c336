// Uses up a one-time link: the person gets a password (the first admin also comes into being) and is signed in.
import type { Context } from 'hono';
import type { LinkAnswer, SignInAnswer } from '../../contract/api/sign-in.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { AppError } from '../errors.ts';
import { addAgent } from '../people/tokens.ts';
import type { Services } from '../services.ts';
import { findLink, isFirstAdminToken, lacksAdmin } from './links.ts';
import { hashPassword } from './password-hash.ts';
import { passwordProblem } from './password-rules.ts';
import { setPassword } from './set-password.ts';
import { enter, requireSafeConnection } from './sign-in.ts';

export interface LinkUse {
  token: string;
  password: string;
  /** For the first admin only. */
  email?: string | undefined;
  name?: string | undefined;
}

/** What a link is for. @throws AppError link_expired, or https_needed before anybody types a password. */
export async function lookAtLink(services: Services, token: string): Promise<LinkAnswer> {
  requireSafeConnection(services);
  if (isFirstAdminToken(services.secretKey, token)) {
    if (await lacksAdmin(services.db)) return { purpose: 'first_admin', email: null, name: null };
    throw new AppError('link_expired', {
      detail: 'There is an admin already. Sign in, or ask them for an invitation.',
    });
  }
  const { purpose, email, name } = await findLink(services.db, services.clock, token);
  return { purpose, email, name };
}

/**
 * Sets the password that the link allows, ends every session of the person, and signs them in; a second factor is still
 * asked for where they have one.
 * @throws AppError link_expired, or validation_failed where the password cannot be one.
 */
export async function acceptLink(services: Services, context: Context, use: LinkUse): Promise<SignInAnswer> {
  requireSafeConnection(services);
  const email = isFirstAdminToken(services.secretKey, use.token)
    ? await makeFirstAdmin(services, use)
    : await setPasswordByLink(services, use);
  return enter(services, context, { email, password: use.password });
}

/** Makes the admin who is made first. @throws AppError link_expired where there is one already. */
export async function makeFirstAdmin(
  services: Pick<Services, 'db' | 'writes' | 'clock' | 'ids'>,
  input: Pick<LinkUse, 'email' | 'name' | 'password'>,
): Promise<string> {
  if (!(await lacksAdmin(services.db))) throw new AppError('link_expired');
  const { email, name } = input;
  if (!email) throw invalid('/email', 'Say which address you sign in with.');
  requireGoodPassword(input.password, email);
  const passwordHash = await hashPassword(input.password);
  await services.writes.write(async (trx) => {
    // Asked again inside, since another use of the link may have been quicker.
    if (!(await lacksAdmin(trx))) throw new AppError('link_expired');
    const id = await addAgent(trx, services, { email, role: 'admin', ...(name ? { name } : {}) });
    await setPassword(trx, services, id, passwordHash);
    await recordAudit(trx, services, 'nobody', { what: 'person_added', about: id, detail: 'The first admin.' });
  });
  return email.toLowerCase();
}

async function setPasswordByLink(services: Services, use: LinkUse): Promise<string> {
  const { email } = await findLink(services.db, services.clock, use.token);
  if (use.email !== undefined && use.email.toLowerCase() !== email)
    throw invalid('/email', 'This link is for somebody else. Leave the address out.');
  requireGoodPassword(use.password, email);
  const passwordHash = await hashPassword(use.password);
  await services.writes.write(async (trx) => {
    const link = await findLink(trx, services.clock, use.token);
    await trx.deleteFrom('agent_link').where('agent_id', '=', link.agentId).execute();
    if (use.name && link.purpose === 'invitation')
      await trx.updateTable('agent').set({ name: use.name }).where('id', '=', link.agentId).execute();
    await setPassword(trx, services, link.agentId, passwordHash);
    await recordAudit(trx, services, { id: link.agentId }, { what: 'password_changed', detail: 'By a one-time link.' });
  });
  return email;
}

/** @throws AppError validation_failed that names the field. */
export function requireGoodPassword(password: string, email: string, pointer = '/password'): void {
  const problem = passwordProblem(password, email);
  if (problem) throw invalid(pointer, problem);
}

function invalid(pointer: string, detail: string): AppError {
  return new AppError('validation_failed', { errors: [{ pointer, detail }] });
}
