// Writes the history of a request: who, when, what, from, to, why. Nothing here changes or removes a line.
import type { Trx } from '../db/database.ts';
import { type Clock, type Ids, nowText } from '../services.ts';

export interface HistoryLine {
  ticketId: string;
  /** `requester`, `system`, or the agent's id. */
  actor: string;
  what: string;
  from?: string | null;
  to?: string | null;
  note?: string | null;
}

/** Called after the request's own row was changed, so that the line belongs to the version that the change made. */
export async function addHistory(trx: Trx, services: { clock: Clock; ids: Ids }, line: HistoryLine): Promise<void> {
  await trx
    .insertInto('ticket_history')
    .values({
      id: services.ids.uuid(),
      ticket_id: line.ticketId,
      at: nowText(services.clock),
      actor: line.actor,
      what: line.what,
      from_value: line.from ?? null,
      to_value: line.to ?? null,
      note: line.note ?? null,
      version: (eb) => eb.selectFrom('ticket').select('version').where('id', '=', line.ticketId),
    })
    .execute();
}
