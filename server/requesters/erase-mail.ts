// Takes an erased person out of the outbox: what was for them, and digests, which quote what people asked.
import type { Trx } from '../db/database.ts';

/** @param address lower case. @param quoted whether anything of theirs was erased that a digest may quote. */
export async function eraseMail(trx: Trx, address: string, quoted: boolean): Promise<void> {
  await trx
    .deleteFrom('outbox')
    .where((eb) => eb(eb.fn<string>('lower', ['recipient']), '=', address))
    .execute();
  if (!quoted) return;
  // One that waits is written anew from what is left, as long as it is due.
  await trx.deleteFrom('outbox').where('kind', '=', 'digest').where('state', '=', 'queued').execute();
  await trx.updateTable('outbox').set({ mail: null }).where('kind', '=', 'digest').execute();
}
