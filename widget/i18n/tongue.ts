// In which language the panel speaks: fetches its words, says them in English until they have come, and sets the direction.
import { signal } from '@preact/signals-core';
import { bestLocale } from '../../contract/best-locale.ts';
import type { Pack } from './pack.ts';

/** The languages with words of their own besides English. */
const PACKS: Record<string, () => Promise<Pack>> = {
  ar: () => import('./ar.ts').then((module) => module.ar),
  de: () => import('./de.ts').then((module) => module.de),
};
const RTL = /^(ar|fa|he|ur)/;

/** Speaks English at first. */
export function createTongue() {
  const spoken = signal<{ locale: string; pack?: Pack }>({ locale: 'en' });
  let wanted = 'en';
  return {
    /** Words of one part; `english` where there are no others. */
    say<Part extends keyof Pack>(part: Part, english: Pack[Part]): Pack[Part] {
      return spoken.value.pack?.[part] ?? english;
    },
    /** Takes the best language for these wishes; it stays as it was where the words cannot be fetched. */
    speak(wishes: readonly string[]) {
      const locale = bestLocale(['en', ...Object.keys(PACKS)], wishes, 'en');
      if (locale === wanted) return;
      wanted = locale;
      const come = (pack?: Pack) => {
        if (locale === wanted) spoken.value = { locale, ...(pack ? { pack } : {}) };
      };
      const fetchPack = PACKS[locale];
      if (fetchPack) fetchPack().then(come, () => undefined);
      else come();
    },
    /** Marks the language and its direction on an element. */
    dress(element: HTMLElement) {
      element.lang = spoken.value.locale;
      element.dir = RTL.test(element.lang) ? 'rtl' : 'ltr';
    },
  };
}
