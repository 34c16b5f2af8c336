// Finds what an `Idempotency-Key` made before, so that a retry makes nothing twice.
import { IDEMPOTENCY_TTL_HOURS } from '../../contract/limits.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Services } from '../services.ts';

/** Keys that came before this count for nothing any more. */
const oldestKey = ({ clock }: Services) =>
  new Date(clock.now().getTime() - IDEMPOTENCY_TTL_HOURS * 3_600_000).toISOString();

/** The ticket that this key made within 24 hours. @throws AppError idempotency_mismatch where the body was another. */
export async function findReplay(trx: Trx, services: Services, key: string, bodyHash: string): Promise<string | null> {
  const row = await trx.selectFrom('idempotency').selectAll().where('key', '=', key).executeTakeFirst();
  if (!row) return null;
  if (row.created_at < oldestKey(services)) {
    await trx.deleteFrom('idempotency').where('key', '=', key).execute();
    return null;
  }
  if (row.body_hash !== bodyHash) throw new AppError('idempotency_mismatch');
  return row.ticket_id;
}

/** A UUID of version 4 has 122 bits of chance; those of other versions tell a time, a machine or a name. */
const OF_CHANCE = /^.{14}4/;

/** The ticket that this key made within 24 hours, whatever its body was; of keys that can be guessed nothing is told. */
export async function findMadeBy(
  services: Services,
  key: string,
): Promise<{ id: string; site: string; locale: string } | undefined> {
  if (!OF_CHANCE.test(key)) return undefined;
  return await services.db
    .selectFrom('idempotency')
    .innerJoin('ticket', 'ticket.id', 'idempotency.ticket_id')
    .select(['ticket.id', 'ticket.site', 'ticket.locale'])
    .where('idempotency.key', '=', key)
    .where('idempotency.created_at', '>=', oldestKey(services))
    .where('ticket.erased_at', 'is', null)
    .executeTakeFirst();
}
