// "Searches that failed" in words: what people say and help does not, and how many searches found nothing.
import type { FailedSearches, FailedSearchRow } from '../../contract/api/report-data.ts';
import type { Rate } from '../../contract/api/reports.ts';
import { partWords } from '../../contract/words/share-words.ts';
import type { Said } from './outcome-words.ts';
import { chanceWords, countWords } from './rate-words.ts';

/** @param titleOf an article's title by its slug. */
export function failedSaid(failed: FailedSearches, zero: Rate, titleOf: (slug: string) => string): Said {
  return { say: sayFailed(failed, zero, titleOf), also: alsoFailed(zero) };
}

function sayFailed({ rows, hidden }: FailedSearches, zero: Rate, titleOf: (slug: string) => string): string {
  if (zero.den === 0) return 'Nobody has searched.';
  if (zero.num === 0) return zero.den === 1 ? 'The one search found something.' : 'Every search found something.';
  const [first] = rows;
  if (!first) {
    return hidden === 1 || zero.num === 1
      ? 'One search found nothing; too few used its words to show them.'
      : 'Too few people used the same words to show any.';
  }
  const times = countWords(first.zero_results, 'time', 'times');
  if (first.best_article) return `They say “${first.label}”; “${titleOf(first.best_article)}” may be what they mean.`;
  return `They search for “${first.label}” and find nothing: ${times}.`;
}

function alsoFailed(zero: Rate): string {
  if (zero.den === 0) return '';
  const of = `${zero.num} of ${countWords(zero.den, 'search', 'searches')} found nothing`;
  const chance = chanceWords(zero);
  if (zero.value === null || !chance) return `${of}.`;
  return `${of} (${partWords(zero.value)}, ${chance}).`;
}

/** The other words of a cluster, without the one that stands for it. */
export function otherPhrases({ label, phrases }: FailedSearchRow): string {
  return phrases.filter((phrase) => phrase !== label).join(' · ');
}

/** "2 of 3" of the attempts that found nothing asked in the end. */
export function askedWords({ asked, sessions }: FailedSearchRow): string {
  return `${asked} of ${sessions}`;
}

/** "14 of 37 searches": of all with these words, those that found nothing. */
export function searchesWords({ zero_results, searches }: FailedSearchRow): string {
  return `${zero_results} of ${countWords(searches, 'search', 'searches')}`;
}

/** How many phrases are kept back, and why. @param k attempts that must have used the same words (METHOD 2.5.4). */
export function hiddenWords(hidden: number, k: number): string {
  if (hidden === 0) return 'No phrase is hidden.';
  const few = `fewer than ${k} attempts used`;
  return hidden === 1 ? `1 other phrase is hidden: ${few} it.` : `${hidden} other phrases are hidden: ${few} each.`;
}
