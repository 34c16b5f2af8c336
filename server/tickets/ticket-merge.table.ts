// The table of merged requests: which went into which, and how it was before, so that it can be undone.

export interface TicketMergeTable {
  /** The one that was merged away. */
  ticket_id: string;
  into_id: string;
  at: string;
  /** The agent's id. */
  actor: string;
  /** JSON: what `unmerge` gives back (status, solved_at, resolution_code, duplicate_of). */
  before: string;
}
