// The tables of the people who work here, and of their API tokens.

export interface AgentTable {
  id: string;
  email: string;
  name: string;
  role: string;
  disabled: number;
  created_at: string;
}

export interface ApiTokenTable {
  id: string;
  agent_id: string;
  name: string;
  /** SHA-256 of the token, hex; the token itself is shown once and never stored. */
  token_hash: string;
  created_at: string;
  last_used_at: string | null;
}
