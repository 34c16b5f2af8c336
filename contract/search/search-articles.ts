// Ranks the articles for a question: whole articles by MiniSearch, then the best by their passages and known questions.
import { type ArticleSection, type DocCard, EVERYONE } from '../article.ts';
import { wordsOf } from '../language/words.ts';
import { scoreArticles } from './engine.ts';
import { MAX_QUERY_LENGTH, planQuery, type QueryPlan } from './plan-query.ts';
import { MATCHED_WORDS, MAX_CANDIDATES, PASSAGE, QUESTION } from './ranking.ts';
import type { Postings, SearchIndex, Units } from './search-index.ts';
import { bestPassage, cutSnippet, type Marks, marksIn } from './snippet.ts';

export type { Marks } from './snippet.ts';

/** One found article. Marks are UTF-16 offsets of the words that match; the snippet has at most 160 characters. */
export interface SearchHit {
  slug: string;
  title: string;
  titleMarks: Marks;
  breadcrumb: string[];
  section: ArticleSection | null;
  snippet: string;
  snippetMarks: Marks;
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
  /** The terms that were found in it. */
  terms: number[];
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
  const ranked = rankArticles(index, plan, options.audience).slice(0, options.k);
  const hits = ranked.map((found) => toHit(index, found));
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

/** All articles in which something of the plan is found and which are for the audience, best first, ties by slug. */
export function rankArticles(index: SearchIndex, plan: QueryPlan, audience?: string): RankedArticle[] {
  const wanted = wantedTerms(plan);
  const terms = [...wanted.values()];
  if (!terms.length) return [];
  const found: RankedArticle[] = [];
  const scores = scoreArticles(
    index.engine,
    terms.map(({ term, weight }) => ({ term, weight, fields: index.postingsOf(term)?.fields })),
  );
  for (const [article, { score, terms }] of scores) {
    const card = index.cardAt(article);
    if (!isFor(card, audience)) continue;
    const own = terms.map(Number);
    const whole = score * countWords(own, wanted) ** MATCHED_WORDS;
    found.push({ article, card, score: whole, whole, passage: 0, questions: 0, terms: own });
  }
  found.sort(byScore);
  for (const candidate of found.slice(0, MAX_CANDIDATES)) {
    const own = candidate.terms.map((term) => wanted.get(term) as Wanted);
    candidate.passage = PASSAGE.weight * bestPassageScore(index, candidate.article, own);
    candidate.questions = QUESTION.weight * questionsScore(index, candidate.article, own);
    candidate.score = candidate.whole + candidate.passage + candidate.questions;
  }
  return found.sort(byScore);
}

function countWords(terms: readonly number[], wanted: ReadonlyMap<number, Wanted>): number {
  const first = wanted.get(terms[0] as number)?.word;
  // Most articles hold one word of the question.
  return terms.length === 1 || terms.every((term) => wanted.get(term)?.word === first)
    ? 1
    : new Set(terms.map((term) => wanted.get(term)?.word)).size;
}

function byScore(a: RankedArticle, b: RankedArticle): number {
  return b.score - a.score || (a.card.slug < b.card.slug ? -1 : 1);
}

/** BM25 of the units of one article: for each unit its score and how many words of the question it holds. */
function scoreUnits(
  wanted: readonly Wanted[],
  unitsOf: (term: number) => { units: Units; idf: number } | undefined,
  lengths: ArrayLike<number>,
  { k, b, mean }: { k: number; b: number; mean: number },
): { score: number; words: Set<number> }[] {
  const scores: { score: number; words: Set<number> }[] = [];
  for (const { term, weight, word } of wanted) {
    const found = unitsOf(term);
    for (let at = 0; found && at < found.units.length; at += 2) {
      const unit = found.units[at] as number;
      const times = found.units[at + 1] as number;
      const own = scores[unit] ?? { score: 0, words: new Set() };
      scores[unit] = own;
      own.words.add(word);
      own.score +=
        (weight * found.idf * times * (k + 1)) / (times + k * (1 - b + (b * (lengths[unit] ?? mean)) / mean));
    }
  }
  return scores;
}

function idf(count: number, among: number): number {
  return Math.log(1 + (among - count + 0.5) / (count + 0.5));
}

function countUnits(units: ReadonlyMap<number, Units>): number {
  let count = 0;
  for (const pairs of units.values()) count += pairs.length / 2;
  return count;
}

/** The two counts of a term, made once for its postings. */
const counts = new WeakMap<Postings, { passages: number; questions: number }>();

function countsOf(postings: Postings): { passages: number; questions: number } {
  let known = counts.get(postings);
  if (!known) {
    known = { passages: countUnits(postings.passages), questions: countUnits(postings.questions) };
    counts.set(postings, known);
  }
  return known;
}

function bestPassageScore(index: SearchIndex, article: number, wanted: readonly Wanted[]): number {
  const { passage: mean, passages } = index.means;
  const unitsOf = (term: number) => {
    const postings = index.postingsOf(term);
    const units = postings?.passages.get(article);
    return postings && units && { units, idf: idf(countsOf(postings).passages, passages) };
  };
  let best = 0;
  scoreUnits(wanted, unitsOf, index.passageLengths(article), { ...PASSAGE, mean }).forEach(({ score, words }) => {
    best = Math.max(best, score * words.size ** MATCHED_WORDS);
  });
  return best;
}

function questionsScore(index: SearchIndex, article: number, wanted: readonly Wanted[]): number {
  const trust = index.questionTrust(article);
  if (!trust.length) return 0;
  const { question: mean, questions } = index.means;
  const unitsOf = (term: number) => {
    const postings = index.postingsOf(term);
    const units = postings?.questions.get(article);
    return postings && units && { units, idf: idf(countsOf(postings).questions, questions) };
  };
  const lengths = index.questionLengths(article);
  let best = 0;
  let sum = 0;
  scoreUnits(wanted, unitsOf, lengths, { ...QUESTION, mean }).forEach(({ score, words }, unit) => {
    const share = words.size / Math.max(1, lengths[unit] ?? 1);
    const own = score * share ** QUESTION.damp * (trust[unit] ?? 1);
    best = Math.max(best, own);
    sum += own;
  });
  return best + QUESTION.rest * (sum - best);
}

function toHit(index: SearchIndex, { card, score, terms }: RankedArticle): SearchHit {
  const weights = new Map(terms.map((term) => [term, weightOf(index, term)]));
  const text = index.textOf(card.slug);
  const passage = bestPassage(text?.sections ?? [], weights, index);
  const snippet = cutSnippet(passage?.text || text?.summary || '', weights, index);
  return {
    slug: card.slug,
    title: card.title,
    titleMarks: marksIn(card.title, weights, index),
    breadcrumb: card.breadcrumb,
    section: passage?.id ? { id: passage.id, heading: passage.heading } : null,
    snippet,
    snippetMarks: marksIn(snippet, weights, index),
    score,
  };
}

/** Rare terms weigh more; only for the choice of section and snippet. */
function weightOf(index: SearchIndex, term: number): number {
  const articles = index.postingsOf(term)?.fields.values() ?? [];
  return Math.log(1 + index.cards.length / Math.max(1, ...Array.from(articles, (field) => field.size)));
}

/** Whether an article is for everyone or for this audience. */
export function isFor(card: DocCard, audience: string | undefined): boolean {
  return !card.audience.length || card.audience.some((name) => name === EVERYONE || name === audience);
}
