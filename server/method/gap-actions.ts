/** What is to be done about a gap (METHOD 6, actions), by its sub-kind and by what went wrong for most of its requests. */
import type { SubKind } from './kinds.ts';

export type GapSubKind = Exclude<SubKind, 'unattributed'>;
export type GapAction = 'write' | 'add_words' | 'retitle' | 'rewrite' | 'promote' | 'fix_product';

const SUB_KINDS: readonly GapSubKind[] = ['missing', 'unfindable', 'unclear', 'not_looked'];
/** The article is there under other words; the other reasons mean that it was seen and not recognised. */
const WORDS_DIFFER: readonly string[] = ['zero_results', 'not_in_results'];
const NOT_RECOGNISED: readonly string[] = ['ranked_low', 'shown_not_opened', 'opened_not_read'];

/** The sub-kind that a gap's key says; null for a fault of the product. */
export function subKindOfKey(key: string): GapSubKind | null {
  const prefix = key.slice(0, key.indexOf(':'));
  return SUB_KINDS.find((sub) => sub === prefix) ?? null;
}

/** What follows the first colon: an article, a root cause, or a cluster of words. */
export function subjectOfKey(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}

/**
 * The article that a gap is about; null for a fault and for what nothing answers. No article's name has a `~`: with it begin
 * clusters of words, and it counts what was split off.
 */
export function articleOfKey(key: string): string | null {
  if (subKindOfKey(key) === null) return null;
  const [article] = subjectOfKey(key).split('~', 1);
  return article || null;
}

/** The key that the keys of what is split off begin with: without the number of what was split off before. */
export function splitBaseOf(key: string): string {
  const [first = '', second = ''] = subjectOfKey(key).split('~');
  const prefix = key.slice(0, key.indexOf(':') + 1);
  return first === '' ? `${prefix}~${second}` : `${prefix}${first}`;
}

/** @param reasons requests by the line of Rule SUB; where as many were not found as not recognised, words come first. */
export function gapActionOf(subKind: GapSubKind | null, reasons: Readonly<Record<string, number>>): GapAction {
  const count = (names: readonly string[]) => names.reduce((all, name) => all + (reasons[name] ?? 0), 0);
  switch (subKind) {
    case null:
      return 'fix_product';
    case 'missing':
      return 'write';
    case 'unclear':
      return 'rewrite';
    case 'not_looked':
      return 'promote';
    case 'unfindable': {
      const differ = count(WORDS_DIFFER);
      return differ > 0 && differ >= count(NOT_RECOGNISED) ? 'add_words' : 'retitle';
    }
  }
}
