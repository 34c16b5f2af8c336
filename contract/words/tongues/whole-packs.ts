// Every language as a whole, for the server: which one suits a locale, and all that it says. A browser takes one language only.
import { bestLocale } from '../../best-locale.ts';
import { pack as ar } from './ar.ts';
import { type Counting, countingIn } from './counted.ts';
import { pack as de } from './de.ts';
import { pack as es } from './es.ts';
import { pack as fr } from './fr.ts';
import { pack as it } from './it.ts';
import { pack as ja } from './ja.ts';
import { pack as nl } from './nl.ts';
import type { Pack } from './pack.ts';
import { pack as pl } from './pl.ts';
import { pack as pt } from './pt.ts';
import { pack as tr } from './tr.ts';
import { wholeEnglish } from './whole-english.ts';
import { pack as zh } from './zh.ts';

const PACKS: Readonly<Record<string, (counted: Counting) => Pack>> = {
  ...{ ar, de, es, fr, it, ja, nl, pl, pt, tr, 'zh-Hans': zh },
};

/** The language of ours that suits a locale; English where none does. */
export function tongueFor(locale: string): string {
  return bestLocale(['en', ...Object.keys(PACKS)], [locale], 'en');
}

/** All that is said in the language that suits a locale, with counts and digits as the locale has them. */
export function packFor(locale: string): Pack {
  return PACKS[tongueFor(locale)]?.(countingIn(locale)) ?? wholeEnglish;
}
