// Finds what an `Idempotency-Key` made before, so that a retry makes nothing twice.
import { IDEMPOTENCY_TTL_HOURS } from '../../contract/limits.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Services } from '../services.ts';

/** The ticket that this key made within 24 hours. @throws AppError idempotency_mismatch where the body was another. */
export async function findReplay(trx: Trx, services: Services, key: string, bodyHash: string): Promise<string | null> {
  const row = await trx.selectFrom('idempotency').selectAll().where('key', '=', key).executeTakeFirst();
  if (!row) return null;
  const oldest = services.clock.now().getTime() - IDEMPOTENCY_TTL_HOURS * 3_600_000;
  if (Date.parse(row.created_at) < oldest) {
    await trx.deleteFrom('idempotency').where('key', '=', key).execute();
    return null;
  }
  if (row.body_hash !== bodyHash) throw new AppError('idempotency_mismatch');
  return row.ticket_id;
}
