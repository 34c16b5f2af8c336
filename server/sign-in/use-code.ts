// A code of the second factor is good once: what was used is remembered for as long as it would be taken.
import { createHmac } from 'node:crypto';
import type { Services } from '../services.ts';
import { keyFor } from './key-for.ts';

/** While one code can be used, at most four others can be. */
const CODES_REMEMBERED = 5;

/**
 * Whether this code was not used before, as RFC 6238 asks (5.2), although it is taken from half a minute before it shows
 * until half a minute after: an older code that was used is still refused when a newer one has been used since. From then
 * on it was used.
 */
export function useCode(services: Services, agentId: string, code: string): Promise<boolean> {
  const hash = createHmac('sha256', keyFor(services.secretKey, 'codes')).update(`${agentId} ${code}`).digest('hex');
  return services.writes.write(async (trx) => {
    const row = await trx
      .selectFrom('agent_two_factor')
      .select('last_code_hash')
      .where('agent_id', '=', agentId)
      .executeTakeFirst();
    const used = row?.last_code_hash?.split(' ') ?? [];
    if (!row || used.includes(hash)) return false;
    await trx
      .updateTable('agent_two_factor')
      .set({ last_code_hash: [hash, ...used].slice(0, CODES_REMEMBERED).join(' ') })
      .where('agent_id', '=', agentId)
      .execute();
    return true;
  });
}
