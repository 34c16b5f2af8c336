// Takes an address out of a text in which somebody else mentioned it.

/** What stands in its place. */
export const ERASED_ADDRESS = '[erased]';

/** What stands before an address in the address of a page: a space, or one of `"(,:<=`. */
const ENCODED_BEFORE = '(?<=%(?:20|22|28|2c|3a|3c|3d))';

/**
 * Replaces the address whatever its case, also as it stands in the address of a page (`%40` for `@`, `%2B` for `+`); a
 * longer address of which it is a part is another person's and stays.
 */
export function withoutAddress(text: string, address: string): string {
  const pattern = address
    .replace(/[.*?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('+', '(?:\\+|%2b)')
    .replace('@', '(?:@|%40)');
  return text.replace(
    new RegExp(`(?:(?<![\\p{L}\\p{N}._%+'-])|${ENCODED_BEFORE})${pattern}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`, 'giu'),
    ERASED_ADDRESS,
  );
}
