// The table of who is on the page of a request just now.

export interface TicketPresenceTable {
  ticket_id: string;
  agent_id: string;
  state: 'viewing' | 'typing';
  /** When this person came. */
  since: string;
  /** When they were last heard of. */
  seen_at: string;
}
