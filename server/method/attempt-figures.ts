/** The figures of attempts, M1 to M10, from sums over sessions (METHOD 4 and 9). */
import { MIN_ATTEMPTS_FOR_SHARE } from '../../contract/minimum-counts.ts';
import type { AttemptCount, AttemptCounts } from './attempt-counts.ts';
import type { HelpOutcomes } from './help-outcomes.ts';
import { type BoundedRate, boundedRate, type Rate, rate, type Withheld, wilson } from './statistics.ts';

/** Answers to "Would you have written to us?" below which there is no estimate; no request for figures lowers it. */
export const MIN_INTENT_ANSWERS = 10;
/** Votes below which their share is withheld. */
export const MIN_VOTES = 10;

export function helpOutcomesOf(sums: AttemptCounts): HelpOutcomes {
  const { attempted, answered, possibly_answered, unanswered, escalated, no_attempt } = sums;
  return {
    attempted,
    answered,
    possibly_answered,
    unanswered,
    escalated,
    no_attempt,
    reasons: {
      said_no: sums.reason_said_no,
      form_abandoned: sums.reason_form_abandoned,
      zero_results: sums.reason_zero_results,
      no_click: sums.reason_no_click,
      not_read: sums.reason_not_read,
    },
  };
}

/** Each rate is one sum by another; the minimum is of the second. */
const SHARES = {
  unanswered_rate: ['unanswered', 'attempted', MIN_ATTEMPTS_FOR_SHARE],
  escalation_rate: ['escalated', 'attempted', MIN_ATTEMPTS_FOR_SHARE],
  intent_rate: ['intent_yes', 'intent_asked', MIN_INTENT_ANSWERS],
  linkable_share: ['with_user_ref', 'attempted', MIN_ATTEMPTS_FOR_SHARE],
  zero_result_rate: ['zero_searches', 'searches', MIN_ATTEMPTS_FOR_SHARE],
  zero_result_session_rate: ['zero_sessions', 'search_sessions', MIN_ATTEMPTS_FOR_SHARE],
  no_click_rate: ['no_click_searches', 'found_searches', MIN_ATTEMPTS_FOR_SHARE],
  search_ctr: ['opened_searches', 'searches', MIN_ATTEMPTS_FOR_SHARE],
  search_refinement_rate: ['refined_searches', 'searches', MIN_ATTEMPTS_FOR_SHARE],
  search_exit_rate: ['search_exits', 'search_sessions', MIN_ATTEMPTS_FOR_SHARE],
} as const satisfies Record<string, readonly [AttemptCount, AttemptCount, number]>;

export type AttemptShare = keyof typeof SHARES;

export function attemptShare(name: AttemptShare, sums: AttemptCounts, minN?: number): Rate {
  const [part, whole, min] = SHARES[name];
  return rate(sums[part], sums[whole], minN ?? min);
}

/** The number of cases from which a share is shown. */
export function minimumOf(name: AttemptShare): number {
  return SHARES[name][2];
}

/** M2. Low: they said that they got an answer. High: with those who read and left. */
export function selfServiceRate(sums: AttemptCounts, minN: number = MIN_ATTEMPTS_FOR_SHARE): BoundedRate {
  const { attempted, answered, possibly_answered } = sums;
  return boundedRate(rate(answered, attempted, minN), rate(answered + possibly_answered, attempted, minN));
}

/** M3. Of those who opened the form: low, who then said that they had an answer; high, all who did not send it. */
export function formDeflectionRate(sums: AttemptCounts, minN: number = MIN_ATTEMPTS_FOR_SHARE): BoundedRate {
  const { form, form_escalated, form_yes } = sums;
  return boundedRate(rate(form_yes, form, minN), rate(form - form_escalated, form, minN));
}

/** M9. Search sessions that read what they had found and were answered; high: or possibly answered. */
export function searchSuccessRate(sums: AttemptCounts, minN: number = MIN_ATTEMPTS_FOR_SHARE): BoundedRate {
  const { search_sessions: all, success_low, success_high } = sums;
  return boundedRate(rate(success_low, all, minN), rate(success_high, all, minN));
}

export interface DeflectedTickets {
  readonly low: number;
  readonly high: number;
  readonly estimate: { readonly low: number; readonly high: number } | null;
  /** Of the estimate: the two counts always stand. */
  readonly withheld: Withheld;
}

/** M3. The estimate weighs those who came for no form by the share of them who say that they would have written. */
export function deflectedTickets(sums: AttemptCounts): DeflectedTickets {
  const { form_yes: low, answered, possibly_answered, intent_yes, intent_asked } = sums;
  const high = answered + possibly_answered;
  const intent = intent_asked < MIN_INTENT_ANSWERS ? null : wilson(intent_yes, intent_asked);
  if (!intent) return { low, high, estimate: null, withheld: 'n<min' };
  const estimate = { low: low + (answered - low) * intent.lo, high: low + (high - low) * intent.hi };
  return { low, high, estimate, withheld: null };
}

export interface AvoidedMinutes {
  readonly low: number | null;
  readonly high: number | null;
  readonly withheld: Withheld;
}

/**
 * Requests that may have been avoided times what a knowledge gap takes; no saving until somebody's time is freed.
 * @param meanMinutes of knowledge gaps solved in the window; null where there are none, or nobody noted their time.
 */
export function avoidedMinutes(
  { low, high }: Pick<DeflectedTickets, 'low' | 'high'>,
  meanMinutes: number | null,
): AvoidedMinutes {
  if (meanMinutes === null) return { low: null, high: null, withheld: 'n<min' };
  return { low: low * meanMinutes, high: high * meanMinutes, withheld: null };
}

export interface MeanClickRank {
  readonly value: number | null;
  /** Opened results whose place is known. */
  readonly n: number;
  readonly withheld: Withheld;
}

/** M8. The mean place, from 1, of the results that were opened; its minimum is of searches. */
export function meanClickRank(sums: AttemptCounts, minN: number = MIN_ATTEMPTS_FOR_SHARE): MeanClickRank {
  const { ranks: n, rank_sum, searches } = sums;
  if (searches < minN || n === 0) return { value: null, n, withheld: 'n<min' };
  return { value: rank_sum / n, n, withheld: null };
}

/** M10. Votes alone; a withdrawn request is none. */
export function helpfulRate(sums: Pick<AttemptCounts, 'yes_pairs' | 'no_pairs'>, minN: number = MIN_VOTES): Rate {
  return rate(sums.yes_pairs, sums.yes_pairs + sums.no_pairs, minN);
}

/** M10. How many of those who read an article said whether it answered. */
export function voteRate(sums: AttemptCounts, minN: number = MIN_ATTEMPTS_FOR_SHARE): Rate {
  return rate(sums.yes_pairs + sums.no_pairs, sums.read_pairs, minN);
}

export interface VendorFigures {
  readonly naive_no_ticket_rate: Rate;
  readonly self_service_score: number | null;
}

/** What other tools print, for those who come from one; both flatter, and stand on no page (METHOD 1 and 4). */
export function vendorFigures(
  sums: AttemptCounts,
  requesters: number,
  minN: number = MIN_ATTEMPTS_FOR_SHARE,
): VendorFigures {
  const { attempted, escalated, sessions } = sums;
  return {
    naive_no_ticket_rate: rate(attempted - escalated, attempted, minN),
    self_service_score: requesters === 0 ? null : sessions / requesters,
  };
}
