// Stems of Spanish words: Snowball, given back the accents that its rules look for and folding has taken, with the plurals
// that it leaves apart (lugares, veces, menús) joined before it.
import { stemmer } from '@orama/stemmers/spanish';

/** The stem of a folded word. */
export function stem(word: string): string {
  return stemmer(
    word
      .replace(/^(...)acion(es)?$/, '$1ar')
      .replace(/(...u)s$/, '$1')
      .replace(/cion$/, 'ción')
      .replace(/aria(s?)$/, 'ario$1')
      .replace(/ria(s|mos|is|n)?$/, 'ría$1')
      .replace(/logia(s?)$/, 'logía$1')
      .replace(/a([rs])(amos|emos)$/, 'á$1$2')
      .replace(/re$/, 'ré')
      .replace(/genes$/, 'gen')
      .replace(/dades$/, 'dad')
      .replace(/(a|(?<!i)e)res$/, '$1r')
      .replace(/ces$|(?<=[ai])ce$/, 'z'),
  )
    .replace(/(....)i[cv]$/, '$1')
    .replace(/que$/, 'qu');
}
