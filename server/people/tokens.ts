// API tokens: made, shown once, stored as a hash, and turned back into the person who holds them.
import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { type Clock, type Ids, nowText } from '../services.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { isNamedReader, isRole, type Role, type Viewer } from './permissions.ts';

const TOKEN_SHAPE = /^fp_[A-Za-z0-9_-]{43}$/;

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
    })
    .execute();
  return id;
}

/** The person behind `Authorization: Bearer TOKEN`. @throws AppError not_signed_in for anything else. */
export async function viewerOfToken(db: Db, settings: Settings, authorization: string | undefined): Promise<Viewer> {
  const token = /^Bearer ([^\s]+)$/i.exec(authorization ?? '')?.[1];
  if (!token || !TOKEN_SHAPE.test(token)) throw new AppError('not_signed_in');
  const row = await db
    .selectFrom('api_token')
    .innerJoin('agent', 'agent.id', 'api_token.agent_id')
    .select(['agent.id', 'agent.email', 'agent.name', 'agent.role', 'agent.disabled'])
    .where('api_token.token_hash', '=', hashOf(token))
    .executeTakeFirst();
  if (!row || row.disabled || !isRole(row.role)) throw new AppError('not_signed_in');
  const firstAdmin = await firstAdminId(db);
  const person = { email: row.email, isFirstAdmin: row.id === firstAdmin };
  const restrictedCategories = Object.entries(settings.categories)
    .filter(([, category]) => category.restricted && isNamedReader(category, person))
    .map(([key]) => key);
  return { id: row.id, email: row.email, name: row.name, role: row.role, restrictedCategories };
}

/** The admin who was made first, or null before there is one. */
export async function firstAdminId(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('agent')
    .select('id')
    .where('role', '=', 'admin')
    .orderBy('created_at')
    .orderBy('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
