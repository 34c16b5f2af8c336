// Stems of Finnish words: Snowball, and after it the s that becomes ks before endings (asetus, asetukset).
import { stemmer } from '@orama/stemmers/finnish';

/** The stem of a folded word. */
export function stem(word: string): string {
  return stemmer(word).replace(/ks$/, 's');
}
