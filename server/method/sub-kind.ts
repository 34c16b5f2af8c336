/** Rule SUB: why a knowledge gap was not closed by the person alone, and which article that concerns (METHOD 6). */
import type { AnswerState, SubKind } from './kinds.ts';

/** The stable names of the reasons. */
export type SubKindReason =
  | 'no_answer_named'
  | 'trail_removed'
  | 'trail_blocked'
  | 'no_article_at_submission'
  | 'not_visible_to_audience'
  | 'read_then_submitted'
  | 'opened_not_read'
  | 'other_channel'
  | 'form_first'
  | 'shown_not_opened'
  | 'ranked_low'
  | 'zero_results'
  | 'not_in_results';

/** A sub-kind with its reason; `target` is the article it concerns, where there is one. */
export interface SubKindResult {
  readonly sub_kind: SubKind;
  readonly reason: SubKindReason;
  readonly target: string | null;
  /** Only `form_first`: the person may have looked on an earlier page, which left no trace. */
  readonly weak: boolean;
}

/** An article that an agent named as the answer, as it was when the request was sent. */
export interface AnswerArticle {
  readonly slug: string;
  readonly was_published: boolean;
  readonly was_visible: boolean;
}

/** What was recorded before the request was sent. */
export interface TrailEvidence {
  readonly searches: readonly { readonly result_ids: readonly string[]; readonly result_count: number | null }[];
  /** In the order in which they were opened. */
  readonly views: readonly { readonly article_id: string; readonly qualified: boolean }[];
  readonly shown_ids: readonly string[];
}

/** What the rule looks at. */
export interface SubKindFacts {
  readonly answer_state: AnswerState | null;
  readonly answers: readonly AnswerArticle[];
  /**
   * `attached`: there is a trail. `removed`: the person took it off. `blocked`: sent from widget or help centre, but
   * nothing was recorded. `other_channel`: mail, phone and the like, which have none.
   */
  readonly trail_state: 'attached' | 'removed' | 'blocked' | 'other_channel';
  /** Null unless attached. */
  readonly trail: TrailEvidence | null;
  /** See `isTrailIncomplete`. */
  readonly trail_incomplete?: boolean;
}

function result(sub_kind: SubKind, reason: SubKindReason, target: string | null, weak = false): SubKindResult {
  return { sub_kind, reason, target, weak };
}

/** Lines 2 to 9 but 4: what the trail says about answers that existed and could be seen. */
function fromTrail(answers: readonly string[], trail: TrailEvidence, isIncomplete: boolean): SubKindResult {
  const isAnswer = (id: string) => answers.includes(id);
  const first = answers[0] ?? null;
  const firstOf = (ids: readonly string[]) => answers.find((answer) => ids.includes(answer)) ?? null;

  const read = trail.views.findLast((view) => view.qualified && isAnswer(view.article_id));
  if (read) return result('unclear', 'read_then_submitted', read.article_id);
  const opened = firstOf(trail.views.map((view) => view.article_id));
  if (opened) return result('unfindable', 'opened_not_read', opened);
  const shown = firstOf(trail.shown_ids);
  if (trail.searches.length === 0 && trail.views.length === 0 && !shown) {
    return result('not_looked', 'form_first', first, isIncomplete);
  }
  if (shown) return result('unfindable', 'shown_not_opened', shown);
  const rankedLow = firstOf(trail.searches.flatMap((search) => search.result_ids));
  if (rankedLow) return result('unfindable', 'ranked_low', rankedLow);
  const foundNothing = trail.searches.length > 0 && trail.searches.every((search) => search.result_count === 0);
  return result('unfindable', foundNothing ? 'zero_results' : 'not_in_results', first);
}

/**
 * Decides the sub-kind of a ticket whose effective kind is `knowledge_gap`; the first line of METHOD's rule that
 * matches wins. Several answers: any of them can have been read or seen; where nothing tells them apart, the first one
 * is the target.
 */
export function decideSubKind(facts: SubKindFacts): SubKindResult {
  const named = facts.answers[0]?.slug ?? null;
  const available = facts.answers.filter((answer) => answer.was_published && answer.was_visible);
  const hasAnswer = facts.answer_state === 'article' && available.length > 0;
  const isNamed = facts.answer_state === 'no_article' || (facts.answer_state === 'article' && named !== null);
  if (!isNamed) return result('unattributed', 'no_answer_named', null);
  if (hasAnswer && facts.trail_state === 'removed') return result('unattributed', 'trail_removed', null);
  const isLost = facts.trail_state === 'blocked' || (facts.trail_state === 'attached' && !facts.trail);
  if (hasAnswer && isLost) return result('unattributed', 'trail_blocked', null);
  if (!hasAnswer) {
    const hidden = facts.answers.find((answer) => answer.was_published && !answer.was_visible);
    if (hidden) return result('missing', 'not_visible_to_audience', hidden.slug);
    return result('missing', 'no_article_at_submission', named);
  }
  const slugs = available.map((answer) => answer.slug);
  if (!facts.trail) {
    return result('not_looked', 'other_channel', slugs[0] ?? null);
  }
  return fromTrail(slugs, facts.trail, facts.trail_incomplete ?? false);
}

/**
 * What is known of a ticket's trail: `recorded` is what was stored with it, null for no session at all. Only requests
 * from the widget and the help centre can have one; without it something kept it from being recorded (METHOD 2.4).
 */
export function trailStateOf(channel: string, recorded: 'attached' | 'removed' | null): SubKindFacts['trail_state'] {
  if (recorded) return recorded;
  return channel === 'widget' || channel === 'help_centre' ? 'blocked' : 'other_channel';
}

/** A page load within so long may have cut one attempt into two. */
const BROKEN_TRAIL_MS = 10 * 60_000;

/**
 * Whether this session may be the rest of one that a page load ended: another one of the same site ended by `unload`
 * at most ten minutes before it began, and nothing says who the person is (METHOD 6, `trail_incomplete`).
 */
export function isTrailIncomplete(
  session: { readonly id: string; readonly started_at: string; readonly user_ref: string | null },
  others: readonly { readonly id: string; readonly end_reason: string; readonly ended_at: string }[],
): boolean {
  if (session.user_ref !== null) return false;
  const startedAt = Date.parse(session.started_at);
  return others.some((other) => {
    const pause = startedAt - Date.parse(other.ended_at);
    return other.id !== session.id && other.end_reason === 'unload' && pause >= 0 && pause <= BROKEN_TRAIL_MS;
  });
}
