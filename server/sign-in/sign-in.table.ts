// The tables of signing in. better-auth reads and writes the first four; links and failures are ours alone.

export interface AgentSessionTable {
  id: string;
  agent_id: string;
  /** What the cookie holds, beside its signature. */
  token: string;
  /** For instance "Firefox on Linux". No address is kept. */
  browser: string | null;
  created_at: string;
  updated_at: string;
  expires_at: string;
}

export interface AgentAccountTable {
  id: string;
  agent_id: string;
  /** `credential` for a password. */
  provider_id: string;
  account_id: string;
  /** argon2id, in PHC form. */
  password: string | null;
  created_at: string;
  updated_at: string;
}

/** Challenges of the second factor, and how often one was tried. */
export interface AgentVerificationTable {
  id: string;
  identifier: string;
  value: string;
  created_at: string;
  updated_at: string;
  expires_at: string;
}

export interface AgentTwoFactorTable {
  id: string;
  agent_id: string;
  /** Encrypted with a key that `SECRET_KEY` gives. */
  secret: string;
  /** A JSON list, encrypted likewise. */
  backup_codes: string;
  verified: number | null;
  failed_verification_count: number | null;
  locked_until: string | null;
  /** Keyed hashes of the codes that were taken last, the newest first, spaces between them: none is taken twice. */
  last_code_hash: string | null;
}

export interface AgentLinkTable {
  id: string;
  agent_id: string;
  /** `invitation` or `reset`. */
  purpose: string;
  /** SHA-256, hex; the token itself is shown once. A link that was used has no row any more. */
  token_hash: string;
  created_at: string;
  expires_at: string;
}

export interface SignInFailureTable {
  id: string;
  /** A keyed hash of the address that was typed, so that nothing that strangers type is stored. */
  account_key: string;
  at: string;
}
