// The languages that the panel can speak, and where their words lie.
import { bestLocale } from '../../contract/best-locale.ts';
import { type Counting, countingIn } from './counted.ts';
import type { Pack } from './pack.ts';
import type { Spoken } from './tongue.ts';

/** A language's file: its words, with counts said as the person's region says them. */
interface PackFile {
  pack(counted: Counting): Pack;
}

export const PACKS: Record<string, () => Promise<PackFile>> = {
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
  zh: () => import('./zh.ts'),
};

/** The best language for these wishes with its words; English where none suits, and needs none fetched. */
export async function fetchPack(wishes: readonly string[]): Promise<Spoken> {
  const locale = bestLocale(['en', ...Object.keys(PACKS)], wishes, 'en');
  const file = await PACKS[locale]?.();
  return { locale, dir: locale === 'ar' ? 'rtl' : 'ltr', ...(file ? { pack: file.pack(countingIn(locale)) } : {}) };
}
