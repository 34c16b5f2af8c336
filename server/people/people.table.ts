// The tables of the people who work here, and of their API tokens.

import type { Generated } from 'kysely';

export interface AgentTable {
  id: string;
  email: string;
  name: string;
  role: string;
  disabled: number;
  created_at: string;
  /** Null until something about them changes. */
  updated_at: string | null;
  /** 1 for the admin who was made first, for good. */
  first_admin: Generated<number>;
  two_factor_enabled: Generated<number>;
  /** The next two are better-auth's; nothing here is asked of them. */
  email_verified: Generated<number>;
  image: string | null;
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
