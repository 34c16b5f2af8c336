// Reads the vocabulary of an index from the streams of its files.
import type { Reader } from './read-bytes.ts';
import type { Vocabulary } from './search-index.ts';

/** Words in order, each with its term. */
export interface Words {
  words: string[];
  terms: number[];
}

/** The runs of letters a to z and digits in some texts, in order, each once: found alike by every program, unlike words. */
export function asciiRuns(texts: readonly string[]): string[] {
  return [
    ...new Set(
      texts
        .join('\n')
        .toLowerCase()
        .match(/[a-z0-9]+/g),
    ),
  ].sort();
}

/** The words that are not written, as the titles have them; see wordsOfTitles. */
export function readWordsOfTitles(titles: readonly string[], file: { next(): Reader }): string[] {
  const words = asciiRuns(titles);
  let at = 0;
  for (const gap of file.next().rest()) {
    at += gap;
    words.splice(at, 1);
  }
  return words;
}

/** Puts new words, those in the file and `others`, between the known ones, all in order; see writeLetters and writeTerms. */
export function addWords(known: Words, file: { next(): Reader }, others: readonly string[] = []): Words {
  const shared = file.next().rest();
  const endings = file.next().text().split('\n');
  let last = '';
  const added = shared.map((same, at) => {
    last = last.slice(0, same) + endings[at];
    return last;
  });
  added.push(...others);
  added.sort();
  const words: string[] = [];
  const terms: number[] = [];
  let count = new Set(known.terms).size;
  let old = 0;
  const keepUntil = (isBefore: (other: string) => boolean) => {
    for (; old < known.words.length && isBefore(known.words[old] as string); old++) {
      words.push(known.words[old] as string);
      terms.push(known.terms[old] as number);
    }
  };
  const back = file.next();
  for (const word of added) {
    keepUntil((other) => other < word);
    const here = words.length;
    const far = back.next();
    terms.push(far > here ? far - here - 1 : far ? (terms[here - far] as number) : count++);
    words.push(word);
  }
  keepUntil(() => true);
  return { words, terms };
}

/** A vocabulary of words in order. */
export function toVocabulary({ words, terms }: Words): Vocabulary {
  return { words, termOf: new Map(words.map((word, at) => [word, terms[at] as number])) };
}
