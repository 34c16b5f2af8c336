// Writes the history of a request: who, when, what, from, to, why. Nothing changes or removes a line (the database refuses
// it), so no mail address goes into one: erasing a person finds nothing of theirs in the history of others.
import { hideEmails } from '../../contract/scrub.ts';
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
      from_value: withoutAddresses(line.from),
      to_value: withoutAddresses(line.to),
      note: withoutAddresses(line.note),
      version: (eb) => eb.selectFrom('ticket').select('version').where('id', '=', line.ticketId),
    })
    .execute();
}

function withoutAddresses(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : hideEmails(text);
}
