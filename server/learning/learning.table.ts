// The tables of learning from use: what each session says of a question, the questions that follow from it, the vetoes.

/** One session's word on one question and one article. Scrubbed words of fewer than `k_sessions` people: never shown. */
export interface LearntEvidenceTable {
  /** The help session whose vote it is, or the id of the request that was answered with an article. */
  origin: string;
  /** As the session said it, '' where it did not. */
  locale: string;
  /** As the article was called then. */
  slug: string;
  /** The normalised question (METHOD 7.2): its words, sorted. */
  phrase: string;
  source: 'vote' | 'link';
  /** The tab: several sessions of one tab count once. */
  sid: string;
  /** 1 for, -1 against. */
  value: number;
  /** The question as it was typed, scrubbed, without placeholders. */
  words: string;
  at: string;
}

/** A question of an article, derived from the evidence and replaced with it; those that an editor vetoed are not here. */
export interface LearntQuestionTable {
  id: string;
  locale: string;
  slug: string;
  /** The article's title and the minimum of sessions that this row was derived with. */
  title: string;
  minimum: number;
  /** Null below the minimum: then there is a number and nothing else. */
  words: string | null;
  sessions: number;
  against: number;
  /** Sessions that said yes, and requests that were answered with the article. */
  votes: number;
  links: number;
  first_seen: string;
  last_seen: string;
  /** Its place among the questions that are in the index, from 1; null for one that is not. */
  position: number | null;
}

export interface LearntVetoTable {
  id: string;
  locale: string;
  slug: string;
  words: string;
  /** The normalised questions that may not come back, JSON array. */
  phrases: string;
  /** The agent's id. */
  vetoed_by: string;
  vetoed_at: string;
}

/** Articles (by any name that they had) whose questions must be derived anew. */
export interface LearntStaleTable {
  slug: string;
}
