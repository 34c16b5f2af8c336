// Takes an address out of a text in which somebody else mentioned it.

/** What stands in its place. */
export const ERASED_ADDRESS = '[erased]';

/**
 * Replaces the address whatever its case, also with `%40` for `@`; a longer address of which it is a part is another
 * person's and stays.
 */
export function withoutAddress(text: string, address: string): string {
  const pattern = address.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace('@', '(?:@|%40)');
  return text.replace(
    new RegExp(`(?<![\\p{L}\\p{N}._%+'-])${pattern}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`, 'giu'),
    ERASED_ADDRESS,
  );
}
