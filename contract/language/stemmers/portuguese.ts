// Stems of Portuguese words: Snowball, with the plurals that it leaves apart (botões, imagens, digitais) joined before it, and
// given back the accents that its rules look for and folding has taken.
import { stemmer } from '@orama/stemmers/portuguese';

/** The stem of a folded word. */
export function stem(word: string): string {
  return stemmer(
    word
      .replace(/ns?$/, 'm')
      .replace(/[oa]es$/, 'ao')
      .replace(/ais$/, 'al')
      .replace(/([ai])veis$/, '$1vel')
      .replace(/([bcdfgklprt])s$/, '$1')
      .replace(/cao$/, 'ção')
      .replace(/rao$/, 'rão')
      .replace(/avel$/, 'ável')
      .replace(/aria(s?)$/, 'ario$1'),
  );
}
