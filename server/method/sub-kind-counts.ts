/** M13 `sub_kind_counts`: write, retitle, rewrite or promote? (METHOD 9) */
import { SUB_KINDS, type SubKind } from './kinds.ts';
import type { TicketRow } from './report-rows.ts';

type BySubKind<Value> = { readonly [Name in SubKind]: Value };

/** Counts of knowledge-gap tickets. */
export interface SubKindCounts extends BySubKind<number> {
  /** How many of `not_looked` may have looked on an earlier page. */
  readonly weak: number;
  /** Tickets by reason, within each sub-kind. */
  readonly reasons: BySubKind<{ readonly [reason: string]: number }>;
  /** Distinct requesters; a ticket without one counts as a person of its own. */
  readonly users: BySubKind<number>;
}

function forEachSubKind<Value>(compute: (subKind: SubKind) => Value): BySubKind<Value> {
  const [missing, unfindable, unclear, not_looked, unattributed] = SUB_KINDS;
  return {
    missing: compute(missing),
    unfindable: compute(unfindable),
    unclear: compute(unclear),
    not_looked: compute(not_looked),
    unattributed: compute(unattributed),
  };
}

function countReasons(tickets: readonly TicketRow[]): { [reason: string]: number } {
  const counts = new Map<string, number>();
  for (const { sub_kind_reason: reason } of tickets) {
    if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

/** Counts the knowledge gaps of a window by sub-kind; tickets of another kind are left out whatever they carry. */
export function countSubKinds(tickets: readonly TicketRow[]): SubKindCounts {
  const gaps = tickets.filter((ticket) => ticket.kind === 'knowledge_gap');
  const of = (subKind: SubKind) => gaps.filter((ticket) => (ticket.sub_kind ?? 'unattributed') === subKind);
  return {
    ...forEachSubKind((subKind) => of(subKind).length),
    weak: of('not_looked').filter((ticket) => ticket.sub_kind_weak).length,
    reasons: forEachSubKind((subKind) => countReasons(of(subKind))),
    users: forEachSubKind((subKind) => new Set(of(subKind).map((t) => t.requester ?? `ticket ${t.id}`)).size),
  };
}
