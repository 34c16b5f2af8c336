// Stems of German words: Snowball, and before it what questions need: umlauts typed as ae, participles (angemeldet, gelöscht),
// verbs in the third person, plurals in -s (Fotos, Apps).
import { stemmer } from '@orama/stemmers/german';

const UMLAUTS_AS_TYPED = /([ao]|(?<![aeq])u)e/g;
/** ein-ge-stellt, herunter-zu-laden; but not an-ge-ben or aus-ge-hend, where ge belongs to the verb. */
const DIVIDED =
  /^(ab|an|auf|aus|bei|durch|ein|fest|frei|her|herunter|hin|hinzu|hoch|los|mit|nach|um|vor|weg|weiter|wieder|zu|zuruck|zusammen)(?:ge(?!be|bt|bot|bung|he(?![bil])|ht|hung|nau|ne|nd)|zu)(?=.{4})/;
const PARTICIPLE = /^ge(?!dicht|recht|richt|schaf|schich|sicht|wicht)(?=.{4,}t(e[mnrs]?)?$)/;
const FEMININE = /(...er)in(?:nen)?$/;
const PLURAL_IN_S = /^(..+(?:[oyp]|[^aeiou]a))s$/;
const NOUN_OF_VERB = /(.{5})ung(?:en)?$/;
const THIRD_PERSON = /^(?!internet)(.{4,}?)(?:(?<=[dnt])e)?t$/;

/** The stem of a folded word. */
export function stem(word: string): string {
  const made = stemmer(
    word
      .replace(UMLAUTS_AS_TYPED, '$1')
      .replace(DIVIDED, '$1')
      .replace(PARTICIPLE, '')
      .replace(FEMININE, '$1')
      .replace(PLURAL_IN_S, '$1')
      .replace(NOUN_OF_VERB, '$1en'),
  );
  const verb = THIRD_PERSON.exec(made);
  return verb ? stemmer(`${verb[1]}en`) : made.replace(/(...)o$/, '$1');
}
