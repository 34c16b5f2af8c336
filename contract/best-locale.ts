// Which of the languages that there are suits a reader best; the one rule, for articles and words, in browser and server.

const lower = (tag: string) => tag.replaceAll('_', '-').toLowerCase();

/** A language tag with the script and the region that it most likely means; undefined where it is none. */
function readTag(tag: string): Intl.Locale | undefined {
  try {
    // Both written forms of Norwegian are Norwegian.
    return new Intl.Locale(lower(tag).replace(/^n[bn]\b/, 'no')).maximize();
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
  let foreign: string | undefined;
  for (const wish of wishes) {
    const named = offered.find((tag) => lower(tag) === lower(wish));
    if (named) return named;
    const wanted = readTag(wish);
    const near = wanted
      ? offered.flatMap((tag) => {
          const read = readTag(tag);
          return read?.language === wanted.language ? [{ tag, read }] : [];
        })
      : [];
    const readable = near.filter(({ read }) => read.script === wanted?.script);
    const best =
      readable.find(({ read }) => `${read}` === `${wanted}`) ??
      readable.find(({ tag }) => !tag.includes('-')) ??
      readable[0];
    if (best) return best.tag;
    foreign ??= near[0]?.tag;
  }
  return foreign ?? otherwise;
}
