// The table of second readings: whose kind somebody else is asked to name as well, and what they named.

export interface SecondReadingTable {
  ticket_id: string;
  /** When its kind was confirmed and it was drawn. */
  asked_at: string;
  /** Null while it waits; the columns below are null as long. */
  read_at: string | null;
  /** The agent's id; null where an import does not know them. */
  reader_id: string | null;
  kind: string | null;
  /** What was confirmed when the second person chose, and by whom: a later change of it changes no reading. */
  first_kind: string | null;
  first_reader_id: string | null;
  /** The rules by which kinds were suggested then. */
  rule_version: string | null;
}
