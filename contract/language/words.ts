// Finds the words of a text and folds them; index and query both go through here, on the server and in the browser.

/** How the words of a language are read; plain data that travels inside the index, so that both sides read alike. */
export interface WordRules {
  locale: string;
  /** What single letters become that would otherwise lose their accents, or stay: `{ ß: 'ss' }`, in Swedish `{ å: 'å' }`. */
  letters: Record<string, string>;
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

/** Accents, Hebrew points, Arabic vowels and stretching, apostrophes, hyphens that show at a line's end only. */
const DROPPED = /[\p{sc=Zinh}\u0591-\u05c7\u0640'\u2019\xad]/gu;

/** Each character of a script without spaces (Thai to Khmer, Chinese, Japanese) with its next, and what stands between. */
const PAIRS = /(?=([\u0e00-\u109f\u1780-\u9fff]{1,2}))|[^\u0e00-\u109f\u1780-\u9fff]+/g;

/** Its dictionaries go by script, not by the language that is given here. */
const segmenter = Intl.Segmenter && new Intl.Segmenter('ja', { granularity: 'word' });

/** Divides what may have no spaces by the dictionaries of the engine, or, where it has none, into overlapping pairs. */
function divide(run: string): Iterable<{ segment: string; index: number }> {
  return segmenter
    ? segmenter.segment(run)
    : Array.from(run.matchAll(PAIRS), ({ 0: all, 1: pair, index }) => ({ segment: pair ?? all, index }));
}

/** Lower case, compatibility forms unified, diacritics dropped but where the language says otherwise. */
export function fold(word: string, { letters }: WordRules): string {
  const cut = word.slice(0, MAX_WORD_LENGTH);
  if (!/[^a-z0-9]/.test(cut)) return cut;
  const lower = cut.toLowerCase();
  return /[^a-z0-9]/.test(lower)
    ? lower
        .normalize('NFKC')
        .toLowerCase()
        .replace(/['\x80-\u2fff]/g, (letter) => letters[letter] ?? letter.normalize('NFD').replace(DROPPED, ''))
    : lower;
}

/** The words of a text in order. No run of letters is longer than 1,000, as the dictionaries slow down on longer ones. */
export function wordsOf(text: string, rules: WordRules): Word[] {
  const part = '[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}\xad]{0,999}';
  const found: Word[] = [];
  for (const { 0: run, index } of text.matchAll(RegExp(`${part}(?:[${rules.join}]${part}){0,3}`, 'gu'))) {
    for (const { segment, index: at } of /\p{Lo}/u.test(run) ? divide(run) : [{ segment: run, index: 0 }]) {
      const folded = fold(segment, rules);
      if (folded) found.push({ folded, start: index + at, end: index + at + segment.length });
    }
  }
  return found;
}
