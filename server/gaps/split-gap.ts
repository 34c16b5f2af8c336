// Takes requests out of a gap and puts them into one of their own.
import type { PatchGap } from '../../contract/api/gaps.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { splitBaseOf } from '../method/gap-actions.ts';
import { canListTickets, type Viewer } from '../people/permissions.ts';
import type { Services } from '../services.ts';
import type { FoundGap } from './find-gap.ts';
import { storeDecision } from './gap-decisions.ts';

/**
 * The requests count in the new gap as long as the rules say of them what they say now.
 * @returns the key of the new gap.
 * @throws AppError not_allowed; unknown_name for a number that is not in this gap; validation_failed where nothing stays.
 */
export async function splitGap(
  trx: Trx,
  services: Services,
  found: FoundGap,
  viewer: Viewer,
  { tickets: numbers, title }: NonNullable<PatchGap['split']>,
): Promise<string> {
  if (!canListTickets(viewer)) throw new AppError('not_allowed');
  const open = found.tickets.filter(({ erased_at }) => erased_at === null);
  const wanted = open.filter(({ number }) => numbers.includes(number));
  const unknown = numbers.flatMap((number, at) => (wanted.some((each) => each.number === number) ? [] : at));
  if (unknown.length > 0)
    throw new AppError('unknown_name', {
      errors: unknown.map((at) => ({
        pointer: `/split/tickets/${at}`,
        detail: `Request ${numbers[at]} is not in this gap.`,
      })),
    });
  if (wanted.length === found.tickets.length)
    throw new AppError('validation_failed', {
      errors: [
        { pointer: '/split/tickets', detail: 'Leave at least one request; to give all of it another name, set title.' },
      ],
    });
  const key = await freeKey(trx, splitBaseOf(found.key));
  for (const ticket of wanted) {
    const before = await trx.selectFrom('gap_split').selectAll().where('ticket_id', '=', ticket.id).executeTakeFirst();
    // Split off a second time: what the rules say of it is still the key that it had first.
    const from_key = before?.key === ticket.gap_key ? before.from_key : ticket.gap_key;
    await trx.deleteFrom('gap_split').where('ticket_id', '=', ticket.id).execute();
    await trx.insertInto('gap_split').values({ ticket_id: ticket.id, from_key, key }).execute();
    await trx.updateTable('ticket').set({ gap_key: key }).where('id', '=', ticket.id).execute();
  }
  await storeDecision(trx, services, { key, site: wanted[0]?.site ?? '', decision: null }, { title });
  return key;
}

/** `unclear:refunds~2`, or the first number after it that was never given. */
async function freeKey(trx: Trx, base: string): Promise<string> {
  for (let count = 2; ; count++) {
    const key = `${base}~${count}`;
    const taken = await trx.selectFrom('gap').select('key').where('key', '=', key).executeTakeFirst();
    if (!taken) return key;
  }
}
