// Makes a MiniSearch that scores articles whose postings are kept by us; it is handed its own structures, one term at a time.
import MiniSearch from 'minisearch';
import { BM25, BOOST, FIELDS } from './ranking.ts';

/** What MiniSearch keeps of its documents; private to it, and pinned by the tests of this folder. */
interface Insides {
  _index: { get(term: string): Map<number, Map<number, number>> | undefined };
  _documentCount: number;
  _documentIds: { has(article: number): boolean; get(article: number): number };
  _fieldLength: { get(article: number): ArrayLike<number> };
  _avgFieldLength: number[];
}

export interface EngineSource {
  fieldsOf(term: number): Map<number, Map<number, number>> | undefined;
  /** How many words each field of an article holds, in the order of FIELDS. */
  lengthsOf(article: number): ArrayLike<number>;
}

/** An engine without articles: `countArticles` says how many there are. Terms are numbers, written as text. */
export function createEngine(source: EngineSource): MiniSearch {
  const engine = new MiniSearch({
    fields: FIELDS,
    searchOptions: { boost: BOOST, bm25: BM25, processTerm: (term: string) => term },
  });
  const inside = engine as unknown as Insides;
  inside._index = { get: (term) => source.fieldsOf(Number(term)) };
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
