// The numbers by which articles are ranked; docs/decisions/0016 says how they were found and what each is worth.

/** What an article is searched by. Each field is scored by BM25 on its own, and the scores are added. */
export type FieldName = 'title' | 'headings' | 'body' | 'meta' | 'asks';
export const FIELDS: FieldName[] = ['title', 'headings', 'body', 'meta', 'asks'];

/** How much a match in a field counts. */
export const BOOST: Record<FieldName, number> = { title: 3.2, headings: 1.1, body: 1, meta: 2, asks: 1.9 };

/** BM25 of whole articles: `k` is how long repeats go on counting, `b` how much long fields are held back. */
export const BM25 = { k: 2.9, b: 0.9, d: 0 };

/** BM25 of single passages, of which only an article's best one counts. */
export const PASSAGE = { weight: 0.57, k: 4.6, b: 0.78 };

/** BM25 of single known questions: the best one counts whole, the others together by `rest`. */
export const QUESTION = { weight: 3.73, k: 1, b: 0.27, rest: 0.62, damp: 0.37 };

/** A score is multiplied by the number of matched words to the power of this. */
export const MATCHED_WORDS = 0.25;

/** Terms in more than this share of the articles say nothing about passages; the index keeps only their sums. */
export const DENSE = 0.3;

/** How much a stand-in counts where the word itself would count 1. */
export const STAND_IN = { correction: 1, laterCorrection: 1.26, prefix: 0.43, joined: 0.79, part: 0.7, rareWord: 0.19 };

/** How much more a word counts that is repeated in a question: 1 + this × ln(times). */
export const REPEATED = 0.26;

/** At most this many spellings stand in for a word that no article uses. */
export const MAX_CORRECTIONS = 3;

/** At most this many words that begin like the last word stand in for it. */
export const MAX_COMPLETIONS = 24;

/** Passages and questions are looked at in this many articles, those that score best as a whole. */
export const MAX_CANDIDATES = 40;

/** Whatever changes what an index file holds changes this; files with another one are refused. */
export const FORMAT = 3;
