// API tokens: made, shown once, stored as a hash, and turned back into the person who holds them.
import { createHash, randomBytes } from 'node:crypto';
import type { ApiToken } from '../../contract/api/people.ts';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { type Clock, type Ids, nowText, type Services } from '../services.ts';
import { isRole, type Role, type Viewer } from './permissions.ts';
import { viewerOf } from './viewer.ts';

const TOKEN_SHAPE = /^fp_[A-Za-z0-9_-]{43}$/;
/** The last use of a token is written down at most this often, so that a read stays a read. */
const USE_NOTED_EVERY_MS = 3_600_000;

/** Makes a token for an agent and returns it; only its hash is stored. */
export async function createToken(
  db: Db,
  services: { clock: Clock; ids: Ids },
  input: { email: string; name: string },
): Promise<string> {
  const agent = await db
    .selectFrom('agent')
    .select('id')
    .where('email', '=', input.email.toLowerCase())
    .executeTakeFirst();
  if (!agent)
    throw new AppError('not_found', {
      detail: `There is nobody with the address ${input.email}. Add them with: agent add`,
    });
  const token = `fp_${randomBytes(32).toString('base64url')}`;
  await db
    .insertInto('api_token')
    .values({
      id: services.ids.uuid(),
      agent_id: agent.id,
      name: input.name,
      token_hash: hashOf(token),
      created_at: nowText(services.clock),
      last_used_at: null,
    })
    .execute();
  return token;
}

/** Adds a person who works here. @throws AppError not_possible_now where the address is taken. */
export async function addAgent(
  db: Db,
  services: { clock: Clock; ids: Ids },
  input: { email: string; role: Role; name?: string },
): Promise<string> {
  const email = input.email.toLowerCase();
  const taken = await db.selectFrom('agent').select('id').where('email', '=', email).executeTakeFirst();
  if (taken) throw new AppError('not_possible_now', { detail: `There is already somebody with the address ${email}.` });
  const first = await db.selectFrom('agent').select('id').where('first_admin', '=', 1).executeTakeFirst();
  const id = services.ids.uuid();
  await db
    .insertInto('agent')
    .values({
      id,
      email,
      name: input.name ?? email.split('@')[0] ?? email,
      role: input.role,
      disabled: 0,
      created_at: nowText(services.clock),
      first_admin: input.role === 'admin' && !first ? 1 : 0,
    })
    .execute();
  return id;
}

/** The person behind `Authorization: Bearer TOKEN`. @throws AppError not_signed_in for anything else. */
export async function viewerOfToken(
  services: Pick<Services, 'db' | 'settings' | 'writes' | 'clock'>,
  authorization: string | undefined,
): Promise<Viewer> {
  const token = /^Bearer ([^\s]+)$/i.exec(authorization ?? '')?.[1];
  if (!token || !TOKEN_SHAPE.test(token)) throw new AppError('not_signed_in');
  const row = await services.db
    .selectFrom('api_token')
    .innerJoin('agent', 'agent.id', 'api_token.agent_id')
    .select(['agent.id', 'agent.email', 'agent.name', 'agent.role', 'agent.disabled'])
    .select(['api_token.id as tokenId', 'api_token.last_used_at'])
    .where('api_token.token_hash', '=', hashOf(token))
    .executeTakeFirst();
  if (!row || row.disabled || !isRole(row.role)) throw new AppError('not_signed_in');
  const used = services.clock.now();
  if (!row.last_used_at || used.getTime() - Date.parse(row.last_used_at) > USE_NOTED_EVERY_MS)
    await services.writes.write((trx) =>
      trx.updateTable('api_token').set({ last_used_at: used.toISOString() }).where('id', '=', row.tokenId).execute(),
    );
  const { id, email, name, role } = row;
  return viewerOf(services.db, services.settings, { id, email, name, role });
}

/** Somebody's own tokens, newest first. */
export function listTokens(db: Db, agentId: string): Promise<ApiToken[]> {
  return db
    .selectFrom('api_token')
    .select(['id', 'name', 'created_at', 'last_used_at'])
    .where('agent_id', '=', agentId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Ends one of somebody's own tokens. @throws AppError not_found for one of somebody else's, too. */
export async function revokeToken(trx: Db, agentId: string, tokenId: string): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('api_token')
    .where('id', '=', tokenId)
    .where('agent_id', '=', agentId)
    .executeTakeFirst();
  if (Number(numDeletedRows) === 0) throw new AppError('not_found');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
