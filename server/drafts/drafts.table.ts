// The table of drafts: one for each person and request.

export interface TicketDraftTable {
  ticket_id: string;
  agent_id: string;
  visibility: 'public' | 'internal';
  body: string;
  /** JSON array of slugs. */
  articles: string;
  /** The version of the request when the draft was begun. */
  version: number | null;
  saved_at: string;
}
