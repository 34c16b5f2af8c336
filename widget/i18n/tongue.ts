// In which language the panel speaks: nothing is said in another one before its words have come.
import { signal } from '@preact/signals-core';
import type { Pack } from '../../contract/words/tongues/pack.ts';

/** Words in one language, with the same as the person's region has it: for dates, digits and lists. */
export interface Spoken {
  language: string;
  locale: string;
  /** None for English. */
  pack?: Pack;
}

/** Somebody who has waited this long for their own language is spoken to in English until it comes. */
export const LONGEST_MUTE_MS = 4_000;

/** The same shape with nothing in it. */
const mute = <Words extends object>(words: Words): Words =>
  new Proxy(words, {
    get(_, name) {
      const word: unknown = words[name as keyof Words];
      return typeof word === 'object' ? mute(word as object) : typeof word === 'string' ? '' : () => '';
    },
  });

/** Says nothing at first. */
export function createTongue() {
  const spoken = signal<Spoken & { isMute?: boolean }>({ language: '', locale: 'en', isMute: true });
  let asked: string | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  /** Something was said. The same outside of the signal: to speak is no reason to speak again. */
  let isHeard = false;
  const say = (next: Spoken) => {
    isHeard = true;
    spoken.value = next;
  };
  const sayEnglish = () => {
    if (!isHeard) say({ language: 'en', locale: 'en' });
  };
  return {
    /** Words of one part, or those of them that `english` has; `english` where there are no others. */
    say<Part extends keyof Pack, Words extends Partial<Pack[Part]>>(part: Part, english: Words): Words {
      const { isMute, pack } = spoken.value;
      return isMute ? mute(english) : ((pack?.[part] as Words | undefined) ?? english);
    },
    /** Nothing is said. */
    isMute: () => spoken.value.isMute,
    locale: () => spoken.value.locale,
    /**
     * Takes the best language for these wishes, or the site's own, which is undefined while it may still become known. It
     * stays as it was where the words cannot be fetched, and is English where nothing was said yet.
     */
    speak(wishes: readonly string[], site: string | undefined) {
      const now = `${wishes} ${site}`;
      if (asked === now) return;
      asked = now;
      const [first = site ?? ''] = wishes;
      if (/^en\b/i.test(first)) return say({ language: 'en', locale: first });
      if (!isHeard) spoken.value = { language: first, locale: first || 'en', isMute: true };
      import('./fetch-pack.ts')
        .then((module) => module.fetchPack(wishes, site))
        .then((best) => {
          if (asked === now && best) say(best);
        }, sayEnglish);
    },
    /** Somebody waits. */
    hurry() {
      waiting ??= setTimeout(sayEnglish, LONGEST_MUTE_MS);
    },
    /** Nobody waits any more. */
    stop: () => clearTimeout(waiting),
    /** Marks the language and its direction on an element. */
    dress(element: HTMLElement) {
      const { language } = spoken.value;
      element.lang = language;
      element.dir = /^ar\b/.test(language) ? 'rtl' : 'ltr';
    },
  };
}
