// Has MiniSearch score articles whose postings are kept by us: what each term gives each article is added up once and kept.
import MiniSearch from 'minisearch';
import type { Counts } from './flat-counts.ts';
import { ANYWHERE, BM25, BOOST, FIELDS, type FieldName } from './ranking.ts';

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
    fieldTermData: ReadonlyMap<number, Counts> | undefined,
    fieldBoosts: Record<string, number>,
    boostDocumentFn: undefined,
    bm25params: (typeof BM25)[FieldName],
    results: { get(article: number): object },
  ): void;
}

/** What a term that counts 1 gives each article in which it stands; the n-th score is that of the n-th article. */
export interface TermScores {
  /** How many articles hold the term anywhere: of an index that is not whole yet, also those that it does not have. */
  count: number;
  articles: Uint32Array;
  scores: Float64Array;
}

/** How much it says of one of `among` to hold what `count` of them hold. */
export function idf(count: number, among: number): number {
  return Math.log(1 + (among - count + 0.5) / (count + 0.5));
}

export interface Engine {
  /** Articles have numbers below this. */
  readonly span: number;
  /** How much it says of an article to hold what `count` articles hold; as MiniSearch has it. */
  rarity(count: number): number;
  /** Tells how many articles there are, how long each field is on the average, and below what their numbers are. */
  recount(count: number, averageLengths: number[], span: number): void;
  /** Scores a term by all fields in which it stands; what was scored last is kept. */
  scoresOf(term: number, fields: ReadonlyMap<number, Counts>): TermScores;
  /** Scores a term by some fields, named with how much they count. */
  scoresBy(boosts: Partial<Record<FieldName, number>>, fields: ReadonlyMap<number, Counts>): TermScores;
}

/** Scores of so many terms and articles are kept, 12 bytes each; more begin anew. */
const MOST_KEPT_SCORES = 1_000_000;

/** An engine without articles; `lengthsOf` says how many words each field of one holds, in the order of FIELDS. */
export function createEngine(
  lengthsOf: (article: number) => ArrayLike<number>,
  mostKeptScores = MOST_KEPT_SCORES,
): Engine {
  const inside = new MiniSearch({ fields: FIELDS }) as unknown as Insides;
  inside._documentIds = { has: () => true, get: (article) => article };
  inside._fieldLength = { get: lengthsOf };
  const kept = new Map<number, TermScores>();
  let keptScores = 0;
  let sums = new Float64Array(0);
  let found: number[] = [];
  let article = 0;
  // To MiniSearch this is the result of whichever article it asked for last.
  const result = {
    terms: [''],
    match: { '': { push: () => 0 } },
    get score() {
      return sums[article] as number;
    },
    set score(score) {
      sums[article] = score;
    },
  };
  const results = {
    get(asked: number) {
      article = asked;
      if (!sums[article]) found.push(article);
      return result;
    },
  };
  const engine = {
    span: 0,
    rarity: (count: number) => idf(count, inside._documentCount),
    recount(count: number, averageLengths: number[], span: number) {
      inside._documentCount = count;
      inside._avgFieldLength = averageLengths;
      engine.span = span;
      kept.clear();
      keptScores = 0;
    },
    scoresOf(term: number, fields: ReadonlyMap<number, Counts>) {
      let scored = kept.get(term);
      if (!scored) {
        scored = engine.scoresBy(BOOST, fields);
        keptScores += scored.articles.length;
        if (keptScores > mostKeptScores) {
          kept.clear();
          keptScores = scored.articles.length;
        }
        kept.set(term, scored);
      }
      return scored;
    },
    scoresBy(boosts: Partial<Record<FieldName, number>>, fields: ReadonlyMap<number, Counts>) {
      if (sums.length < engine.span) sums = new Float64Array(engine.span * 1.2);
      found = [];
      // MiniSearch takes a term to be as rare as it is in a field: the boost makes of that what ANYWHERE says.
      const count = countArticles([...fields.values()], engine.span);
      const anywhere = ANYWHERE * engine.rarity(count);
      FIELDS.forEach((name, field) => {
        const size = fields.get(field)?.size;
        if (!size || !boosts[name]) return;
        const boost = boosts[name] * (1 - ANYWHERE + anywhere / engine.rarity(size));
        inside.termResults('', '', 1, boost, fields, { [name]: 1 }, undefined, BM25[name], results);
      });
      const articles = new Uint32Array(found);
      const scores = new Float64Array(found.length);
      for (let at = 0; at < scores.length; at++) {
        scores[at] = sums[found[at] as number] as number;
        sums[found[at] as number] = 0;
      }
      return { count, articles, scores };
    },
  };
  return engine;
}

/** How many articles there are in any of these lists, of which one may know of more than it has. */
function countArticles(lists: readonly Counts[], span: number): number {
  if (lists.length === 1) return lists[0]?.size ?? 0;
  const seen = new Uint8Array(span);
  let count = 0;
  for (const list of lists)
    for (const article of list.keys()) {
      count += 1 - (seen[article] as number);
      seen[article] = 1;
    }
  return Math.max(count, ...lists.map(({ size }) => size));
}
