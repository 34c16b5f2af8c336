// "Knowledge or product?" in words: counts with both bounds; "mostly" only above half, whatever the unsure ones turn out to be.
import type { Burst } from '../../contract/api/gaps.ts';
import type { KindShare, RequestNotes } from '../../contract/api/reports.ts';
import { outwardPercents, percentRangeWords } from '../../contract/words/share-words.ts';
import { riseWords } from './backlog-words.ts';
import type { Said } from './outcome-words.ts';

interface Bounds {
  low: number;
  high: number;
  total: number;
}

/** The sentence of the panel. */
export function kindsSaid(share: KindShare, notes: RequestNotes): Said {
  return { say: sayKinds(share), also: alsoKinds(share, notes) };
}

/** The same, with what rises of a sudden. @param rises those that are not over, the newest first. */
export function withRises(said: Said, rises: readonly Burst[], titleOf: (key: string) => string): Said {
  const [first, ...others] = rises;
  if (!first) return said;
  const people = first.requesters === 1 ? '1 person' : `${first.requesters} people`;
  const more =
    others.length === 0 ? '' : others.length === 1 ? '. One more gap rises' : `. ${others.length} more gaps rise`;
  return { ...said, also: `${riseWords(first)}: ${titleOf(first.key)}, ${people}${more}. ${said.also}`.trim() };
}

function sayKinds(share: KindShare): string {
  const total = share.undetermined.den;
  const unsure = share.undetermined.num;
  if (total === 0) return 'Nobody had to ask.';
  if (unsure === total)
    return total === 1 ? 'One request, and not sure yet.' : `None of ${total} requests is sure yet.`;
  const knowledge = boundsOf(share, 'knowledge_gap');
  const product = boundsOf(share, 'functionality_issue');
  const other = boundsOf(share, 'other');
  if (total === 1) return `One request: ${oneKind(knowledge, product)}.`;
  if (share.knowledge_gap.low.value === null) return sayFew(knowledge, product, other, unsure);
  if (isAboveHalf(knowledge.low, total)) return `Mostly knowledge: ${ofRequests(knowledge)}.`;
  if (isAboveHalf(product.low, total)) return `Mostly the product: ${ofRequests(product)}.`;
  if (isAboveHalf(other.low, total)) return `Mostly neither: ${ofRequests(other)} are about something else.`;
  const both = `${range(knowledge)} knowledge, ${range(product)} not working, of ${total} requests`;
  const couldBe = [isAboveHalf(knowledge.high, total), isAboveHalf(product.high, total)];
  if (couldBe[0] && couldBe[1]) return `It could be either: ${both}.`;
  if (couldBe[0]) return `Perhaps more than half are knowledge: ${ofRequests(knowledge)}.`;
  if (couldBe[1]) return `Perhaps more than half are the product: ${ofRequests(product)}.`;
  return `Neither is above half: ${both}.`;
}

/** Too few for a share: every part by its count. */
function sayFew(knowledge: Bounds, product: Bounds, other: Bounds, unsure: number): string {
  const parts = [
    [knowledge.low, knowledge.low === 1 ? 'is a knowledge gap' : 'are knowledge gaps'],
    [product.low, product.low === 1 ? 'is something not working' : 'are something not working'],
    [other.low, other.low === 1 ? 'is something else' : 'are something else'],
    [unsure, unsure === 1 ? 'is not sure yet' : 'are not sure yet'],
  ] as const;
  const [first, ...rest] = parts.filter(([count]) => count > 0);
  if (!first) return `${knowledge.total} requests.`;
  if (rest.length === 0) return `All ${knowledge.total} requests ${first[1]}.`;
  return `Of ${knowledge.total} requests, ${[first, ...rest].map(([count, words]) => `${count} ${words}`).join(', ')}.`;
}

function oneKind(knowledge: Bounds, product: Bounds): string {
  if (knowledge.low === 1) return 'a knowledge gap';
  return product.low === 1 ? 'something not working' : 'something else';
}

function alsoKinds(share: KindShare, { hidden, erased }: RequestNotes): string {
  const parts: string[] = [];
  const { outer } = share.knowledge_gap;
  if (outer) {
    const words = percentRangeWords(outwardPercents(outer[0], outer[1]));
    parts.push(`Knowledge: ${words} of requests, allowing for chance.`);
  }
  parts.push(...unsureWords(share.undetermined.num, hidden));
  if (erased > 0) parts.push(erasedWords(erased));
  return parts.join(' ');
}

/** How many are not sure, and how many of those wait because our own guess is held back. */
function unsureWords(unsure: number, hidden: number): string[] {
  if (unsure === 0 && hidden === 0) return [];
  const are = `${unsure} ${unsure === 1 ? 'is' : 'are'} not sure yet`;
  const why = 'for a person to choose before we say what we think.';
  if (hidden === 0) return [`${are}.`];
  if (hidden === unsure) return [`${are}: ${unsure === 1 ? 'it waits' : 'they wait'} ${why}`];
  return [`${are}.`, `Among them, ${hidden} ${hidden === 1 ? 'waits' : 'wait'} ${why}`];
}

/** Erased requests still count, and are on no list. */
export function erasedWords(erased: number): string {
  return erased === 1
    ? '1 was erased: it counts, and is on no list.'
    : `${erased} were erased: they count, and are on no list.`;
}

function boundsOf(share: KindShare, kind: 'knowledge_gap' | 'functionality_issue' | 'other'): Bounds {
  const { low, high } = share[kind];
  return { low: low.num, high: high.num, total: low.den };
}

/** "8", "8 or 9", "8 to 11" */
function range({ low, high }: Bounds): string {
  if (low === high) return String(low);
  return high === low + 1 ? `${low} or ${high}` : `${low} to ${high}`;
}

function ofRequests(bounds: Bounds): string {
  return `${range(bounds)} of ${bounds.total} requests`;
}

function isAboveHalf(count: number, total: number): boolean {
  return count * 2 > total;
}
