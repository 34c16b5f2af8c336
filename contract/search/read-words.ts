// Reads the vocabulary of an index from the streams of its files.
import type { Reader } from './read-bytes.ts';
import type { Vocabulary } from './search-index.ts';

/** Words in order, each with its term. */
export interface Words {
  words: string[];
  terms: number[];
}

/** Puts new words between the known ones, both in order; see writeWords. */
export function addWords(known: Words, file: { next(): Reader }): Words {
  const shared = file.next();
  const endings = file.next().text().split('\n');
  const words: string[] = [];
  const terms: number[] = [];
  let count = new Set(known.terms).size;
  let old = 0;
  let word = '';
  const keepUntil = (isBefore: (other: string) => boolean) => {
    for (; old < known.words.length && isBefore(known.words[old] as string); old++) {
      words.push(known.words[old] as string);
      terms.push(known.terms[old] as number);
    }
  };
  file
    .next()
    .rest()
    .forEach((back, at) => {
      word = word.slice(0, shared.next()) + endings[at];
      keepUntil((other) => other < word);
      const here = words.length;
      terms.push(back > here ? back - here - 1 : back ? (terms[here - back] as number) : count++);
      words.push(word);
    });
  keepUntil(() => true);
  return { words, terms };
}

/** A vocabulary of words in order. */
export function toVocabulary({ words, terms }: Words): Vocabulary {
  return { words, termOf: new Map(words.map((word, at) => [word, terms[at] as number])) };
}
