// One-time links: made, looked at and used up. A link is the only way to a first password, and to a new one.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { OneTimeLink } from '../../contract/api/people.ts';
import type { LinkAnswer } from '../../contract/api/sign-in.ts';
import { LINK_TTL_HOURS } from '../../contract/limits.ts';
import type { Config } from '../config.ts';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { type Clock, type Ids, nowText } from '../services.ts';
import { keyFor } from './key-for.ts';

const HOUR_MS = 3_600_000;

/** A link that can be used at this moment. */
export type OpenLink = LinkAnswer & { id: string; agentId: string; email: string };

/**
 * Makes a link for somebody; earlier ones of theirs stop working. Whoever has no password yet gets an invitation, which
 * lasts a day; everybody else a link for a new password, which lasts an hour.
 */
export async function makeLink(
  trx: Db,
  services: { clock: Clock; ids: Ids; config: Pick<Config, 'publicUrl'> },
  agentId: string,
): Promise<OneTimeLink> {
  const account = await trx
    .selectFrom('agent_account')
    .select('id')
    .where('agent_id', '=', agentId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  const purpose = account ? 'reset' : 'invitation';
  const token = randomBytes(32).toString('base64url');
  const expires_at = new Date(services.clock.now().getTime() + LINK_TTL_HOURS[purpose] * HOUR_MS).toISOString();
  await trx.deleteFrom('agent_link').where('agent_id', '=', agentId).execute();
  await trx
    .insertInto('agent_link')
    .values({
      id: services.ids.uuid(),
      agent_id: agentId,
      purpose,
      token_hash: hashOf(token),
      created_at: nowText(services.clock),
      expires_at,
    })
    .execute();
  return { url: linkUrl(services.config.publicUrl, token), purpose, expires_at };
}

/**
 * The token stands behind a `#`: browsers keep that part to themselves, so it reaches no server, no log and no Referer
 * until the page sends it in the body of a request.
 */
export function linkUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/admin/welcome#${token}`;
}

/** @throws AppError link_expired for a link that is unknown, was used, is too old, or is of somebody who left. */
export async function findLink(db: Db, clock: Clock, token: string): Promise<OpenLink> {
  const row = await db
    .selectFrom('agent_link')
    .innerJoin('agent', 'agent.id', 'agent_link.agent_id')
    .select(['agent_link.id', 'agent_link.purpose', 'agent.id as agentId', 'agent.email', 'agent.name'])
    .where('agent_link.token_hash', '=', hashOf(token))
    .where('agent_link.expires_at', '>', nowText(clock))
    .where('agent.disabled', '=', 0)
    .executeTakeFirst();
  if (!row) throw new AppError('link_expired');
  return { ...row, purpose: row.purpose === 'reset' ? 'reset' : 'invitation' };
}

/**
 * The token of the link that creates the first admin. It is made of the server's key rather than stored, so every start
 * prints the same one, on each of several processes; it opens nothing once there is an admin.
 */
export function firstAdminToken(secretKey: Buffer): string {
  return createHmac('sha256', keyFor(secretKey, 'first admin')).update('link').digest('base64url');
}

export function isFirstAdminToken(secretKey: Buffer, token: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(token)), Buffer.from(hashOf(firstAdminToken(secretKey))));
}

/** False from the moment when the first admin was made. */
export async function lacksAdmin(db: Db): Promise<boolean> {
  return !(await db.selectFrom('agent').select('id').where('role', '=', 'admin').executeTakeFirst());
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
