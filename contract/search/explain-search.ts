// Says why articles stand where they stand: what became of the question's words, and what each score is made of.
import { planQuery } from './plan-query.ts';
import { BOOST, FIELDS, type FieldName, MATCHED_WORDS } from './ranking.ts';
import {
  correct,
  type RankedArticle,
  rankArticles,
  type SearchOptions,
  termsIn,
  wantedTerms,
} from './search-articles.ts';
import type { SearchIndex } from './search-index.ts';

/** What became of one word of a question: each stand-in is a word of the articles with its weight, 1 for the word itself. */
export interface ExplainedWord {
  typed: string;
  known: boolean;
  corrections: string[];
  standIns: { word: string; weight: number }[];
}

/** A found article with the parts of its score; they add up to it. */
export interface ExplainedResult {
  slug: string;
  title: string;
  score: number;
  /** The words of the question that were found in it, as they were typed. */
  matched: string[];
  fields: Partial<Record<FieldName, number>>;
  passage: number;
  questions: number;
}

export interface Explanation {
  dropped: string[];
  corrected: string | null;
  words: ExplainedWord[];
  results: ExplainedResult[];
}

/** Explains the first `k` results of a question. */
export function explainSearch(index: SearchIndex, query: string, options: SearchOptions): Explanation {
  const plan = planQuery(index, query, options.asYouType);
  const wanted = wantedTerms(plan);
  const shown = new Map<number, string>();
  for (const [word, term] of index.vocabulary.termOf) {
    const known = shown.get(term);
    if (known === undefined || word.length < known.length) shown.set(term, word);
  }
  const terms = [...wanted.values()];
  const fieldScores = new Map(FIELDS.map((field) => [field, scoresOf(index, terms, field)]));
  const toResult = ({ article, card, score, passage, questions }: RankedArticle): ExplainedResult => {
    const matched = [...new Set(termsIn(index, article, terms).map(({ word }) => word))].sort((a, b) => a - b);
    const fields: ExplainedResult['fields'] = {};
    for (const [field, scores] of fieldScores) {
      const part = (scores.get(article) ?? 0) * matched.length ** MATCHED_WORDS;
      if (part) fields[field as FieldName] = part;
    }
    return {
      slug: card.slug,
      title: card.title,
      score,
      matched: matched.map((word) => plan.words[word]?.typed ?? ''),
      fields,
      passage,
      questions,
    };
  };
  const results = rankArticles(index, plan, options.audience, options.k).map(toResult);
  return {
    dropped: plan.dropped,
    corrected: correct(index, query, plan, results),
    words: plan.words.map(({ typed, known, corrections, alternatives }) => ({
      typed,
      known,
      corrections,
      standIns: alternatives.map(({ term, weight }) => ({ word: shown.get(term) ?? '', weight })),
    })),
    results,
  };
}

/** What one field alone gives each article. */
function scoresOf(
  index: SearchIndex,
  terms: readonly { term: number; weight: number }[],
  field: FieldName,
): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { term, weight } of terms) {
    const fields = index.placesOf(term)?.fields;
    if (!fields) continue;
    const { articles, scores } = index.engine.scoresBy({ [field]: BOOST[field] }, fields);
    articles.forEach((article, at) => {
      sums.set(article, (sums.get(article) ?? 0) + weight * (scores[at] as number));
    });
  }
  return sums;
}
