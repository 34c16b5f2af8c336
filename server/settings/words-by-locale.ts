// Words of an organisation that may be given once, or by locale, there or in the settings' translations.
import { bestLocale } from '../../contract/best-locale.ts';
import { type LocalWords, wordsIn } from '../../contract/form-fields.ts';

/** In which language the settings' own words are, and how they are said in others, by text and locale. */
export interface WordSettings {
  readonly default_locale: string;
  readonly translations?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * The words in the best of the wished locales (best first); else in the default locale, or in the first that there is. A text
 * for everybody is said as `translations` has it.
 */
export function inLocale(words: LocalWords, wished: string | readonly string[], settings: WordSettings): string {
  const { default_locale, translations } = settings;
  const wishes = typeof wished === 'string' ? [wished] : wished;
  if (typeof words !== 'string')
    return wordsIn(words, bestLocale(Object.keys(words), wishes, default_locale), default_locale);
  const said = translations?.[words];
  return said?.[bestLocale([default_locale, ...Object.keys(said)], wishes, default_locale)] ?? words;
}

/** The words in all languages that the settings have them in, for whoever chooses one later. */
export function inAllLocales(words: LocalWords, { default_locale, translations }: WordSettings): LocalWords {
  const said = typeof words === 'string' ? translations?.[words] : undefined;
  return said ? { [default_locale]: `${words}`, ...said } : words;
}
