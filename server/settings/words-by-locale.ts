// Words of an organisation that may be given once, or by locale.
import { type LocalWords, wordsIn } from '../../contract/form-fields.ts';

/** The words in a locale; else in its language (`pt` for `pt-BR`), in the default locale, or in the first that there is. */
export function inLocale(words: LocalWords, locale: string, settings: { readonly default_locale: string }): string {
  return wordsIn(words, locale, settings.default_locale);
}
