// Somebody's own sessions: which browsers are signed in, and ending one or all others.
import type { SessionEntry } from '../../contract/api/sign-in.ts';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';

/** Those that can still be used, the one that asks first, then by last use. */
export async function listSessions(db: Db, agentId: string, currentId: string, now: string): Promise<SessionEntry[]> {
  const rows = await db
    .selectFrom('agent_session')
    .select(['id', 'browser', 'created_at', 'updated_at'])
    .where('agent_id', '=', agentId)
    .where('expires_at', '>', now)
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .execute();
  const entries = rows.map(({ id, browser, created_at, updated_at }) => ({
    id,
    browser: browser ?? 'A program',
    created_at,
    last_used_at: updated_at,
    current: id === currentId,
  }));
  return [...entries.filter(({ current }) => current), ...entries.filter(({ current }) => !current)];
}

/** @throws AppError not_found for a session of somebody else, too. */
export async function endSession(trx: Db, agentId: string, sessionId: string): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('agent_session')
    .where('id', '=', sessionId)
    .where('agent_id', '=', agentId)
    .executeTakeFirst();
  if (Number(numDeletedRows) === 0) throw new AppError('not_found');
}

export async function endOtherSessions(trx: Db, agentId: string, currentId: string): Promise<void> {
  await trx.deleteFrom('agent_session').where('agent_id', '=', agentId).where('id', '<>', currentId).execute();
}
