// Makes a MiniSearch that scores articles whose postings are kept by us; it is handed its own structures, term by term.
import MiniSearch from 'minisearch';
import { BM25, BOOST, FIELDS } from './ranking.ts';

/** What MiniSearch keeps of its documents; private to it, and pinned by the tests of this folder. */
interface Insides {
  _documentCount: number;
  _documentIds: { has(article: number): boolean; get(article: number): number };
  _fieldLength: { get(article: number): ArrayLike<number> };
  _avgFieldLength: number[];
  termResults(
    sourceTerm: string,
    derivedTerm: string,
    termWeight: number,
    termBoost: number,
    fieldTermData: Map<number, Map<number, number>> | undefined,
    fieldBoosts: Record<string, number>,
    boostDocumentFn: undefined,
    bm25params: typeof BM25,
    results: Map<number, Scored>,
  ): void;
}

/** The score of one article, and the terms that were found in it. */
export interface Scored {
  score: number;
  terms: string[];
}

export interface EngineSource {
  /** How many words each field of an article holds, in the order of FIELDS. */
  lengthsOf(article: number): ArrayLike<number>;
}

/** An engine without articles: `countArticles` says how many there are. Terms are numbers, written as text. */
export function createEngine(source: EngineSource): MiniSearch {
  const engine = new MiniSearch({
    fields: FIELDS,
  });
  const inside = engine as unknown as Insides;
  inside._documentIds = { has: () => true, get: (article) => article };
  inside._fieldLength = { get: source.lengthsOf };
  return engine;
}

/** Tells an engine how many articles there are and how long each field is on the average. */
export function countArticles(engine: MiniSearch, count: number, averageLengths: number[]): void {
  const inside = engine as unknown as Insides;
  inside._documentCount = count;
  inside._avgFieldLength = averageLengths;
}

/**
 * Scores the articles in which any of the terms stands: the sum over terms and fields, as MiniSearch scores a query of terms
 * of which any is enough, without what it makes of it for others. `boosts` names the fields that count.
 */
export function scoreArticles(
  engine: MiniSearch,
  terms: readonly { term: number; weight: number; fields: Map<number, Map<number, number>> | undefined }[],
  boosts: Record<string, number> = BOOST,
): Map<number, Scored> {
  const inside = engine as unknown as Insides;
  const results = new Map<number, Scored>();
  for (const { term, weight, fields } of terms) {
    const text = String(term);
    inside.termResults(text, text, 1, weight, fields, boosts, undefined, BM25, results);
  }
  return results;
}
