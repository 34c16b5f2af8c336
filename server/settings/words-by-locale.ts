// Words of an organisation that may be given once, or by locale.

/** One text for everybody, or one for each locale that has its own. */
export type Words = string | Readonly<Record<string, string>>;

/** The words in a locale; else in its language (`pt` for `pt-BR`), in the default locale, or in the first that there is. */
export function inLocale(words: Words, locale: string, settings: { readonly default_locale: string }): string {
  if (typeof words === 'string') return words;
  for (const wanted of [locale, locale.split('-')[0] ?? '', settings.default_locale]) {
    const found = words[wanted];
    if (found !== undefined) return found;
  }
  return Object.values(words)[0] ?? '';
}
