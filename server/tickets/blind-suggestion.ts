// One in ten requests hides its suggested kind until somebody has chosen, so that its accuracy can be measured (METHOD 5).
import { createHash } from 'node:crypto';
import { type SqlBool, sql } from 'kysely';
import type { TicketRow } from './find-ticket.queries.ts';

const BLIND_ONE_IN = 10;

/** Whether the request with this id is one of the ten. */
export function isBlind(id: string): boolean {
  return createHash('sha256').update(id).digest().readUInt32BE(0) % BLIND_ONE_IN === 0;
}

/** Shown before somebody has named a kind or said what answers it, a suggestion would anchor their choice. */
export function isSuggestionHidden(ticket: Pick<TicketRow, 'blind' | 'kind_confirmed' | 'kind_suggested_2'>): boolean {
  return ticket.blind === 1 && ticket.kind_confirmed === null && ticket.kind_suggested_2 === null;
}

/** The same as a condition on `ticket`: nothing that follows from such a suggestion may tell what it is. */
export const IS_HIDDEN = sql<SqlBool>`ticket.blind = 1 and ticket.kind_confirmed is null and ticket.kind_suggested_2 is null`;
