// Finds the words of a text and folds them; index and query both go through here, on the server and in the browser.

/** What the words of a language need; plain data that travels inside the index, so that both sides read alike. */
export interface WordRules {
  locale: string;
  /** Lower-case letters that are not folded, since readers of the language take them for letters of their own: `åäö`. */
  keep: string;
  /** What joins two parts into one word: apostrophes in English (don't), nothing in French (l'adresse is two words). */
  join: string;
}

/** A word of a text with its place in UTF-16 units; `folded` is lower case without most diacritics. */
export interface Word {
  folded: string;
  start: number;
  end: number;
}

/** Longer words are cut to this many characters before they are folded, so that no word costs much. */
const MAX_WORD_LENGTH = 48;

/** Letters that Unicode does not take apart. */
const LETTERS: Record<string, string> = { ß: 'ss', ł: 'l', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd', ı: 'i' };

/** Accents, Hebrew points, Arabic vowels and stretching, apostrophes, soft hyphens, and what makes a sign an emoji. */
const DROPPED = /[\ufe0f\u20e3\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640\u00ad\u2019]/g;

/** Scripts that put no spaces between words. */
const SPACELESS = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}ー\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}]';

/** The language given here changes nothing: each script has its own dictionary. */
const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter('ja', { granularity: 'word' }) : null;

/** Lower case, compatibility forms unified, diacritics dropped but for the letters that the language keeps. */
export function fold(word: string, { keep }: WordRules): string {
  return word
    .slice(0, MAX_WORD_LENGTH)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\0-\x7f]/gu, (letter) =>
      keep.includes(letter) ? letter : (LETTERS[letter] ?? letter.normalize('NFD').replace(DROPPED, '')),
    )
    .replaceAll("'", '')
    .normalize();
}

/**
 * The words of a text in order. Text in scripts without spaces is divided by the dictionaries of the JavaScript engine, or,
 * where it has none, into overlapping pairs of characters.
 */
export function wordsOf(text: string, rules: WordRules): Word[] {
  const letter = `(?!${SPACELESS})[\\p{L}\\p{N}]`;
  const word = `${letter}(?:${letter}|[\\p{M}\\xad])*`;
  const found: Word[] = [];
  for (const { 0: run, 1: spaceless, index } of text.matchAll(
    RegExp(`(${SPACELESS}+)|${word}(?:[${rules.join}]${word})*`, 'gu'),
  )) {
    const parts = spaceless
      ? segmenter
        ? segmenter.segment(run)
        : Array.from(run.slice(1) || run, (_, at) => ({ segment: run.slice(at, at + 2), index: at }))
      : [{ segment: run, index: 0 }];
    for (const part of parts) {
      const folded = fold(part.segment, rules);
      const start = index + part.index;
      if (/[\p{L}\p{N}]/u.test(folded)) found.push({ folded, start, end: start + part.segment.length });
    }
  }
  return found;
}
