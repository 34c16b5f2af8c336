// Writes the vocabulary of an index; read-words.ts reads it.
import { asciiRuns } from './read-words.ts';
import { NumberWriter } from './write-bytes.ts';

/** The words of titles need not be written: those that are found by `asciiRuns`, without such as are no words. */
export function wordsOfTitles(
  titles: readonly string[],
  isWord: (word: string) => boolean,
): { words: ReadonlySet<string>; gapsOfOthers: NumberWriter } {
  const runs = asciiRuns(titles);
  const gapsOfOthers = new NumberWriter();
  let last = -1;
  runs.forEach((run, at) => {
    if (isWord(run)) return;
    gapsOfOthers.add(at - last - 1);
    last = at;
  });
  return { words: new Set(runs.filter(isWord)), gapsOfOthers };
}

/** Words in order: for each how many letters it shares with the one before it, and the other letters. */
export function writeLetters(words: readonly string[]): [shared: NumberWriter, endings: string] {
  const shared = new NumberWriter();
  const endings: string[] = [];
  let last = '';
  for (const word of words) {
    let same = 0;
    while (same < word.length && word[same] === last[same]) same++;
    // Half a character is no text.
    if (/[\ud800-\udbff]/.test(word[same - 1] ?? '')) same--;
    shared.add(same);
    endings.push(word.slice(same));
    last = word;
  }
  return [shared, endings.join('\n')];
}

/**
 * The terms of the words that `isNew` chooses from a sorted list: 0 for one that no word before had, else how many words of
 * the whole list to go back to the last one with the same. Terms that were met for the first time are added to `terms`.
 */
export function writeTerms(
  words: readonly string[],
  isNew: (word: string) => boolean,
  terms: number[],
  termOf: ReadonlyMap<string, number>,
): NumberWriter {
  const back = new NumberWriter();
  const known = new Map(terms.map((term, number) => [term, number]));
  const lastAt = new Map<number, number>();
  words.forEach((word, at) => {
    const term = termOf.get(word) as number;
    if (isNew(word)) {
      const before = lastAt.get(term);
      if (before !== undefined) back.add(at - before);
      else back.add(known.has(term) ? at + 1 + (known.get(term) as number) : 0);
      if (!known.has(term)) {
        known.set(term, terms.length);
        terms.push(term);
      }
    }
    lastAt.set(term, at);
  });
  return back;
}
