// Stems of German words: Snowball, and before it what questions need: umlauts typed as ae, participles (angemeldet, gelöscht),
// verbs in the third person, plurals in -s (Fotos, Apps).
import { stemmer } from '@orama/stemmers/german';

const UMLAUTS_AS_TYPED = /([ao]|(?<![aeq])u)e/g;
/** ein-ge-stellt, herunter-zu-laden; but not an-ge-ben or aus-ge-hend, where ge belongs to the verb. */
const DIVIDED =
  /^(ab|an|auf|aus|bei|durch|ein|fest|frei|herunter|her|hinzu|hoch|los|mit|nach|um|vor|weg|weiter|wieder(?:her)?|zuruck|zusammen|zu)(?:ge(?!be|bt|bot|bung|he(?![bil])|ht|hung|nau|ne|nd)|zu)(?=.{4})/;
const PARTICIPLE = /^ge(?!dicht|recht|richt|schaf|schich|sicht|wicht)(?=.{4,}t(e[mnrs]?)?$)/;
const FEMININE = /(...er)in(?:nen)?$/;
const PLURAL_IN_S = /^(..+(?:[oyp]|[^aeiou][au]))s$/;
const NOUN_OF_VERB = /(?<!zeit)(?<=.{4})ung(?:en)?$/;
const THIRD_PERSON = /^(?!internet)(.{4,}?)(?:(?<=[dnt])e)?t$/;

/** The stem of a folded word. */
export function stem(word: string): string {
  return withoutVerbEndings(
    stemmer(
      word
        .replace(UMLAUTS_AS_TYPED, '$1')
        .replace(DIVIDED, '$1')
        .replace(PARTICIPLE, '')
        .replace(FEMININE, '$1')
        .replace(PLURAL_IN_S, '$1')
        .replace(/(...)o$/, '$1')
        .replace(NOUN_OF_VERB, 'en'),
    ),
  );
}

/** Snowball takes more from a verb in its infinitive (bestätigt, bestätigen), and may lay bare another t. */
function withoutVerbEndings(made: string): string {
  const shorter = made.replace(THIRD_PERSON, '$1');
  return shorter === made ? made : withoutVerbEndings(stemmer(`${shorter}en`));
}
