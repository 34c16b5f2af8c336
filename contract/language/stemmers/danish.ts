// Stems of Danish words: Snowball, and before it the forms of nouns in -er that it leaves apart (brugere, brugerne).
import { stemmer } from '@orama/stemmers/danish';

/** The stem of a folded word. */
export function stem(word: string): string {
  return stemmer(word.replace(/(..er)(?:es?|nes?|ens?)$/, '$1'));
}
