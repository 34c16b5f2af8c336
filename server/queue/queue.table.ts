// The tables of the queue: counts, who has seen what, saved views, and changes to many with what was there before.

/** How many tickets share these values; kept by triggers of the database. */
export interface TicketCountTable {
  status: string;
  priority: string;
  category: string;
  restricted: number;
  /** As it is shown: `undetermined` while the suggestion is hidden. */
  kind: string;
  /** `confirmed`, `suggested`, `unsure` or `hidden`. */
  kind_source: string;
  /** Empty for none. */
  target_group: string;
  /** Empty for nobody. */
  assignee_id: string;
  /** 1 where somebody has answered in public. */
  replied: number;
  n: number;
}

export interface TicketSeenTable {
  agent_id: string;
  ticket_id: string;
  seen_at: string;
}

export interface SavedViewTable {
  id: string;
  owner_id: string;
  shared: number;
  name: string;
  /** JSON, as `TicketFiltersSchema`. */
  filters: string;
  sort: string;
  position: number;
  created_at: string;
  updated_at: string;
}

export interface TicketBatchTable {
  id: string;
  agent_id: string;
  at: string;
  undone_at: string | null;
}

export interface TicketBatchItemTable {
  batch_id: string;
  ticket_id: string;
  /** The ticket's version right after the change: another one means that somebody went on since. */
  version_after: number;
  /** JSON: the columns that were changed, as they were. */
  before: string;
}
