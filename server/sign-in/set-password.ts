// Gives somebody a password or takes their second factor, and ends whatever was begun with what they had before.
import type { Db } from '../db/database.ts';
import { type Clock, type Ids, nowText } from '../services.ts';

/** @param passwordHash of `hashPassword`, computed before the transaction. */
export async function setPassword(
  trx: Db,
  services: { clock: Clock; ids: Ids },
  agentId: string,
  passwordHash: string,
): Promise<void> {
  const now = nowText(services.clock);
  await trx
    .insertInto('agent_account')
    .values({
      id: services.ids.uuid(),
      agent_id: agentId,
      provider_id: 'credential',
      account_id: agentId,
      password: passwordHash,
      created_at: now,
      updated_at: now,
    })
    .onConflict((on) =>
      on.columns(['agent_id', 'provider_id']).doUpdateSet({ password: passwordHash, updated_at: now }),
    )
    .execute();
  await endAllSessions(trx, agentId);
}

/** Ends every session of somebody, and every sign-in of theirs that waits for its second factor. */
export async function endAllSessions(trx: Db, agentId: string): Promise<void> {
  await trx.deleteFrom('agent_session').where('agent_id', '=', agentId).execute();
  await trx.deleteFrom('agent_verification').where('value', '=', agentId).execute();
}

/** Takes the second factor of somebody who lost it, and ends their sessions. */
export async function removeSecondFactor(trx: Db, agentId: string): Promise<void> {
  await trx.deleteFrom('agent_two_factor').where('agent_id', '=', agentId).execute();
  await trx.updateTable('agent').set({ two_factor_enabled: 0 }).where('id', '=', agentId).execute();
  await endAllSessions(trx, agentId);
}
