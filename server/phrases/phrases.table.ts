// The tables of wordings: each set of words once, and the words of those that another wording may still join.

/** `search`: what was typed into the search. `request`: the subject of a request and what was last searched before it. */
export type PhraseSpace = 'search' | 'request';

export interface PhraseTable {
  /** From the counter `phrase`: never given twice, so that a figure that names it means this one. */
  id: number;
  site: string;
  space: PhraseSpace;
  /** Sorted, with spaces between them. */
  tokens: string;
  /** The id of the wording that opened it. */
  cluster: number;
  /** As it was first typed, scrubbed; empty for requests, whose subjects stand with them. */
  text: string;
  first_at: string;
}

export interface PhraseTokenTable {
  site: string;
  space: PhraseSpace;
  token: string;
  /** How many words the wording has. */
  size: number;
  phrase_id: number;
  cluster: number;
}
