// Finds the term of another form of a word while the stemmer of the language is not there, by how known words are inflected.
import { placeIn } from './flat-counts.ts';
import type { Vocabulary } from './search-index.ts';

/** Forms of a word share so many letters at least. */
const LEAST_SHARED = 3;
/** Endings are no longer than this. */
const LONGEST_ENDING = 5;
/** An ending that takes the place of another in fewer words is no rule. */
const FEWEST_WORDS = 2;

/**
 * Learns from the words of each term which endings take each other's place (-e and -ing, none and -s), and gives the term of
 * the word that shares most letters with one and differs from it by such endings alone.
 */
export function learnInflections({ words, termOf }: Vocabulary): (folded: string) => number | undefined {
  const forms = new Map<number, string[]>();
  for (const word of words) {
    const term = termOf.get(word) as number;
    forms.set(term, [...(forms.get(term) ?? []), word]);
  }
  const rules = new Map<string, number>();
  for (const own of forms.values())
    for (const one of own)
      for (const other of own) {
        const shared = countShared(one, other);
        const rule = ruleOf(one, other, shared);
        if (one !== other && shared >= LEAST_SHARED) rules.set(rule, (rules.get(rule) ?? 0) + 1);
      }
  return (folded) => {
    const begins = folded.slice(0, Math.max(LEAST_SHARED, folded.length - LONGEST_ENDING));
    let most = LEAST_SHARED - 1;
    let found: string | undefined;
    for (let at = placeIn(words, begins); words[at]?.startsWith(begins); at++) {
      const word = words[at] as string;
      const shared = countShared(folded, word);
      if (shared > most && (rules.get(ruleOf(folded, word, shared)) ?? 0) >= FEWEST_WORDS) {
        most = shared;
        found = word;
      }
    }
    return found === undefined ? undefined : termOf.get(found);
  };
}

function countShared(one: string, other: string): number {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return shared;
}

function ruleOf(one: string, other: string, shared: number): string {
  return `${one.slice(shared)}/${other.slice(shared)}`;
}
