// One in twenty requests with a confirmed kind is asked about a second time (METHOD 5): which ones, and when.
import { createHash } from 'node:crypto';
import { SECOND_READING_ONE_IN } from '../../contract/limits.ts';
import type { Trx } from '../db/database.ts';
import { nowText, type Services } from '../services.ts';

/** Whether the request with this id is one of the twenty. Other bits than those of the blind draw: neither tells the other. */
export function isDrawn(id: string): boolean {
  return createHash('sha256').update(id).digest().readUInt32BE(4) % SECOND_READING_ONE_IN === 0;
}

/** To be called where a kind was confirmed. A request is drawn once: who confirms anew asks for no other reading. */
export async function drawForSecondReading(
  trx: Trx,
  { clock }: Pick<Services, 'clock'>,
  ticketId: string,
): Promise<void> {
  if (!isDrawn(ticketId)) return;
  await trx
    .insertInto('second_reading')
    .values({
      ticket_id: ticketId,
      asked_at: nowText(clock),
      ...{ read_at: null, reader_id: null, kind: null, first_kind: null, first_reader_id: null, rule_version: null },
    })
    .onConflict((conflict) => conflict.column('ticket_id').doNothing())
    .execute();
}
