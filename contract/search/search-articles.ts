// Ranks the articles for a question: whole articles by MiniSearch, then the best by their passages and known questions.
import { type DocCard, EVERYONE } from '../article.ts';
import { wordsOf } from '../language/words.ts';
import { idf } from './engine.ts';
import { type Marks, marksIn } from './marks.ts';
import { frequencyOf, MAX_QUERY_LENGTH, MAX_QUERY_WORDS, planQuery, type QueryPlan } from './plan-query.ts';
import { ANYWHERE, MATCHED_WORDS, MAX_CANDIDATES, PASSAGE, QUESTION } from './ranking.ts';
import type { Excerpt, SearchIndex, UnitPlaces } from './search-index.ts';

export type { Marks } from './marks.ts';

/** One found article. Marks are UTF-16 offsets of the words that match; the snippet has at most 160 characters. */
export interface SearchHit extends Excerpt {
  slug: string;
  title: string;
  titleMarks: Marks;
  breadcrumb: string[];
  score: number;
}

/** How a query is answered; without `audience` only what is for everyone is found. */
export interface SearchOptions {
  k: number;
  audience?: string | undefined;
  /** The last word may be unfinished: it is not corrected while some word begins with it. */
  asYouType?: boolean | undefined;
}

/** The hits of a query, and the query with its misspelt words replaced, null where none was. */
export interface SearchAnswer {
  hits: SearchHit[];
  corrected: string | null;
}

/** An article with its score and what the score is made of. */
export interface RankedArticle {
  article: number;
  card: DocCard;
  score: number;
  whole: number;
  passage: number;
  questions: number;
}

/** A term of the plan with the number of the planned word that it stands for. */
export interface Wanted {
  term: number;
  weight: number;
  word: number;
}

/** Ranks articles for a query, best first, ties by slug; any text is a good query, and none throws. */
export function searchArticles(index: SearchIndex, query: string, options: SearchOptions): SearchAnswer {
  const plan = planQuery(index, query, options.asYouType);
  const wanted = [...wantedTerms(plan).values()];
  const hits = rankArticles(index, plan, options.audience, options.k).map((found) => toHit(index, found, wanted));
  return { hits, corrected: correct(index, query, plan, hits) };
}

/** The query with its unknown words replaced, each written as the found articles write it. */
export function correct(
  index: SearchIndex,
  query: string,
  { replaced }: QueryPlan,
  hits: readonly { slug: string; title: string }[],
): string | null {
  if (!replaced.length) return null;
  const asWritten = (folded: string): string => {
    for (const { slug, title } of hits)
      for (const text of [title, ...(index.textOf(slug)?.sections.map((section) => section.text) ?? [])])
        for (const word of wordsOf(text, index.rules))
          if (word.folded === folded) return text.slice(word.start, word.end).toLowerCase();
    return folded;
  };
  let corrected = '';
  let copied = 0;
  for (const { start, end, by } of replaced) {
    corrected += query.slice(copied, start) + asWritten(by);
    copied = end;
  }
  return corrected + query.slice(copied, MAX_QUERY_LENGTH);
}

/** The terms of a plan; a term that stands for several words counts for the first. */
export function wantedTerms(plan: QueryPlan): Map<number, Wanted> {
  const wanted = new Map<number, Wanted>();
  plan.words.forEach(({ alternatives }, word) => {
    for (const { term, weight } of alternatives) if (!wanted.has(term)) wanted.set(term, { term, weight, word });
  });
  return wanted;
}

/** The best `k` articles in which something of the plan is found and which are for the audience, best first, ties by slug. */
export function rankArticles(
  index: SearchIndex,
  plan: QueryPlan,
  audience?: string,
  k = MAX_CANDIDATES,
): RankedArticle[] {
  const wanted = [...wantedTerms(plan).values()];
  const best = bestOf(index, scoreWholes(index, wanted), audience, Math.max(k, MAX_CANDIDATES));
  const passages = unitsOf(index, wanted, 'passages');
  const questions = unitsOf(index, wanted, 'questions');
  for (const candidate of best.slice(0, MAX_CANDIDATES)) {
    candidate.passage = PASSAGE.weight * passagesScore(index, candidate.article, passages);
    candidate.questions = QUESTION.weight * questionsScore(index, candidate.article, questions);
    candidate.score = candidate.whole + candidate.passage + candidate.questions;
  }
  return best.sort(byScore).slice(0, k);
}

/** By how much a score is multiplied for so many matched words. */
const MATCHED = Float64Array.from({ length: MAX_QUERY_WORDS + 1 }, (_, words) => words ** MATCHED_WORDS);

/** The score of each article as a whole, by its number; terms of one word follow each other. */
function scoreWholes(index: SearchIndex, wanted: readonly Wanted[]): Float64Array {
  const { engine } = index;
  const wholes = new Float64Array(engine.span);
  const matched = new Uint8Array(engine.span);
  const lastWord = new Uint8Array(engine.span);
  for (const { term, weight, word } of wanted) {
    const fields = index.placesOf(term)?.fields;
    if (!fields) continue;
    const { articles, scores } = engine.scoresOf(term, fields);
    for (let at = 0; at < articles.length; at++) {
      const article = articles[at] as number;
      wholes[article] = (wholes[article] as number) + weight * (scores[at] as number);
      if (lastWord[article] === word + 1) continue;
      lastWord[article] = word + 1;
      matched[article] = (matched[article] as number) + 1;
    }
  }
  for (let article = 0; article < wholes.length; article++)
    if (wholes[article])
      wholes[article] = (wholes[article] as number) * (MATCHED[matched[article] as number] as number);
  return wholes;
}

/** The best of them that are for the audience, best first; the others are never sorted. */
function bestOf(index: SearchIndex, wholes: Float64Array, audience: string | undefined, most: number): RankedArticle[] {
  const best: RankedArticle[] = [];
  let least = 0;
  for (let article = 0; article < wholes.length; article++) {
    const whole = wholes[article] as number;
    if (!whole || whole < least) continue;
    const card = index.cardAt(article);
    if (!isFor(card, audience)) continue;
    const found = { article, card, score: whole, whole, passage: 0, questions: 0 };
    let at = best.length;
    while (at && byScore(found, best[at - 1] as RankedArticle) < 0) at--;
    best.splice(at, 0, found);
    if (best.length > most) best.pop();
    if (best.length === most) least = best[most - 1]?.whole ?? 0;
  }
  return best;
}

/** Those of the terms that stand in an article. */
export function termsIn(index: SearchIndex, article: number, wanted: readonly Wanted[]): Wanted[] {
  return wanted.filter(({ term }) => {
    for (const counts of index.placesOf(term)?.fields.values() ?? []) if (counts.get(article)) return true;
    return false;
  });
}

function byScore(a: RankedArticle, b: RankedArticle): number {
  return b.score - a.score || (a.card.slug < b.card.slug ? -1 : 1);
}

/** A term of a question in passages or known questions. */
interface UnitTerm {
  places: UnitPlaces;
  /** Its weight in the question, times how rare it is. */
  weight: number;
  word: number;
}

function unitsOf(index: SearchIndex, wanted: readonly Wanted[], name: 'passages' | 'questions'): UnitTerm[] {
  const among = index.means[name];
  return wanted.flatMap(({ term, weight, word }) => {
    const found = index.placesOf(term);
    if (!found?.[name].count) return [];
    const places = found[name];
    const anywhere = index.engine.rarity(index.engine.scoresOf(term, found.fields).count);
    const rarity = ANYWHERE * anywhere + (1 - ANYWHERE) * idf(places.count, among);
    return [{ places, weight: weight * rarity, word }];
  });
}

/** BM25 of the units of one article: for each unit its score and how many words of the question it holds. */
function scoreUnits(
  article: number,
  terms: readonly UnitTerm[],
  lengths: ArrayLike<number>,
  { k, b, mean }: { k: number; b: number; mean: number },
): { score: number; words: number; lastWord: number }[] {
  const scores: { score: number; words: number; lastWord: number }[] = [];
  for (const { places, weight, word } of terms) {
    const units = places.of(article);
    for (let at = 0; units && at < units.length; at += 2) {
      const unit = units[at] as number;
      const times = units[at + 1] as number;
      scores[unit] ??= { score: 0, words: 0, lastWord: -1 };
      const own = scores[unit];
      if (own.lastWord !== word) own.words++;
      own.lastWord = word;
      own.score += (weight * times * (k + 1)) / (times + k * (1 - b + (b * (lengths[unit] ?? mean)) / mean));
    }
  }
  return scores;
}

function passagesScore(index: SearchIndex, article: number, terms: readonly UnitTerm[]): number {
  const mean = index.means.passage;
  let best = 0;
  let next = 0;
  scoreUnits(article, terms, index.passageLengths(article), { ...PASSAGE, mean }).forEach(({ score, words }) => {
    const own = score * (MATCHED[words] as number);
    next = Math.max(next, Math.min(best, own));
    best = Math.max(best, own);
  });
  return best + PASSAGE.next * next;
}

function questionsScore(index: SearchIndex, article: number, terms: readonly UnitTerm[]): number {
  const lengths = index.questionLengths(article);
  if (!lengths.length) return 0;
  const mean = index.means.question;
  let best = 0;
  let sum = 0;
  scoreUnits(article, terms, lengths, { ...QUESTION, mean }).forEach(({ score, words }, unit) => {
    const share = words / Math.max(1, lengths[unit] ?? 1);
    const own = score * share ** QUESTION.damp;
    best = Math.max(best, own);
    sum += own;
  });
  return best + QUESTION.rest * (sum - best);
}

function toHit(index: SearchIndex, { article, card, score }: RankedArticle, wanted: readonly Wanted[]): SearchHit {
  const weights = new Map(termsIn(index, article, wanted).map(({ term }) => [term, weightOf(index, term)]));
  return {
    slug: card.slug,
    title: card.title,
    titleMarks: marksIn(card.title, weights, index),
    breadcrumb: card.breadcrumb,
    ...(index.excerptOf?.(index.textOf(card.slug), weights, index) ?? NO_EXCERPT),
    score,
  };
}

const NO_EXCERPT: Excerpt = { section: null, snippet: '', snippetMarks: [] };

/** Rare terms weigh more; only for the choice of section and snippet. */
function weightOf(index: SearchIndex, term: number): number {
  return Math.log(1 + index.cards.length / Math.max(1, frequencyOf(index, term)));
}

/** Whether an article is for everyone or for this audience. */
export function isFor(card: DocCard, audience: string | undefined): boolean {
  return !card.audience.length || card.audience.some((name) => name === EVERYONE || name === audience);
}
