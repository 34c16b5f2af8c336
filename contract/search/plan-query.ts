// Turns a question into the terms to look for: drops what says nothing, corrects, completes, joins and parts words.
import { wordsOf } from '../language/words.ts';
import { correctionsOf } from './corrections.ts';
import { MAX_COMPLETIONS, MAX_CORRECTIONS, REPEATED, STAND_IN } from './ranking.ts';
import type { SearchIndex } from './search-index.ts';

/** A term to look for, and how much a match counts. */
export interface Alternative {
  term: number;
  weight: number;
}

/** One word of a question with all that may stand for it. */
export interface PlannedWord {
  typed: string;
  /** Some article uses the word or another form of it. */
  known: boolean;
  /** The words that it may have meant, likeliest first; none for known words and unfinished ones. */
  corrections: string[];
  alternatives: Alternative[];
}

/** What is looked for; words that are the same term are one. */
export interface QueryPlan {
  words: PlannedWord[];
  /** Words that were left out because they say nothing. */
  dropped: string[];
  /** Places of the question at which a word stands that no article uses, in order, each with the likeliest word. */
  replaced: { start: number; end: number; by: string }[];
}

/** Longer queries are cut here before anything else looks at them. */
export const MAX_QUERY_LENGTH = 400;
/** Words of a query after which the rest is ignored. */
export const MAX_QUERY_WORDS = 40;
/** How many letters a part must have at least where a word is taken for two. */
const SHORTEST_PART = 2;
/** A word of at least this many letters that only one article uses may be a slip that stands in that article. */
const SHORTEST_RARE = 5;
const COMMON_FROM_ARTICLES = 5;

/** In how many articles a term stands, by the field in which it stands in most. */
export function frequencyOf(index: SearchIndex, term: number | undefined): number {
  const fields = term === undefined ? undefined : index.placesOf(term)?.fields;
  return fields ? Math.max(0, ...Array.from(fields.values(), ({ size }) => size)) : 0;
}

/** Plans a question; with `asYouType` the last word may be unfinished and is not corrected while some word begins with it. */
export function planQuery(index: SearchIndex, query: string, asYouType = false): QueryPlan {
  const text = query.slice(0, MAX_QUERY_LENGTH);
  const all = wordsOf(text, index.rules).slice(0, MAX_QUERY_WORDS);
  const telling = all.filter(({ folded }) => !index.stopWords.has(folded));
  const used = telling.length ? telling : all;
  const words = new Map<string | number, PlannedWord & { times: number }>();
  const replaced: QueryPlan['replaced'] = [];
  for (const word of used) {
    const at = all.indexOf(word);
    const isLast = at === all.length - 1;
    const typed = word.folded;
    const own = index.termOf(typed);
    const before = words.get(own ?? typed);
    if (before) {
      before.times++;
      continue;
    }
    const alternatives = new Map<number, number>();
    const add = (term: number | undefined, weight: number) => {
      if (term !== undefined && !alternatives.has(term)) alternatives.set(term, weight);
    };
    add(own, 1);
    const completions = isLast ? completionsOf(index, typed) : [];
    for (const [term, length] of completions)
      add(term, (STAND_IN.prefix * length) / (length + 0.3 * (length - typed.length)));
    const corrections =
      own === undefined && !(asYouType && completions.length) ? nearWords(index, typed) : ([] as string[]);
    corrections.forEach((other, place) => {
      add(index.vocabulary.termOf.get(other), STAND_IN.correction / (1 + place * STAND_IN.laterCorrection));
    });
    if (own === undefined) for (const part of partsOf(index, typed)) add(part, STAND_IN.part);
    else add(commonNeighbour(index, typed, own), STAND_IN.rareWord);
    for (const joined of [(all[at - 1]?.folded ?? '') + typed, typed + (all[at + 1]?.folded ?? '')])
      if (joined !== typed) add(index.vocabulary.termOf.get(joined), STAND_IN.joined);
    words.set(own ?? typed, {
      typed,
      known: own !== undefined,
      corrections,
      alternatives: Array.from(alternatives, ([term, weight]) => ({ term, weight })),
      times: 1,
    });
    if (corrections[0] && !completions.length) replaced.push({ start: word.start, end: word.end, by: corrections[0] });
  }
  for (const word of words.values())
    for (const alternative of word.alternatives) alternative.weight *= 1 + REPEATED * Math.log(word.times);
  return {
    words: [...words.values()],
    dropped: all.filter((word) => !used.includes(word)).map(({ folded }) => folded),
    replaced,
  };
}

/** Where a word would stand in a sorted list. */
function placeOf(words: readonly string[], word: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] as string) < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Terms of the words that begin with what was typed, with the length of the shortest such word; the shortest first. */
function completionsOf({ vocabulary }: SearchIndex, typed: string): [term: number, length: number][] {
  const found = new Map<number, number>();
  for (let at = placeOf(vocabulary.words, typed); vocabulary.words[at]?.startsWith(typed); at++) {
    const word = vocabulary.words[at] as string;
    const term = vocabulary.termOf.get(word) as number;
    if (word !== typed) found.set(term, Math.min(word.length, found.get(term) ?? word.length));
  }
  return [...found].sort((a, b) => a[1] - b[1]).slice(0, MAX_COMPLETIONS);
}

/** The nearest words in use, one for each term. */
function nearWords(index: SearchIndex, typed: string): string[] {
  const { words, termOf } = index.vocabulary;
  const byTerm = new Map<number | undefined, string>();
  for (const { word } of correctionsOf(typed, words, (other) => frequencyOf(index, termOf.get(other))))
    if (!byTerm.has(termOf.get(word))) byTerm.set(termOf.get(word), word);
  return [...byTerm.values()].slice(0, MAX_CORRECTIONS);
}

/** The terms of two words that were typed as one. */
function partsOf({ vocabulary: { termOf } }: SearchIndex, typed: string): number[] {
  const found: number[] = [];
  for (let at = SHORTEST_PART; at <= typed.length - SHORTEST_PART; at++) {
    const left = termOf.get(typed.slice(0, at));
    const right = termOf.get(typed.slice(at));
    if (left !== undefined && right !== undefined) found.push(left, right);
  }
  return found;
}

/** For a word that hardly any article uses: a word one edit away that many use. */
function commonNeighbour(index: SearchIndex, typed: string, own: number): number | undefined {
  if (typed.length < SHORTEST_RARE || frequencyOf(index, own) > 1) return undefined;
  const { words, termOf } = index.vocabulary;
  const frequency = (word: string) => frequencyOf(index, termOf.get(word));
  const near = correctionsOf(typed, words, frequency).find(
    ({ word, distance }) => distance <= 1 && termOf.get(word) !== own && frequency(word) >= COMMON_FROM_ARTICLES,
  );
  return near && termOf.get(near.word);
}
