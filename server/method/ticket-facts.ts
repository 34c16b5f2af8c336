/** What the figures on requests are computed from, one row a ticket (METHOD 2.4), whatever it was read from. */
import type { AnswerState, Confidence, Kind, ResolutionCode, SubKind } from './kinds.ts';
import type { TicketRow } from './report-rows.ts';

export const DEMAND_TYPES = ['failure', 'value', 'neither'] as const;
export type DemandType = (typeof DEMAND_TYPES)[number];

/** What its own row says. */
export interface RequestFacts extends TicketRow {
  readonly channel: string;
  readonly enquiry_type: string | null;
  readonly reply_expected: boolean;
  /** ISO 8601, UTC, as all moments here; null where it has not happened. */
  readonly first_reply_at: string | null;
  /** The last time that it was solved; null while it is open. */
  readonly solved_at: string | null;
  readonly was_reopened: boolean;
  readonly public_replies: number;
  readonly root_cause: string | null;
  readonly resolution_code: ResolutionCode | null;
  readonly answer_state: AnswerState | null;
  readonly is_duplicate: boolean;
  readonly other_kind: string | null;
  /** As somebody set it. */
  readonly demand_type: DemandType | null;
  readonly csat: number | null;
  readonly blind: boolean;
  readonly suggestion: { readonly kind: Kind; readonly confidence: Confidence };
  readonly kind_confirmed: Kind | null;
  readonly sub_kind_auto: SubKind | null;
  readonly sub_kind_confirmed: SubKind | null;
  readonly first_target_group: string | null;
  /** The group that settled it; null while it is open. */
  readonly resolver_group: string | null;
  readonly has_trail: boolean;
}

/** What its answer says. */
export interface AnswerFacts {
  /** When each article of the answer was first published; null for one that never was. */
  readonly answers_published_at: readonly (string | null)[];
}

/** What its history says. */
export interface MoveFacts {
  /** When somebody first moved it or replied; null where nobody has. */
  readonly acknowledged_at: string | null;
  /** Reopened within seven days of being solved. */
  readonly was_reopened_soon: boolean;
}

/** Everything about one request. */
export type TicketFacts = RequestFacts & AnswerFacts & MoveFacts;
