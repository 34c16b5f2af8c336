// Remembers until when somebody has read a request.
import type { Trx } from '../db/database.ts';
import type { Viewer } from '../people/permissions.ts';
import { type Clock, nowText } from '../services.ts';

export async function markSeen(trx: Trx, services: { clock: Clock }, viewer: Viewer, ticketId: string): Promise<void> {
  const seen_at = nowText(services.clock);
  await trx
    .insertInto('ticket_seen')
    .values({ agent_id: viewer.id, ticket_id: ticketId, seen_at })
    .onConflict((conflict) => conflict.columns(['ticket_id', 'agent_id']).doUpdateSet({ seen_at }))
    .execute();
}
