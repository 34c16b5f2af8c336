/** Rule KIND-EFF: the one kind under which a ticket is counted, and where it comes from (METHOD 5). */
import { type SolveSuggestion, suggestKindAtSolve } from './kind-at-solve.ts';
import type { AnswerState, Confidence, Kind, ResolutionCode } from './kinds.ts';

/** What the rule needs of a ticket. */
export interface KindFacts {
  readonly id: string;
  readonly kind_confirmed: Kind | null;
  /** KIND-1, as it was stored. */
  readonly kind_suggested_1: { readonly kind: Kind; readonly confidence: Confidence } | null;
  readonly resolution_code: ResolutionCode | null;
  readonly answer_state: AnswerState | null;
  readonly duplicate_of: string | null;
}

/** Where an effective kind comes from; always shown beside it. */
export type KindSource = 'confirmed' | 'mixed' | 'suggested_2' | 'suggested_1' | 'none';

/** The kind that counts. */
export interface EffectiveKind {
  readonly kind: Kind;
  readonly confidence: Confidence;
  readonly kind_source: KindSource;
}

function isDuplicate(ticket: KindFacts): boolean {
  return ticket.resolution_code === 'duplicate_of' || (ticket.resolution_code === null && ticket.duplicate_of !== null);
}

/** Merged tickets may point at each other or far; a chain is not followed further than this. */
const MAX_CHAIN = 100;

/** This ticket and those it duplicates, one by one, to the end of the chain; a circle ends where it closes. */
function chainOf(ticket: KindFacts, find: (id: string) => KindFacts | undefined): KindFacts[] {
  const chain = [ticket];
  const seen = new Set([ticket.id]);
  let current = ticket;
  // A confirmed kind is the end of the chain: it overrides whatever lies behind it.
  while (chain.length < MAX_CHAIN && isDuplicate(current) && current.duplicate_of !== null && !current.kind_confirmed) {
    const next = find(current.duplicate_of);
    if (!next || seen.has(next.id)) break;
    seen.add(next.id);
    chain.push(next);
    current = next;
  }
  return chain;
}

function decide(ticket: KindFacts, atSolve: SolveSuggestion): EffectiveKind {
  if (ticket.kind_confirmed) return { kind: ticket.kind_confirmed, confidence: 'high', kind_source: 'confirmed' };
  if (atSolve.reason === 'mixed') return { kind: 'undetermined', confidence: 'low', kind_source: 'mixed' };
  if (atSolve.confidence !== 'low') {
    return { kind: atSolve.kind, confidence: atSolve.confidence, kind_source: 'suggested_2' };
  }
  const atSubmit = ticket.kind_suggested_1;
  if (atSubmit && atSubmit.confidence !== 'low') return { ...pick(atSubmit), kind_source: 'suggested_1' };
  return { kind: 'undetermined', confidence: 'low', kind_source: 'none' };
}

function pick({ kind, confidence }: { kind: Kind; confidence: Confidence }): { kind: Kind; confidence: Confidence } {
  return { kind, confidence };
}

/**
 * The effective kind: what an agent confirmed; else undetermined if code and answer contradict each other; else KIND-2,
 * else KIND-1, each only from medium confidence on; else undetermined. A duplicate takes the kind of its original;
 * `find` gives tickets by id, so that a chain can be followed to its end.
 */
export function effectiveKind(
  ticket: KindFacts,
  find: (id: string) => KindFacts | undefined = () => undefined,
): EffectiveKind {
  let original: EffectiveKind | null = null;
  for (const link of chainOf(ticket, find).reverse()) {
    const resolution = isDuplicate(link) ? { ...link, resolution_code: 'duplicate_of' as const } : link;
    original = decide(link, suggestKindAtSolve(resolution, original));
  }
  return original ?? { kind: 'undetermined', confidence: 'low', kind_source: 'none' };
}
