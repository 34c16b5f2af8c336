// Tells a language tag from any other text.

/** The page's own `lang` may be anything. */
export function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}
