// Problems that were announced from the page of a gap; one for each gap at most.
export interface AnnouncedProblemTable {
  gap_key: string;
  site: string;
  words: string;
  /** A slug. */
  article: string;
  /** JSON array of page patterns. */
  pages: string;
  /** The id of somebody who works here. */
  announced_by: string;
  announced_at: string;
}
