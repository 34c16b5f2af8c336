// The languages that the panel can speak besides English, and where their words lie.
import { bestLocale } from '../../contract/best-locale.ts';
import { type Counting, countingIn } from '../../contract/words/tongues/counted.ts';
import type { Pack } from '../../contract/words/tongues/pack.ts';
import type { Spoken } from './tongue.ts';

/** A language's file: its words, with counts said as the person's region says them. */
interface PackFile {
  pack(counted: Counting): Pack;
}

const PACKS: Record<string, () => Promise<PackFile>> = {
  ar: () => import('../../contract/words/tongues/ar.ts'),
  de: () => import('../../contract/words/tongues/de.ts'),
  es: () => import('../../contract/words/tongues/es.ts'),
  fr: () => import('../../contract/words/tongues/fr.ts'),
  it: () => import('../../contract/words/tongues/it.ts'),
  ja: () => import('../../contract/words/tongues/ja.ts'),
  nl: () => import('../../contract/words/tongues/nl.ts'),
  pl: () => import('../../contract/words/tongues/pl.ts'),
  pt: () => import('../../contract/words/tongues/pt.ts'),
  tr: () => import('../../contract/words/tongues/tr.ts'),
  'zh-Hans': () => import('../../contract/words/tongues/zh.ts'),
};

/**
 * The best language for these wishes, or the site's own, with its words; English where none suits. Undefined while nobody
 * knows: no wish can be met, and the site is not known yet. It fails where the words cannot be fetched.
 */
export async function fetchPack(wishes: readonly string[], site: string | undefined): Promise<Spoken | undefined> {
  const languages = ['en', ...Object.keys(PACKS)];
  const language = bestLocale(languages, [...wishes, site ?? ''], site === undefined ? undefined : 'en');
  if (!language) return undefined;
  const locale = wishes.find((wish) => bestLocale([language], [wish], '')) ?? language;
  const file = await PACKS[language]?.();
  return { language, locale, ...(file ? { pack: file.pack(countingIn(locale)) } : {}) };
}
