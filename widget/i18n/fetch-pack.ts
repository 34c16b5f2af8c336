// The languages that the panel can speak, and where their words lie.
import { bestLocale } from '../../contract/best-locale.ts';
import type { Pack } from './pack.ts';
import type { Spoken } from './tongue.ts';

const PACKS: Record<string, () => Promise<Pack>> = {
  ar: () => import('./ar.ts').then((module) => module.ar),
  de: () => import('./de.ts').then((module) => module.de),
};

/** The best language for these wishes with its words; English where none suits, and needs none fetched. */
export async function fetchPack(wishes: readonly string[]): Promise<Spoken> {
  const locale = bestLocale(['en', ...Object.keys(PACKS)], wishes, 'en');
  const pack = await PACKS[locale]?.();
  return { locale, dir: locale === 'ar' ? 'rtl' : 'ltr', ...(pack ? { pack } : {}) };
}
