// Stems of Italian words: Snowball, and after it the ending that it takes from nouns only (modifica, but modificare).
import { stemmer } from '@orama/stemmers/italian';

/** The stem of a folded word. */
export function stem(word: string): string {
  return stemmer(word).replace(/(....)ic$/, '$1');
}
