// In which language the panel speaks: chosen before its first frame, and said once the words have come; until then nothing is.
import { signal } from '@preact/signals-core';
import { bestLocale } from '../../contract/best-locale.ts';
import type { Counting } from './counted.ts';
import type { Pack } from './pack.ts';

/** A language's file: its words, with counts said as the person's region says them. */
interface PackFile {
  pack(counted: Counting): Pack;
}

/** The languages besides English, whose words are at hand. */
const PACKS: Record<string, () => Promise<PackFile>> = {
  ar: () => import('./ar.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fr: () => import('./fr.ts'),
  it: () => import('./it.ts'),
  ja: () => import('./ja.ts'),
  nl: () => import('./nl.ts'),
  pl: () => import('./pl.ts'),
  pt: () => import('./pt.ts'),
  tr: () => import('./tr.ts'),
  'zh-Hans': () => import('./zh.ts'),
};

/** Somebody who has waited this long for their own language is spoken to in English until it comes. */
export const LONGEST_MUTE_MS = 4_000;

interface Spoken {
  /** Of the words; empty while nobody knows it. */
  language: string;
  /** The same with the person's region, where they have said it: for dates, digits and lists. */
  locale: string;
  pack?: Pack;
  isMute?: boolean;
}
const ENGLISH: Spoken = { language: 'en', locale: 'en' };

/** The same shape with nothing in it. */
const mute = <Words extends object>(words: Words): Words =>
  new Proxy(words, {
    get(_, name) {
      const word: unknown = words[name as keyof Words];
      return typeof word === 'function' ? () => '' : word && typeof word === 'object' ? mute(word) : '';
    },
  });

/** Says nothing at first. */
export function createTongue() {
  const spoken = signal<Spoken>({ language: '', locale: 'en', isMute: true });
  let wanted = '';
  /** Something was said. The same outside of the signal: to speak is no reason to speak again. */
  let isHeard = false;
  const say = (next: Spoken) => {
    isHeard = true;
    spoken.value = next;
  };
  const sayEnglish = () => {
    if (!isHeard) say(ENGLISH);
  };
  return {
    /** Words of one part; `english` where there are no others. */
    say<Part extends keyof Pack>(part: Part, english: Pack[Part]): Pack[Part] {
      const { isMute, pack } = spoken.value;
      return isMute ? mute(english) : (pack?.[part] ?? english);
    },
    /** Nothing is said. */
    isMute: () => spoken.value.isMute,
    locale: () => spoken.value.locale,
    /**
     * Takes the best language for these wishes, or the site's own, which is undefined while it may still become known. It
     * stays as it was where the words cannot be fetched, and is English where nothing was said yet.
     */
    speak(wishes: readonly string[], site: string | undefined) {
      const language = bestLocale(
        ['en', ...Object.keys(PACKS)],
        [...wishes, site ?? ''],
        site === undefined ? undefined : 'en',
      );
      if (!language) return;
      const locale = wishes.find((wish) => bestLocale([language], [wish], '')) ?? language;
      if (wanted === locale) return;
      wanted = locale;
      const fetchPack = PACKS[language];
      if (!fetchPack) return say({ language, locale });
      if (!isHeard) spoken.value = { language, locale, isMute: true };
      Promise.all([import('./counted.ts'), fetchPack()]).then(
        ([{ countingIn }, { pack }]) => {
          if (wanted === locale) say({ language, locale, pack: pack(countingIn(locale)) });
        },
        () => {
          if (wanted === locale) wanted = '';
          sayEnglish();
        },
      );
    },
    /** Somebody waits. */
    hurry() {
      setTimeout(sayEnglish, LONGEST_MUTE_MS);
    },
    /** Marks the language and its direction on an element. */
    dress(element: HTMLElement) {
      const { language } = spoken.value;
      element.lang = language;
      element.dir = language === 'ar' ? 'rtl' : 'ltr';
    },
  };
}
