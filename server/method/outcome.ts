/** Rule OUTCOME: how one help session ended (METHOD 3). */

/** How a session ended. */
export type Outcome = 'answered' | 'possibly_answered' | 'unanswered' | 'escalated' | 'no_attempt';
/** Why a session counts as unanswered. */
export type UnansweredReason = 'said_no' | 'form_abandoned' | 'zero_results' | 'no_click' | 'not_read';

/** An outcome; only `unanswered` has a reason. */
export interface OutcomeResult {
  readonly outcome: Outcome;
  readonly outcome_reason: UnansweredReason | null;
}

/** What the rule looks at. `seq` is the place of each thing in the session; a read counts where it was opened. */
export interface OutcomeFacts {
  /** A ticket is linked: sent in this session, or within the follow-up window by the same person. */
  readonly has_ticket: boolean;
  readonly used_other_channel: boolean;
  /** `result_count` null means that it was not reported. */
  readonly searches: readonly { readonly seq: number; readonly result_count: number | null }[];
  readonly views: readonly { readonly seq: number; readonly qualified: boolean }[];
  readonly form_opened_seqs: readonly number[];
  /** Votes and withdrawals; a withdrawal is a yes. */
  readonly signals: readonly { readonly seq: number; readonly value: 'yes' | 'no' }[];
}

function latest<Item extends { readonly seq: number }>(items: readonly Item[]): Item | undefined {
  return items.reduce<Item | undefined>((last, item) => (last && last.seq > item.seq ? last : item), undefined);
}

function unanswered(outcome_reason: UnansweredReason): OutcomeResult {
  return { outcome: 'unanswered', outcome_reason };
}

/** Decides the outcome; the first of METHOD's nine lines that matches wins. */
export function decideOutcome(facts: OutcomeFacts): OutcomeResult {
  const { searches, views, form_opened_seqs: forms } = facts;
  if (facts.has_ticket || facts.used_other_channel) return { outcome: 'escalated', outcome_reason: null };
  if (searches.length === 0 && views.length === 0 && forms.length === 0) {
    return { outcome: 'no_attempt', outcome_reason: null };
  }
  const signal = latest(facts.signals);
  if (signal?.value === 'yes') return { outcome: 'answered', outcome_reason: null };
  if (signal?.value === 'no') return unanswered('said_no');

  const lastRead = latest(views.filter((view) => view.qualified));
  const lastForm = forms.length > 0 ? Math.max(...forms) : null;
  if (lastForm !== null && (!lastRead || lastRead.seq < lastForm)) return unanswered('form_abandoned');
  const lastSearch = latest(searches);
  if (lastRead && (!lastSearch || lastSearch.seq < lastRead.seq)) {
    return { outcome: 'possibly_answered', outcome_reason: null };
  }
  if (lastSearch?.result_count === 0) return unanswered('zero_results');
  if (lastSearch?.result_count && !views.some((view) => view.seq > lastSearch.seq)) return unanswered('no_click');
  return unanswered('not_read');
}
