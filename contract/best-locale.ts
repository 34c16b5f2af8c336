// Which of the languages that there are suits a reader best; the one rule, for articles and words, in browser and server.

/** What a tag most likely means, with its script and region: `pt-Latn-BR` for `pt`; empty where it is none. */
function meaningOf(tag: string): string {
  try {
    // Both written forms of Norwegian are Norwegian.
    return `${new Intl.Locale(tag.replace(/_/g, '-').replace(/^n[bn]\b/, 'no')).maximize()}`;
  } catch {
    return '';
  }
}

/**
 * Wish by wish: what it names, what it most likely means (`pt-BR` for `pt`), then the first region of its language (`de` for
 * `de-AT`). Another script (`zh-Hans` for `zh-TW`) suits only where no wish is met otherwise; then `otherwise`. Upper and
 * lower case are the same. Nothing throws: an empty or strange wish suits nothing.
 */
export function bestLocale<Other>(
  offered: readonly string[],
  wishes: readonly string[],
  otherwise: Other,
): string | Other {
  let foreign: string | undefined;
  for (const wish of wishes) {
    const wanted = meaningOf(wish);
    const [language, script] = wanted.split('-');
    const starting = (start: string) => offered.find((tag) => `${meaningOf(tag)}-`.startsWith(start));
    const best =
      offered.find((tag) => tag.toLowerCase() === wish.toLowerCase()) ??
      (wanted && (starting(`${wanted}-`) ?? starting(`${language}-${script}-`)));
    if (best) return best;
    if (wanted) foreign ??= starting(`${language}-`);
  }
  return foreign ?? otherwise;
}
