// What people decide about a gap: its name, owner and state, what it was merged into, and who changed that when.

export interface GapTable {
  key: string;
  site: string;
  title: string | null;
  owner: string | null;
  state: string;
  merged_into: string | null;
  effort: string | null;
  created_at: string;
  updated_at: string;
}

export interface GapHistoryTable {
  id: string;
  key: string;
  at: string;
  actor: string;
  what: string;
  from_value: string | null;
  to_value: string | null;
}
