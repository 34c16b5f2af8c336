// Knows which module makes stems for which language; a chunk of its own, since a widget that has started needs none of it yet.
import type { Stem } from './stemmers.ts';

const MODULES: Record<string, () => Promise<{ stem: Stem }>> = {
  ar: () => import('./stemmers/arabic.ts'),
  da: () => import('./stemmers/danish.ts'),
  de: () => import('./stemmers/german.ts'),
  el: () => import('./stemmers/greek.ts'),
  en: () => import('./stemmers/english.ts'),
  es: () => import('./stemmers/spanish.ts'),
  fi: () => import('./stemmers/finnish.ts'),
  fr: () => import('./stemmers/french.ts'),
  hu: () => import('./stemmers/hungarian.ts'),
  id: () => import('./stemmers/indonesian.ts'),
  it: () => import('./stemmers/italian.ts'),
  nb: () => import('./stemmers/norwegian.ts'),
  nl: () => import('./stemmers/dutch.ts'),
  nn: () => import('./stemmers/norwegian.ts'),
  no: () => import('./stemmers/norwegian.ts'),
  pl: () => import('./stemmers/polish.ts'),
  pt: () => import('./stemmers/portuguese.ts'),
  ro: () => import('./stemmers/romanian.ts'),
  ru: () => import('./stemmers/russian.ts'),
  sv: () => import('./stemmers/swedish.ts'),
  tr: () => import('./stemmers/turkish.ts'),
  uk: () => import('./stemmers/ukrainian.ts'),
};

const MAX_REMEMBERED_STEMS = 50_000;

/** The stemmer of a locale, with a memory of its own; one that gives words back as they are if the language has none. */
export async function stemmerFor(locale: string): Promise<Stem> {
  const code = locale.toLowerCase().split(/[-_]/)[0] ?? '';
  const load = Object.hasOwn(MODULES, code) ? MODULES[code] : undefined;
  return load ? remembering((await load()).stem) : (folded) => folded;
}

function remembering(stem: Stem): Stem {
  const known = new Map<string, string>();
  return (folded) => {
    const before = known.get(folded);
    if (before !== undefined) return before;
    if (known.size > MAX_REMEMBERED_STEMS) known.clear();
    const made = stem(folded);
    known.set(folded, made);
    return made;
  };
}
