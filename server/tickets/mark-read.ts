// Notes how far a requester has read in their request, so that what is new can be marked wherever they look next.
import type { Trx } from '../db/database.ts';
import { nowText, type Services } from '../services.ts';

/** @param at the newest word that was shown, UTC; what lies ahead counts as now, and nothing becomes unread again. */
export async function markRead(
  trx: Trx,
  { clock }: Pick<Services, 'clock'>,
  ticketId: string,
  at: string,
): Promise<void> {
  const now = nowText(clock);
  const until = at < now ? at : now;
  const known = await trx
    .selectFrom('ticket_person')
    .select('seen_at')
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst();
  if (!known)
    await trx.insertInto('ticket_person').values({ ticket_id: ticketId, person: null, seen_at: until }).execute();
  else if ((known.seen_at ?? '') < until)
    await trx.updateTable('ticket_person').set({ seen_at: until }).where('ticket_id', '=', ticketId).execute();
}
