// The numbers by which articles are ranked; docs/decisions/0016 says how they were found and what each is worth.

/** What an article is searched by. Each field is scored by BM25 on its own, and the scores are added. */
export type FieldName = 'title' | 'headings' | 'body' | 'meta' | 'asks';
export const FIELDS: FieldName[] = ['title', 'headings', 'body', 'meta', 'asks'];

/** How much a match in a field counts. */
export const BOOST: Record<FieldName, number> = { title: 3, headings: 1.2, body: 1, meta: 2, asks: 2.8 };

/**
 * BM25 of whole articles, field by field: `k` is how long repeats go on counting, `b` how much long fields are held back. A
 * title says a word once; known questions say the same in several ways, and having more of them is no fault.
 */
export const BM25: Record<FieldName, { k: number; b: number; d: 0 }> = {
  title: { k: 1.6, b: 0.8, d: 0 },
  headings: { k: 3.5, b: 0.8, d: 0 },
  body: { k: 3.5, b: 0.8, d: 0 },
  meta: { k: 3.5, b: 0.8, d: 0 },
  asks: { k: 1.2, b: 0.45, d: 0 },
};

/**
 * How rare a term is (its idf) goes by this share after the articles that hold it anywhere, and for the rest after those that
 * hold it in the same field, or the passages, or the questions: what is rare in titles alone says less than what is rare.
 */
export const ANYWHERE = 0.5;

/** BM25 of single passages: an article's best one counts whole, the next best by `next`. */
export const PASSAGE = { weight: 0.5, k: 5, b: 0.7, next: 0.5 };

/**
 * BM25 of single known questions, each times the share of its words that were asked to the power of `damp`: the best one
 * counts whole, the others together by `rest`.
 */
export const QUESTION = { weight: 4, k: 3, b: 1, rest: 0.1, damp: 0.8 };

/** A score is multiplied by the number of matched words to the power of this. */
export const MATCHED_WORDS = 0.35;

/** Terms in more than this share of the articles say nothing about passages; the index keeps only their sums. */
export const DENSE = 0.3;

/** How much a stand-in counts where the word itself would count 1. */
export const STAND_IN = { correction: 1, laterCorrection: 1.4, prefix: 0.45, joined: 0.6, part: 0.7, rareWord: 0.1 };

/** How much more a word counts that is repeated in a question: 1 + this × ln(times). */
export const REPEATED = 0.15;

/** At most this many spellings stand in for a word that no article uses. */
export const MAX_CORRECTIONS = 3;

/** At most this many words that begin like the last word stand in for it. */
export const MAX_COMPLETIONS = 24;

/** Passages and questions are looked at in this many articles, those that score best as a whole. */
export const MAX_CANDIDATES = 40;

/** Whatever changes what an index file holds changes this; files with another one are refused. */
export const FORMAT = 3;
