// The draft of one person on one request: kept, read, and gone once it was sent.
import type { PutDraft } from '../../contract/api/ticket-work.ts';
import type { Db, Trx } from '../db/database.ts';
import { type Clock, nowText } from '../services.ts';
import type { TicketDraftTable } from './drafts.table.ts';

export interface DraftKey {
  ticketId: string;
  agentId: string;
}

export function draftOf(db: Db, key: DraftKey): Promise<TicketDraftTable | undefined> {
  return db
    .selectFrom('ticket_draft')
    .selectAll()
    .where('ticket_id', '=', key.ticketId)
    .where('agent_id', '=', key.agentId)
    .executeTakeFirst();
}

/** Replaces what was there. */
export async function putDraft(trx: Trx, clock: Clock, key: DraftKey, draft: PutDraft): Promise<void> {
  const kept = {
    visibility: draft.visibility,
    body: draft.body,
    articles: JSON.stringify(draft.articles ?? []),
    version: draft.version ?? null,
    saved_at: nowText(clock),
  };
  await trx
    .insertInto('ticket_draft')
    .values({ ticket_id: key.ticketId, agent_id: key.agentId, ...kept })
    .onConflict((conflict) => conflict.columns(['ticket_id', 'agent_id']).doUpdateSet(kept))
    .execute();
}

export async function deleteDraft(trx: Trx, key: DraftKey): Promise<void> {
  await trx
    .deleteFrom('ticket_draft')
    .where('ticket_id', '=', key.ticketId)
    .where('agent_id', '=', key.agentId)
    .execute();
}
