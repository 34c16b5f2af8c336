/** The rows that reports are computed from, whatever they were read from: live data, imports or a simulation. */
import type { Kind, SubKind } from './kinds.ts';
import type { Outcome, UnansweredReason } from './outcome.ts';

/** One help session of the window. */
export interface SessionRow {
  readonly outcome: Outcome;
  readonly outcome_reason: UnansweredReason | null;
  /** Staff are in no figure (METHOD 2.5.7). */
  readonly is_staff: boolean;
}

/** One ticket of the window, with the kind and sub-kind that count. */
export interface TicketRow {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly submitted_at: string;
  /** Normalised e-mail or the host's reference; null when nobody can be told apart. */
  readonly requester: string | null;
  readonly target_group: string | null;
  /** KIND-EFF. */
  readonly kind: Kind;
  /** Confirmed or by Rule SUB; null unless the kind is `knowledge_gap`. */
  readonly sub_kind: SubKind | null;
  /** The reason of Rule SUB, or `agent` when an agent set the sub-kind. */
  readonly sub_kind_reason: string | null;
  readonly sub_kind_weak: boolean;
  readonly handling_minutes: number | null;
}
