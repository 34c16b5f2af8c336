// "Why they had to ask" in words: the commonest reason, ties as ties, and how much of it is not known.
import type { ReportSubKind, RequestNotes, SubKindCounts } from '../../contract/api/reports.ts';
import { MIN_REQUESTS_FOR_SHARE } from '../../contract/minimum-counts.ts';
import { SUB_KIND_WORDS } from '../../contract/words/kind-words.ts';
import { partWords } from '../../contract/words/share-words.ts';
import { erasedWords } from './kind-words.ts';
import type { Said } from './outcome-words.ts';

export type Attributed = Exclude<ReportSubKind, 'unattributed'>;
export const ATTRIBUTED: readonly Attributed[] = ['missing', 'unfindable', 'unclear', 'not_looked'];

/** Fewer knowledge gaps than this are told by their counts, without "often". */
const FEW = 5;

/** Below the count of a tile. */
export const TILE_WORDS: Record<Attributed, string> = {
  missing: 'Nothing answers it.',
  unfindable: 'It is there, under other words.',
  unclear: 'They read it and still asked.',
  not_looked: 'Help was not looked at.',
};

const CLAUSES: Record<Attributed, string> = {
  missing: 'there was no article',
  unfindable: 'the article was hard to find',
  unclear: 'they had read the article',
  not_looked: 'they had not looked',
};

/** How many knowledge gaps there are. */
export function gapsIn(counts: SubKindCounts): number {
  return ATTRIBUTED.reduce((sum, name) => sum + counts[name], counts.unattributed);
}

/** The sentence of the panel. */
export function whySaid(counts: SubKindCounts, notes: RequestNotes): Said {
  return { say: sayWhy(counts), also: alsoWhy(counts, notes) };
}

function sayWhy(counts: SubKindCounts): string {
  const total = gapsIn(counts);
  if (total === 0) return 'No knowledge gap.';
  const attributed = total - counts.unattributed;
  if (attributed === 0) {
    return total === 1
      ? 'One knowledge gap, and we cannot say why yet.'
      : `${total} knowledge gaps, and we cannot say why yet.`;
  }
  const most = Math.max(...ATTRIBUTED.map((name) => counts[name]));
  const [first, second, ...more] = ATTRIBUTED.filter((name) => counts[name] === most);
  if (!first || more.length > 0) return `No reason stands out: ${most} of ${total} each.`;
  if (total === 1) return `One knowledge gap: ${CLAUSES[first]}.`;
  if (second) return `Two reasons stand out: ${nameOf(first)} and ${nameOf(second)}, ${most} of ${total} each.`;
  if (most === total) return `Each of the ${total} times ${CLAUSES[first]}.`;
  if (total < FEW) return `${most} of ${total} times ${CLAUSES[first]}.`;
  if (most * 2 > total) return `Mostly ${CLAUSES[first]}: ${most} of ${total}.`;
  if (counts.unattributed * 2 > total)
    return `We cannot say why for most, ${counts.unattributed} of ${total}; else most often ${CLAUSES[first]}: ${most}.`;
  // More is unknown than known of any reason: the share is of those that can be told.
  if (counts.unattributed > most)
    return `Of those that we can tell, most often ${CLAUSES[first]}: ${most} of ${attributed}.`;
  return `Most often ${CLAUSES[first]}: ${most} of ${total}.`;
}

function nameOf(name: Attributed): string {
  return SUB_KIND_WORDS[name].toLowerCase();
}

function alsoWhy(counts: SubKindCounts, { gaps }: RequestNotes): string {
  const total = gapsIn(counts);
  if (total === 0) return '';
  const { unattributed } = counts;
  // Where nothing is attributed the sentence has said so, and how many there are.
  if (unattributed === total) return gaps.erased > 0 ? erasedWords(gaps.erased) : '';
  const parts = [total === 1 ? '1 knowledge gap.' : `${total} knowledge gaps.`];
  if (unattributed === 0) parts.push(total === 1 ? 'It is attributed.' : 'All are attributed.');
  else parts.push(`${unattributed} ${unattributed === 1 ? 'is' : 'are'} not attributed.`);
  if (gaps.erased > 0) parts.push(erasedWords(gaps.erased));
  return parts.join(' ');
}

/** How blind the panel is: without a trail a request can only count as no article or as not looked. */
export function withoutTrailWords(without: number, total: number): string {
  if (without === 0) return 'All came with what they tried first.';
  const share = total >= MIN_REQUESTS_FOR_SHARE ? ` (${partWords(without / total)})` : '';
  const verb = without === 1 ? 'has' : 'have';
  return `${without} of ${total}${share} ${verb} no trail: they can only count as no article, didn’t look, or not attributed.`;
}

/** "They may have looked on an earlier page", for how many. */
export function weakWords(weak: number): string {
  return weak === 1 ? '1 may have looked on an earlier page.' : `${weak} may have looked on an earlier page.`;
}

/** "3 people" */
export function peopleWords(people: number): string {
  return people === 1 ? '1 person' : `${people} people`;
}

export function requestsWords(requests: number): string {
  return requests === 1 ? 'request' : 'requests';
}
