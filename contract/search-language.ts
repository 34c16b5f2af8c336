// Turns text into words and words into index terms, by locale; index and query go through the same functions.
import { stemmer } from 'stemmer';

/** A word of a text with its place in UTF-16 units; `folded` is lower case without diacritics and apostrophes. */
export interface Word {
  folded: string;
  start: number;
  end: number;
}

/** What search needs to know about a language. */
export interface Language {
  stem(folded: string): string;
  stopWords: ReadonlySet<string>;
}

/** Longer words are cut to this many characters before they are stemmed or compared, so that no word costs much. */
const MAX_WORD_LENGTH = 48;
const MAX_REMEMBERED_STEMS = 50_000;

const WORD = /[\p{L}\p{N}\p{M}]+(?:['\u2019]\p{L}+)*/gu;

// A short list on purpose: words such as not, no, off, up, after carry meaning in a question about a product.
const english: Language = {
  stem: stemmer,
  stopWords: new Set(
    (
      'a am an and are as at be by can could did do does for from has have hello how i im in is it its ive me my of on or please ' +
      'should thank thanks that the there this to was what when where which who why will with would you your'
    ).split(' '),
  ),
};

const plain: Language = { stem: (folded) => folded, stopWords: new Set() };

/**
 * The language of a BCP-47 locale, with a memory of its own for the stems it has made; languages that are not known yet are
 * neither stemmed nor rid of stop words.
 */
export function languageOf(locale: string): Language {
  const { stem, stopWords } = /^en\b/i.test(locale) ? english : plain;
  const known = new Map<string, string>();
  return {
    stopWords,
    stem(folded) {
      const before = known.get(folded);
      if (before !== undefined) return before;
      if (known.size > MAX_REMEMBERED_STEMS) known.clear();
      const made = stem(folded);
      known.set(folded, made);
      return made;
    },
  };
}

/** Lower case, compatibility forms unified, Latin diacritics and apostrophes dropped. */
export function fold(word: string): string {
  const lower = word.slice(0, MAX_WORD_LENGTH).toLowerCase();
  return /^[a-z0-9]*$/.test(lower)
    ? lower
    : lower
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[\u0300-\u036f'\u2019]/g, '');
}

/** The words of a text in order. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(WORD), (match) => ({
    folded: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
