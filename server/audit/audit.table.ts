// The audit: what people who work here did that stands in no request's history. Rows are added, never changed or removed.

export interface AuditTable {
  id: string;
  at: string;
  /** The agent's id; `system`, or `command line`, or `nobody` where nobody was signed in. */
  actor: string;
  /** What was done, one of `AUDITED_ACTS`. */
  what: string;
  /** What it was done to: an agent's id, the number of a request, a setting's path. Never a requester's name or address. */
  about: string | null;
  /** One sentence that says more. Never a requester's words, name or address. */
  detail: string | null;
}
