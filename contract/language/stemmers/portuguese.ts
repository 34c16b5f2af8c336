// Stems of Portuguese words: Snowball, with the plurals that it leaves apart (botões, imagens, digitais) joined before it, and
// given back the accents that its rules look for and folding has taken.
import { stemmer } from '@orama/stemmers/portuguese';

/** The stem of a folded word. */
export function stem(word: string): string {
  return stemmer(
    word
      .replace(/ns?$/, 'm')
      .replace(/([bcdfgklprt])s$/, '$1')
      .replace(/[oa]es$/, 'ao')
      .replace(/(..)ais$/, '$1al')
      .replace(/([aio])veis$/, '$1vel')
      .replace(/rfis$/, 'rfil')
      .replace(/(..)(?:eis|il)$/, '$1el')
      .replace(/(.[aeo])res$/, '$1r')
      .replace(/(..[aeo])s$/, '$1')
      .replace(/^(...)acao$/, '$1ar')
      .replace(/cao$/, 'ção')
      .replace(/rao$/, 'rão')
      .replace(/avel$/, 'ável')
      .replace(/aria(s?)$/, 'ario$1'),
  ).replace(/(....)i[cv]$/, '$1');
}
