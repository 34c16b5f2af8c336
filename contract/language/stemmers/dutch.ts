// Stems of Dutch words: Snowball, and around it what questions need: participles (aangemeld, gewijzigd), verbs in the third
// person, plurals after a vowel (foto's), and the spelling that changes with the ending (brief, brieven; stel, stellen).
import { stemmer } from '@orama/stemmers/dutch';

/** in-ge-logd, toe-te-voegen; but not aan-ge-ven, where ge belongs to the verb. */
const DIVIDED =
  /^(aan|achter|af|bij|door|in|los|mee|na|neer|om|op|over|samen|terug|toe|uit|vast|voor|weer|weg)(?:ge|te)(?=.{4})/;
const PARTICIPLE = /^ge(?!beur|bied|bruik|dicht|luid|richt|wicht|zicht)(?=.{4,}[dt]e?$)/;
const VERB_ENDING = /(...)(?:dt|[dt]e?n?)$/;
const NO_PLURAL = /(?:aa|ie|oe|ui)ts$/;
const PLURAL_IN_S = /(..(?:[aiouy]|ie))s$/;

/** The stem of a folded word. */
export function stem(word: string): string {
  const made = stemmer(
    word.replace(DIVIDED, '$1').replace(PARTICIPLE, '').replace(PLURAL_IN_S, '$1').replace(NO_PLURAL, '$&en'),
  );
  return withoutVerbEndings(made)
    .replace(/([bcfgklmnprs])\1$/, '$1')
    .replace(/([aeou])\1([^aeiou])$/, '$1$2')
    .replace(/v$/, 'f')
    .replace(/z$/, 's');
}

/** Snowball takes more from a verb in its infinitive (uitnodigt, uitnodigen), and may lay bare another t or d. */
function withoutVerbEndings(made: string): string {
  const shorter = made.replace(VERB_ENDING, '$1');
  return shorter === made ? made : withoutVerbEndings(stemmer(`${shorter}en`));
}
