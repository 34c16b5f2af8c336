// Says by locale how words are read and which may be dropped from a question; for the server, which puts it into the index.
import { STOP_WORDS } from './stop-words.ts';
import { fold, type WordRules } from './words.ts';

const APOSTROPHES = "'\u2019";

/** Letters that stay, since readers of the language take them for letters of their own, and do not type others for them. */
const KEPT = new Map(
  Object.entries({
    sv: 'åäö',
    fi: 'åäö',
    da: 'æøå',
    nb: 'æøå',
    et: 'õäöü',
    hu: 'áéíóöőúüű',
    ru: 'й',
    bg: 'й',
    uk: 'йї',
  }),
);

/** Letters that Unicode does not take apart, and what people type for them, in the languages that have them. */
const TYPED_AS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ł: 'l', ø: 'o', đ: 'd', ı: 'i' };

/** Languages that elide (l'adresse, dell'account) or put endings after an apostrophe (Gmail'de): it parts words there. */
const APOSTROPHE_PARTS = new Set(['fr', 'it', 'ca', 'pt', 'tr', 'pl']);

/** Codes of languages that are read like another one. */
const LIKE = new Map([
  ['no', 'nb'],
  ['nn', 'nb'],
]);

/** The language of a BCP-47 locale as a lower-case code: `pt` for `pt-BR`. */
export function languageCode(locale: string): string {
  return locale.toLowerCase().split(/[-_]/)[0] ?? '';
}

/**
 * How words of a locale are read, and its stop words, folded by the same rules. A locale whose language is not known has no
 * stop words, folds all diacritics, and joins words at apostrophes.
 */
export function rulesOf(locale: string): { words: WordRules; stopWords: ReadonlySet<string> } {
  const spoken = languageCode(locale);
  const code = LIKE.get(spoken) ?? spoken;
  const kept = Array.from(KEPT.get(code) ?? '', (letter) => [letter, letter]);
  const letters = { ...TYPED_AS, ...Object.fromEntries(kept) };
  const words = { locale, letters, join: APOSTROPHE_PARTS.has(code) ? '' : APOSTROPHES };
  const listed = STOP_WORDS.get(code)?.split(' ') ?? [];
  return {
    words,
    stopWords: new Set(listed.flatMap((word) => spellingsOf(word, code, words)).map((word) => fold(word, words))),
  };
}

/** A stop word as it may be typed: Germans without umlauts on their keyboard write ae, oe, ue. */
function spellingsOf(word: string, code: string, words: WordRules): string[] {
  return code === 'de' ? [word, word.replace(/[äöü]/g, (letter) => `${fold(letter, words)}e`)] : [word];
}
