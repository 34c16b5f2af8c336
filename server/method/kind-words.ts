/** Words that speak for a fault or for a question, by language; data of KIND-1 (METHOD 5), to be edited by hand. */

/** Alternatives of a regular expression, matched as whole words in any letter case; `'` also matches `’`. */
export interface KindWords {
  readonly fail: readonly string[];
  readonly question: readonly string[];
}

/** By the language part of the locale. A language that is not here uses English. */
export const KIND_WORDS: { readonly [language: string]: KindWords | undefined } = {
  en: {
    fail: [
      'error',
      'crash(?:es|ed)?',
      'broken',
      'bug',
      'fails?',
      'failed',
      'failing',
      'blank',
      'not (?:working|loading|responding)',
      "won'?t (?:load|open|save)",
      'stuck',
      '50\\d',
      'exception',
    ],
    question: [
      'how (?:do|can|to)',
      'where (?:do|can|is|are)',
      'can i',
      'what (?:is|does|are)',
      'is it possible',
      'which',
    ],
  },
  de: {
    fail: [
      'fehler(?:meldung)?',
      'error',
      'abst[uü]rz\\w*',
      'abgestürzt',
      'kaputt',
      'defekt',
      'bug',
      'fehlgeschlagen',
      'schlägt fehl',
      '(?:funktioniert|geht|lädt|reagiert|öffnet|speichert) (?:sich )?nicht',
      'leere seite',
      'hängt',
      '50\\d',
    ],
    question: [
      'wie (?:kann|geht|mache|ändere|bekomme|lösche|funktioniert)',
      'wo (?:kann|ist|sind|finde|steht)',
      'kann ich',
      'was (?:ist|bedeutet|sind)',
      'ist es möglich',
      'welche[rsnm]?',
    ],
  },
};
