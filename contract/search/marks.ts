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
const MOST_READ_NUMBERS = 1_500_000;
const readTexts = new WeakMap<SearchIndex['vocabulary'], { texts: Map<string, ReadText>; numbers: number }>();

/** The matching words of a text in order. */
export function matchesIn(
  text: string,
  weights: ReadonlyMap<number, number>,
  { vocabulary, rules }: SearchIndex,
): Match[] {
  const known = readTexts.get(vocabulary) ?? { texts: new Map<string, ReadText>(), numbers: 0 };
  readTexts.set(vocabulary, known);
  let words = known.texts.get(text);
  if (!words) {
    const read: number[] = [];
    for (const { folded, start, end } of wordsOf(text, rules))
      read.push(vocabulary.termOf.get(folded) ?? -1, start, end);
    words = new Int32Array(read);
    known.numbers += words.length;
    if (known.numbers > MOST_READ_NUMBERS) {
      known.texts.clear();
      known.numbers = words.length;
    }
    known.texts.set(text, words);
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
