// Finds the words of a text that match a question, and keeps what was read of texts while somebody types.
import { wordsOf } from '../language/words.ts';
import type { SearchIndex } from './search-index.ts';

/** Places of matching words as [start, end) in UTF-16 units. */
export type Marks = [start: number, end: number][];

/** A word of a text that stands for one of the terms. */
export interface Match {
  term: number;
  start: number;
  end: number;
}

/** The words of a text, three numbers each: term (-1 for none), start, end. */
type ReadText = Int32Array;

/** Texts are asked for again with each letter that is typed: what was read of the last ones is kept. */
const MAX_READ_TEXTS = 3_000;
const readTexts = new WeakMap<SearchIndex['vocabulary'], Map<string, ReadText>>();

/** The matching words of a text in order. */
export function matchesIn(
  text: string,
  weights: ReadonlyMap<number, number>,
  { vocabulary, rules }: SearchIndex,
): Match[] {
  const known = readTexts.get(vocabulary) ?? new Map<string, ReadText>();
  readTexts.set(vocabulary, known);
  let words = known.get(text);
  if (!words) {
    if (known.size >= MAX_READ_TEXTS) known.clear();
    const read: number[] = [];
    for (const { folded, start, end } of wordsOf(text, rules))
      read.push(vocabulary.termOf.get(folded) ?? -1, start, end);
    words = Int32Array.from(read);
    known.set(text, words);
  }
  const found: Match[] = [];
  for (let at = 0; at < words.length; at += 3) {
    const term = words[at] as number;
    if (weights.has(term)) found.push({ term, start: words[at + 1] as number, end: words[at + 2] as number });
  }
  return found;
}

/** The places of the words of a text that stand for one of the weighted terms. */
export function marksIn(text: string, weights: ReadonlyMap<number, number>, index: SearchIndex): Marks {
  return matchesIn(text, weights, index).map(({ start, end }) => [start, end]);
}
