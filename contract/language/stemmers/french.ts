// Stems of French words: Snowball, given back the accents that its rules look for and folding has taken.
import { stemmer } from '@orama/stemmers/french';

/** The stem of a folded word. */
export function stem(word: string): string {
  return stemmer(
    word
      .replace(/(...[aou])s$/, '$1')
      .replace(/ee(s?)$/, 'ée$1')
      .replace(/a([mt]es)$/, 'â$1')
      .replace(/erent$/, 'èrent')
      .replace(/iere(s?)$/, 'ière$1')
      .replace(/trices?$/, 'teur'),
  )
    .replaceAll('é', 'e')
    .replace(/y$/, 'i')
    .replace(/(....)(?:iqu|iv)$/, '$1')
    .replace(/(...)i$/, '$1');
}
