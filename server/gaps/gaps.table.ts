// What people decide about a gap: its name, owner and state, what it was merged into, who changed that when, what was split.
import type { Generated } from 'kysely';

export interface GapTable {
  key: string;
  site: string;
  /** As a person named it; null for the title that it has by itself. */
  title: string | null;
  /** The id of somebody who works here. */
  owner: string | null;
  state: string;
  /** The key that took it in, which may have been taken in itself. */
  merged_into: string | null;
  effort: string | null;
  created_at: string;
  updated_at: string;
  /** Rises with every change; the ETag. A gap on which nobody has decided anything has no row and the version 0. */
  version: Generated<number>;
}

export interface GapHistoryTable {
  id: string;
  key: string;
  at: string;
  /** The id of somebody who works here, or `system`. */
  actor: string;
  what: string;
  from_value: string | null;
  to_value: string | null;
  note: Generated<string | null>;
}

/** A request that somebody took out of its gap; it counts in the new one as long as the rules say the old one. */
export interface GapSplitTable {
  ticket_id: string;
  /** The key by the rules. */
  from_key: string;
  key: string;
}
