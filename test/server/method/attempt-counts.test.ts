// What one attempt adds to the sums, and the figures that come of them, by METHOD's own numbers and by small cases.
import { describe, expect, it } from 'vitest';
import {
  ATTEMPT_COUNTS,
  type AttemptCounts,
  addCounts,
  type CountedSession,
  countAttempt,
  noAttempts,
  readPairs,
} from '../../../server/method/attempt-counts.ts';
import {
  attemptShare,
  avoidedMinutes,
  deflectedTickets,
  formDeflectionRate,
  helpfulRate,
  helpOutcomesOf,
  meanClickRank,
  searchSuccessRate,
  selfServiceRate,
  vendorFigures,
  voteRate,
} from '../../../server/method/attempt-figures.ts';
import { demandSigns } from '../../../server/method/demand-signs.ts';
import { loadWorkedExample } from '../../support/fixture-to-events.ts';

const session = (change: Partial<CountedSession> = {}): CountedSession => ({
  outcome: 'unanswered',
  outcome_reason: 'not_read',
  is_staff: false,
  user_ref: null,
  form_opened: false,
  yes_after_form: false,
  intent: null,
  ends_with_search: false,
  searches: [],
  views: [],
  ...change,
});
const view = (seq: number, change: Partial<CountedSession['views'][number]> = {}) => ({
  seq,
  article_id: 'a',
  source: 'search' as const,
  position: 1,
  qualified: true,
  vote: null,
  vote_reason: null,
  ...change,
});
const search = (seq: number, result_count: number | null, ...opened_ids: string[]) => ({
  seq,
  result_count,
  opened_ids,
});
const sumsOf = (change: Partial<AttemptCounts>): AttemptCounts => ({ ...noAttempts(), ...change });

describe('one attempt', () => {
  it('of staff counts nowhere', () => {
    expect(countAttempt(session({ is_staff: true }))).toBeNull();
  });

  it('that only looked is a session and no attempt', () => {
    const counts = countAttempt(session({ outcome: 'no_attempt', outcome_reason: null, user_ref: 'u' }));
    expect(counts).toEqual(sumsOf({ sessions: 1, no_attempt: 1 }));
  });

  it('that opened the form counts there by how it ended', () => {
    const asked = countAttempt(session({ outcome: 'escalated', outcome_reason: null, form_opened: true }));
    expect(asked).toMatchObject({ form: 1, form_escalated: 1, form_yes: 0, reason_not_read: 0 });
    const saved = countAttempt(session({ outcome: 'answered', form_opened: true, yes_after_form: true }));
    expect(saved).toMatchObject({ form: 1, form_escalated: 0, form_yes: 1 });
  });

  it('has searches by what they found and what was opened of them', () => {
    const counts = countAttempt(
      session({
        outcome: 'possibly_answered',
        outcome_reason: null,
        searches: [search(1, 0), search(2, 3), search(3, null), search(5, 2, 'a')],
        views: [view(6, { position: 2 }), view(7, { source: 'related', position: 9 })],
      }),
    );
    expect(counts).toMatchObject({ searches: 4, zero_searches: 1, found_searches: 2, no_click_searches: 1 });
    expect(counts).toMatchObject({ opened_searches: 1, refined_searches: 3, ranks: 1, rank_sum: 2 });
    expect(counts).toMatchObject({ search_sessions: 1, zero_sessions: 1, success_low: 0, success_high: 1 });
  });

  it('searches again only when nothing was read between', () => {
    const searches = [search(1, 2, 'a'), search(5, 2)];
    expect(countAttempt(session({ searches, views: [view(2)] }))?.refined_searches).toBe(0);
    expect(countAttempt(session({ searches, views: [view(2, { qualified: false })] }))?.refined_searches).toBe(1);
    expect(countAttempt(session({ searches, views: [view(6)] }))?.refined_searches).toBe(1);
  });

  it('counts each article once, with the last vote on it', () => {
    const views = [
      view(1, { vote: 'no', vote_reason: 'unclear' }),
      view(4, { vote: 'yes' }),
      view(6, { qualified: false }),
      view(2, { article_id: 'b', vote: 'no', vote_reason: 'outdated' }),
    ];
    expect(readPairs(views)).toEqual([
      { article: 'a', qualified: true, vote: 'yes', vote_reason: null },
      { article: 'b', qualified: true, vote: 'no', vote_reason: 'outdated' },
    ]);
    expect(countAttempt(session({ views }))).toMatchObject({ read_pairs: 2, yes_pairs: 1, no_pairs: 1 });
  });

  it('is silent demand by what it searched for and what it said no to, only without an answer', () => {
    const views = [view(2, { vote: 'no' }), view(3, { article_id: 'b', vote: 'yes' })];
    expect(demandSigns(session({ views }), [7, 3, 7])).toEqual(['c3', 'c7', 'no:a']);
    expect(demandSigns(session({ views, outcome: 'answered' }), [7])).toEqual([]);
    expect(demandSigns(session({ is_staff: true }), [7])).toEqual([]);
  });

  it('takes away what it added', () => {
    const sums = noAttempts();
    const counts = countAttempt(session({ searches: [search(1, 0)] })) ?? noAttempts();
    addCounts(sums, counts, ATTEMPT_COUNTS);
    addCounts(sums, counts, ATTEMPT_COUNTS, -1);
    expect(sums).toEqual(noAttempts());
  });
});

describe('the figures of attempts', () => {
  it('estimate avoided requests from ten answers on', () => {
    const sums = sumsOf({ form_yes: 2, answered: 7, possibly_answered: 5, intent_yes: 7, intent_asked: 10 });
    const { low, high, estimate, withheld } = deflectedTickets(sums);
    expect([low, high, withheld]).toEqual([2, 12, null]);
    expect(estimate?.low).toBeCloseTo(3.984, 3);
    expect(estimate?.high).toBeCloseTo(10.922, 3);
    expect(deflectedTickets({ ...sums, intent_asked: 9 })).toMatchObject({ estimate: null, withheld: 'n<min' });
  });

  it('withhold a mean of minutes that nobody noted', () => {
    expect(avoidedMinutes({ low: 2, high: 12 }, null)).toEqual({ low: null, high: null, withheld: 'n<min' });
    expect(avoidedMinutes({ low: 2, high: 12 }, 19.25)).toEqual({ low: 38.5, high: 231, withheld: null });
  });

  it('have a minimum each, which can be asked otherwise', () => {
    const sums = sumsOf({
      attempted: 19,
      unanswered: 3,
      intent_asked: 3,
      intent_yes: 2,
      searches: 19,
      ranks: 30,
      rank_sum: 60,
    });
    expect(attemptShare('unanswered_rate', sums)).toMatchObject({ value: null, num: 3, den: 19, withheld: 'n<min' });
    expect(attemptShare('unanswered_rate', sums, 19).value).toBeCloseTo(3 / 19);
    expect(attemptShare('intent_rate', sums).withheld).toBe('n<min');
    expect(attemptShare('intent_rate', sums, 1).value).toBeCloseTo(2 / 3);
    expect(meanClickRank(sums)).toEqual({ value: null, n: 30, withheld: 'n<min' });
    expect(meanClickRank({ ...sums, searches: 20 })).toEqual({ value: 2, n: 30, withheld: null });
    expect(helpfulRate({ yes_pairs: 8, no_pairs: 1 }).withheld).toBe('n<min');
    expect(voteRate(sumsOf({ yes_pairs: 8, no_pairs: 1, read_pairs: 20 })).value).toBeCloseTo(0.45);
  });

  it('of nothing are withheld, whatever the minimum', () => {
    const none = noAttempts();
    expect(selfServiceRate(none, 1)).toMatchObject({ low: { withheld: 'n<min' }, outer: null });
    expect(formDeflectionRate(none, 1).low.value).toBeNull();
    expect(searchSuccessRate(none, 1).high.value).toBeNull();
    expect(meanClickRank(none, 0).value).toBeNull();
    expect(vendorFigures(none, 0, 1)).toMatchObject({ self_service_score: null });
  });
});

/** It lies beside the repository and is not always at hand. */
const example = loadWorkedExample();
if (example)
  it("METHOD's worked example adds up to its own table", () => {
    const sums = noAttempts();
    for (const each of example.derived.values()) addCounts(sums, countAttempt(each) ?? noAttempts(), ATTEMPT_COUNTS);
    expect(helpOutcomesOf(sums)).toMatchObject({ attempted: 28, answered: 7, escalated: 11, no_attempt: 2 });
    const pairs = {
      form: [sums.form_yes, sums.form - sums.form_escalated, sums.form],
      searches: [
        sums.zero_searches,
        sums.no_click_searches,
        sums.opened_searches,
        sums.refined_searches,
        sums.searches,
      ],
      sessions: [sums.zero_sessions, sums.search_exits, sums.success_low, sums.success_high, sums.search_sessions],
      ranks: [sums.rank_sum, sums.ranks],
      votes: [sums.yes_pairs, sums.no_pairs, sums.read_pairs],
      intent: [sums.intent_yes, sums.intent_asked],
    };
    expect(pairs).toEqual({
      form: [2, 3, 14],
      searches: [8, 2, 14, 3, 24],
      sessions: [6, 3, 5, 9, 21],
      ranks: [17, 15],
      votes: [5, 2, 18],
      intent: [2, 3],
    });
  });
