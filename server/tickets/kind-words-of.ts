// The words that speak for a fault or a question, as the settings have them, and the version of the rule that they make.
import { createHash } from 'node:crypto';
import { KIND_1_VERSION } from '../method/kind-at-submit.ts';
import { KIND_WORDS, type KindWords } from '../method/kind-words.ts';
import type { Settings } from '../settings/settings-schema.ts';

export interface KindRules {
  words: typeof KIND_WORDS;
  /** Another one after any change of the points or of the words. */
  version: string;
}

const known = new WeakMap<Settings, KindRules>();

/** A language that the settings name has their words alone; each of the others those that ship. */
export function kindRulesOf(settings: Settings): KindRules {
  const made = known.get(settings) ?? makeRules(settings);
  known.set(settings, made);
  return made;
}

function makeRules({ kind_words }: Settings): KindRules {
  const own = Object.entries(kind_words).sort(([a], [b]) => (a < b ? -1 : 1));
  if (own.length === 0) return { words: KIND_WORDS, version: KIND_1_VERSION };
  const mark = createHash('sha256').update(JSON.stringify(own)).digest('hex').slice(0, 8);
  const words = Object.fromEntries(
    own.map(([language, { fail, question }]): [string, KindWords] => [
      language,
      { fail: fail.map(patternOf), question: question.map(patternOf) },
    ]),
  );
  return { words: { ...KIND_WORDS, ...words }, version: `${KIND_1_VERSION}+${mark}` };
}

/** Words as they are typed, `*` for any ending: nothing that somebody writes is a pattern of its own. */
function patternOf(words: string): string {
  return words
    .trim()
    .split('*')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\s+/g, '\\s+'))
    .join('[\\p{L}\\p{N}\\p{M}]*');
}
