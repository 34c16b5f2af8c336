// Stems of Turkish words: Snowball, given back the dotless i that folding has taken and vowel harmony asks for.
import { stemmer } from '@orama/stemmers/turkish';

/** After a, o, u (of which ö and ü are none, but folded alike) an ending has ı where it is written i. */
const HARMONY = /([aıou][^aeiıou]*)i/;

/** The stem of a folded word. */
export function stem(word: string): string {
  let harmonious = word;
  while (HARMONY.test(harmonious)) harmonious = harmonious.replace(HARMONY, '$1ı');
  return stemmer(harmonious);
}
