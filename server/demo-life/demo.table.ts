// The table of what the demo put in.

export interface DemoRowTable {
  /** `start`, `session`, `ticket`, `agent`, `article` or `counter`. */
  what: string;
  /** Its id; of an article its locale and slug with a slash between. */
  id: string;
  /** What was there before, JSON; null where nothing was. */
  was: string | null;
}
