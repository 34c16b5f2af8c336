/** What one help session adds to the sums that figures of attempts are made of (METHOD 3, 4 and 9, M1 to M10). */
import type { DerivedSearch } from './derive-searches.ts';
import type { DerivedSession } from './derive-session.ts';
import type { DerivedView } from './derive-views.ts';

/** All of them add up: over days, teams, languages, pages. */
export const ATTEMPT_COUNTS = [
  /** Sessions of any outcome; `attempted` is all but `no_attempt`. */
  'sessions',
  'attempted',
  'answered',
  'possibly_answered',
  'unanswered',
  'escalated',
  'no_attempt',
  'reason_said_no',
  'reason_form_abandoned',
  'reason_zero_results',
  'reason_no_click',
  'reason_not_read',
  /** F, F_sub and F_yes of METHOD 4: the form was opened; … and they asked; … and said yes after it. */
  'form',
  'form_escalated',
  'form_yes',
  'intent_asked',
  'intent_yes',
  /** Attempts of which the host says who it was, so that a later request can be linked. */
  'with_user_ref',
  'searches',
  'zero_searches',
  'found_searches',
  'no_click_searches',
  'opened_searches',
  'refined_searches',
  /** Opened results whose place in the list is known, and the sum of these places. */
  'ranks',
  'rank_sum',
  'search_sessions',
  'zero_sessions',
  'search_exits',
  'success_low',
  'success_high',
  /** (session, article) pairs with a qualified read, and the last votes of such pairs. */
  'read_pairs',
  'yes_pairs',
  'no_pairs',
] as const;

export type AttemptCount = (typeof ATTEMPT_COUNTS)[number];
export type AttemptCounts = { readonly [Count in AttemptCount]: number };

/** A session as it is counted: what derived sessions have, and what is stored of them. */
export interface CountedSession
  extends Pick<
    DerivedSession,
    | 'outcome'
    | 'outcome_reason'
    | 'is_staff'
    | 'user_ref'
    | 'form_opened'
    | 'yes_after_form'
    | 'intent'
    | 'ends_with_search'
  > {
  readonly searches: readonly Pick<DerivedSearch, 'seq' | 'result_count' | 'opened_ids'>[];
  readonly views: readonly CountedView[];
}

export type CountedView = Pick<
  DerivedView,
  'seq' | 'article_id' | 'source' | 'position' | 'qualified' | 'vote' | 'vote_reason'
>;

/** What one session says of one article: whether it was read, and the last vote on it. */
export interface ReadPair {
  readonly article: string;
  readonly qualified: boolean;
  readonly vote: 'yes' | 'no' | null;
  readonly vote_reason: DerivedView['vote_reason'];
}

const NONE = Object.fromEntries(ATTEMPT_COUNTS.map((count) => [count, 0])) as { [Count in AttemptCount]: number };

/** No session at all. */
export function noAttempts(): { [Count in AttemptCount]: number } {
  return { ...NONE };
}

/** The articles of a session, each once, in the order in which they were first opened. */
export function readPairs(views: readonly CountedView[]): ReadPair[] {
  const pairs = new Map<string, ReadPair>();
  for (const view of [...views].sort((a, b) => a.seq - b.seq)) {
    const before = pairs.get(view.article_id);
    pairs.set(view.article_id, {
      article: view.article_id,
      qualified: view.qualified || before?.qualified === true,
      vote: view.vote ?? before?.vote ?? null,
      vote_reason: view.vote ? view.vote_reason : (before?.vote_reason ?? null),
    });
  }
  return [...pairs.values()];
}

/** Counts one session; null for one of staff, who are in no figure (METHOD 2.5.7). */
export function countAttempt(session: CountedSession): AttemptCounts | null {
  if (session.is_staff) return null;
  const counts = noAttempts();
  const { outcome } = session;
  const isAttempt = outcome !== 'no_attempt';
  counts.sessions = 1;
  counts.attempted = Number(isAttempt);
  counts[outcome] = 1;
  if (session.outcome_reason) counts[`reason_${session.outcome_reason}`] = 1;
  if (session.form_opened) {
    counts.form = 1;
    counts.form_escalated = Number(outcome === 'escalated');
    counts.form_yes = Number(session.yes_after_form);
  }
  counts.intent_asked = Number(session.intent !== null);
  counts.intent_yes = Number(session.intent === true);
  counts.with_user_ref = Number(isAttempt && session.user_ref !== null);
  countSearches(counts, session);
  for (const { qualified, vote } of readPairs(session.views)) {
    counts.read_pairs += Number(qualified);
    counts.yes_pairs += Number(vote === 'yes');
    counts.no_pairs += Number(vote === 'no');
  }
  return counts;
}

function countSearches(counts: { [Count in AttemptCount]: number }, session: CountedSession): void {
  const { searches, views, outcome } = session;
  if (searches.length === 0) return;
  const reads = views.filter(({ qualified }) => qualified);
  const ordered = [...searches].sort((a, b) => a.seq - b.seq);
  for (const [at, search] of ordered.entries()) {
    const isOpened = search.opened_ids.length > 0;
    const next = ordered[at + 1];
    counts.searches += 1;
    counts.zero_searches += Number(search.result_count === 0);
    counts.found_searches += Number((search.result_count ?? 0) > 0);
    counts.no_click_searches += Number((search.result_count ?? 0) > 0 && !isOpened);
    counts.opened_searches += Number(isOpened);
    counts.refined_searches += Number(
      next !== undefined && !reads.some(({ seq }) => seq > search.seq && seq < next.seq),
    );
  }
  for (const { source, position } of views) {
    if (source !== 'search' || position === null) continue;
    counts.ranks += 1;
    counts.rank_sum += position;
  }
  counts.search_sessions = 1;
  counts.zero_sessions = Number(counts.zero_searches > 0);
  counts.search_exits = Number(session.ends_with_search);
  const readFromSearch = reads.some(({ source }) => source === 'search');
  counts.success_low = Number(readFromSearch && outcome === 'answered');
  counts.success_high = Number(readFromSearch && (outcome === 'answered' || outcome === 'possibly_answered'));
}

/** Adds counts to sums, in place; `times` is -1 to take them away. */
export function addCounts<Count extends string>(
  sums: { [Name in Count]: number },
  counts: { readonly [Name in Count]: number },
  names: readonly Count[],
  times: 1 | -1 = 1,
): void {
  for (const name of names) sums[name] += times * counts[name];
}
