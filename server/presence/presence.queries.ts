// Who is on the page of a request: kept in the database, so that several processes agree, and soon forgotten.
import type { PresentPerson } from '../../contract/api/ticket-work.ts';
import { PRESENCE_SECONDS } from '../../contract/limits.ts';
import type { Db, Trx } from '../db/database.ts';
import type { Clock } from '../services.ts';

/** Others than `agentId` who were heard of within the last half minute, those who came first first. */
export async function othersPresent(db: Db, clock: Clock, ticketId: string, agentId: string): Promise<PresentPerson[]> {
  const rows = await db
    .selectFrom('ticket_presence')
    .innerJoin('agent', 'agent.id', 'ticket_presence.agent_id')
    .select(['agent.name', 'ticket_presence.state', 'ticket_presence.since'])
    .where('ticket_presence.ticket_id', '=', ticketId)
    .where('ticket_presence.agent_id', '!=', agentId)
    .where('ticket_presence.seen_at', '>', oldestMoment(clock))
    .where('agent.disabled', '=', 0)
    .orderBy('ticket_presence.since')
    .orderBy('agent.name')
    .execute();
  return rows.map(({ name, state, since }) => ({ name, state, since }));
}

/** Says that somebody is here, and forgets who has not said so for long, on any request. */
export async function markPresent(
  trx: Trx,
  clock: Clock,
  person: { ticketId: string; agentId: string; state: 'viewing' | 'typing' },
): Promise<void> {
  const now = clock.now().toISOString();
  await trx.deleteFrom('ticket_presence').where('seen_at', '<=', oldestMoment(clock)).execute();
  await trx
    .insertInto('ticket_presence')
    .values({
      ticket_id: person.ticketId,
      agent_id: person.agentId,
      state: person.state,
      since: now,
      seen_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['ticket_id', 'agent_id']).doUpdateSet({ state: person.state, seen_at: now }),
    )
    .execute();
}

function oldestMoment(clock: Clock): string {
  return new Date(clock.now().getTime() - PRESENCE_SECONDS * 1000).toISOString();
}
