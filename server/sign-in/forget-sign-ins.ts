// Forgets what signing in leaves behind: sessions, challenges and links that are over, and failures out of their window.
import { GUESSES } from '../../contract/limits.ts';
import type { Db } from '../db/database.ts';
import { type Clock, nowText } from '../services.ts';

export async function forgetSignIns(trx: Db, clock: Clock): Promise<void> {
  const now = nowText(clock);
  for (const table of ['agent_session', 'agent_verification', 'agent_link'] as const)
    await trx.deleteFrom(table).where('expires_at', '<=', now).execute();
  const windowStart = new Date(clock.now().getTime() - GUESSES.windowMinutes * 60_000).toISOString();
  await trx.deleteFrom('sign_in_failure').where('at', '<', windowStart).execute();
}
