// In which language the panel speaks: fetches its words, and says them in English until they have come.
import { signal } from '@preact/signals-core';
import type { Pack } from './pack.ts';

/** Words in one language, with the language and the direction of its writing. */
export interface Spoken {
  locale: string;
  dir: 'ltr' | 'rtl';
  pack?: Pack;
}

/** Speaks English at first. */
export function createTongue() {
  const spoken = signal<Spoken>({ locale: 'en', dir: 'ltr' });
  let wanted = '';
  /** The same outside of the signal: to speak is no reason to speak again. The build leaves out `peek`. */
  let locale = 'en';
  return {
    /** Words of one part; `english` where there are no others. */
    say<Part extends keyof Pack>(part: Part, english: Pack[Part]): Pack[Part] {
      return spoken.value.pack?.[part] ?? english;
    },
    /** Takes the best language for these wishes; it stays as it was where the words cannot be fetched. */
    speak(wishes: readonly string[]) {
      const asked = wishes.join();
      if (asked === wanted) return;
      wanted = asked;
      if (locale === 'en' && /^en/.test(wishes[0] ?? 'en')) return;
      import('./fetch-pack.ts')
        .then((module) => module.fetchPack(wishes))
        .then(
          (best) => {
            if (wanted !== asked) return;
            spoken.value = best;
            locale = best.locale;
          },
          () => undefined,
        );
    },
    /** Marks the language and its direction on an element. */
    dress(element: HTMLElement) {
      element.lang = spoken.value.locale;
      element.dir = spoken.value.dir;
    },
  };
}
