// Of phrases that people typed, leaves out those that are another one with a slip of the finger in it.
import { editDistance } from '../../contract/search/corrections.ts';
import { phraseWords } from '../method/phrase-clusters.ts';

/** In a shorter phrase one letter makes another word of it. */
const SHORTEST = 5;

/**
 * The phrases that are no misspelling of another one, in their order. One is where a single letter was left out, put in,
 * taken for another or swapped, a space as well, and where it has a word that nobody knows. So “import file” and “expert
 * file” both stay if both words are known, and what has other figures in it is never the same.
 * @param phrases most used first: of two that are as strange, the later one is the slip.
 * @param known words in lower case, of articles and of what was written in full.
 */
export function wellSpelt(phrases: readonly string[], known: ReadonlySet<string>): string[] {
  const told = phrases.map((text) => ({
    text,
    plain: text.normalize('NFC').toLowerCase(),
    strange: phraseWords(text).filter((word) => !known.has(word.toLowerCase())).length,
  }));
  const isSlip = (one: (typeof told)[number], at: number) =>
    one.strange > 0 &&
    told.some(
      (other, place) =>
        place !== at &&
        isOneEditApart(one.plain, other.plain) &&
        (other.strange < one.strange || (other.strange === one.strange && place < at)),
    );
  return told.filter((one, at) => !isSlip(one, at)).map(({ text }) => text);
}

function isOneEditApart(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < SHORTEST || Math.abs(one.length - other.length) > 1) return false;
  return figuresOf(one) === figuresOf(other) && editDistance(one, other, 1) === 1;
}

function figuresOf(text: string): string {
  return text.replace(/\P{N}+/gu, ' ').trim();
}
