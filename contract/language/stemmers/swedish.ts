// Stems of Swedish words: Snowball, and before it the definite forms that it leaves apart (kontot, lösenordet, sidan).
import { stemmer } from '@orama/stemmers/swedish';

/** The stem of a folded word. */
export function stem(word: string): string {
  return stemmer(
    word
      .replace(/(an|are|et|on|ot|na)s$/, '$1')
      .replace(/([dt]e?o)(?:t|na?)$/, '$1')
      .replace(/and(?:et|ena)$/, 'ande')
      .replace(/nad(?:en|er|erna)$/, 'nad')
      .replace(/lats$/, 'latsen')
      .replace(/(...)(?<!h|it|ell|pak|rak|tick)et$/, '$1')
      .replace(/ll(?:da?|de|t)$/, 'lla')
      .replace(/(..[^aeiouyåäö])an$/, '$1a'),
  ).replace(/([mn])\1$/, '$1');
}
