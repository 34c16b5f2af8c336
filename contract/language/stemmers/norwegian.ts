// Stems of Norwegian words: Snowball, and before it the forms of nouns in -er that it leaves apart (brukere, brukerne).
import { stemmer } from '@orama/stemmers/norwegian';

/** The stem of a folded word. */
export function stem(word: string): string {
  return stemmer(word.replace(/(..er)(?:es?|nes?|ens?)$/, '$1'));
}
