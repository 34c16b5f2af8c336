/** M1 `help_outcomes`: where did help end? (METHOD 9) */
import type { UnansweredReason } from './outcome.ts';
import type { SessionRow } from './report-rows.ts';

/** Counts of sessions; `attempted` is all but `no_attempt`. */
export interface HelpOutcomes {
  readonly attempted: number;
  readonly answered: number;
  readonly possibly_answered: number;
  readonly unanswered: number;
  readonly escalated: number;
  readonly no_attempt: number;
  /** How the unanswered ones ended. */
  readonly reasons: { readonly [Reason in UnansweredReason]: number };
}

/** Counts the sessions of a window by outcome and reason; staff are left out. */
export function countHelpOutcomes(sessions: readonly SessionRow[]): HelpOutcomes {
  const outcomes = { answered: 0, possibly_answered: 0, unanswered: 0, escalated: 0, no_attempt: 0 };
  const reasons = { said_no: 0, form_abandoned: 0, zero_results: 0, no_click: 0, not_read: 0 };
  let attempted = 0;
  for (const session of sessions) {
    if (session.is_staff) continue;
    outcomes[session.outcome] += 1;
    if (session.outcome !== 'no_attempt') attempted += 1;
    if (session.outcome_reason) reasons[session.outcome_reason] += 1;
  }
  return { attempted, ...outcomes, reasons };
}
