// Which of the languages that there are suits a reader best; the one rule, for articles and words, in browser and server.

/** A language tag with the script and the region that it most likely means; undefined where it is none. */
function readTag(tag: string): Intl.Locale | undefined {
  try {
    // Both written forms of Norwegian are Norwegian.
    return new Intl.Locale(tag.replaceAll('_', '-').replace(/^n[bn]\b/i, 'no')).maximize();
  } catch {
    return undefined;
  }
}

/**
 * Wish by wish: what it names, what it most likely means (`pt-BR` for `pt`), the language as such (`de` for `de-AT`), then
 * any region of it. Another script (`zh-Hans` for `zh-TW`) suits only where no wish is met otherwise; then `otherwise`.
 * Upper and lower case are the same. Nothing throws: an empty or strange wish suits nothing.
 */
export function bestLocale<Other>(
  offered: readonly string[],
  wishes: readonly string[],
  otherwise: Other,
): string | Other {
  const choices = offered.map((tag) => ({ tag, read: readTag(tag) }));
  let foreign: string | undefined;
  for (const wish of wishes) {
    const wanted = readTag(wish);
    const near = wanted ? choices.filter(({ read }) => read?.language === wanted.language) : [];
    const readable = near.filter(({ read }) => read?.script === wanted?.script);
    const best =
      choices.find(({ tag }) => tag.toLowerCase() === wish.replaceAll('_', '-').toLowerCase()) ??
      readable.find(({ read }) => `${read}` === `${wanted}`) ??
      readable.find(({ tag }) => !tag.includes('-')) ??
      readable[0];
    if (best) return best.tag;
    foreign ??= near[0]?.tag;
  }
  return foreign ?? otherwise;
}
