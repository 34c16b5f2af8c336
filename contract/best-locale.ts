// Which of the languages that there are suits a reader best; the one rule, for articles and words, in browser and server.

/**
 * As wished, then by language alone (`de` for `de-AT`, `pt-BR` for `pt`), wish by wish; then `otherwise`. Upper and lower
 * case are the same. Nothing throws: an empty or strange wish suits nothing.
 */
export function bestLocale<Other>(
  offered: readonly string[],
  wishes: readonly string[],
  otherwise: Other,
): string | Other {
  const languageOf = (locale: string) => locale.replace(/-.*/, '');
  for (const wish of wishes) {
    const wanted = wish.toLowerCase().replace('_', '-');
    const found =
      offered.find((locale) => locale.toLowerCase() === wanted) ??
      offered.find((locale) => languageOf(locale).toLowerCase() === languageOf(wanted));
    if (found) return found;
  }
  return otherwise;
}
