// What only the help pages say in every language, for the server.
import { type Counting, countingIn } from '../tongues/counted.ts';
import { tongueFor } from '../tongues/whole-packs.ts';
import { pages as ar } from './ar.ts';
import { pages as de } from './de.ts';
import { enPages, type PageWords } from './en.ts';
import { pages as es } from './es.ts';
import { pages as fr } from './fr.ts';
import { pages as it } from './it.ts';
import { pages as ja } from './ja.ts';
import { pages as nl } from './nl.ts';
import { pages as pl } from './pl.ts';
import { pages as pt } from './pt.ts';
import { pages as tr } from './tr.ts';
import { pages as zh } from './zh.ts';

const PAGES: Readonly<Record<string, (counted: Counting) => PageWords>> = {
  ...{ ar, de, es, fr, it, ja, nl, pl, pt, tr, 'zh-Hans': zh },
};

/** What the pages say in the language that suits a locale. */
export function pageWordsFor(locale: string): PageWords {
  return PAGES[tongueFor(locale)]?.(countingIn(locale)) ?? enPages;
}
