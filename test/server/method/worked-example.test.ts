// METHOD's worked example, exactly, as far as these rules go; it lies beside the repository and is not always at hand.
import { describe, expect, it } from 'vitest';
import { type BusinessCalendar, businessMinutesBetween } from '../../../server/method/business-hours.ts';
import { effectiveKind } from '../../../server/method/effective-kind.ts';
import { countHelpOutcomes } from '../../../server/method/help-outcomes.ts';
import { suggestKindAtSolve } from '../../../server/method/kind-at-solve.ts';
import { suggestKindAtSubmit } from '../../../server/method/kind-at-submit.ts';
import { computeKindShare } from '../../../server/method/kind-share.ts';
import type { TicketRow } from '../../../server/method/report-rows.ts';
import type { Rate } from '../../../server/method/statistics.ts';
import { decideSubKind, trailStateOf } from '../../../server/method/sub-kind.ts';
import { countSubKinds } from '../../../server/method/sub-kind-counts.ts';
import { emptyTrail, freezeTrail, searchesOf, trailEvidence, viewsOf } from '../../../server/method/trail.ts';
import {
  deriveExample,
  type FixtureTicket,
  loadWorkedExample,
  type WorkedExample,
} from '../../support/fixture-to-events.ts';

function trailOf(data: WorkedExample, ticket: FixtureTicket) {
  const events = ticket.session === null ? undefined : data.events.get(ticket.session);
  if (!events) return emptyTrail();
  const titleOf = (slug: string) => {
    const article = data.articles.find((each) => each.id === slug);
    return article ? { title: article.title, revision: 1 } : null;
  };
  return freezeTrail(events, titleOf, { ticket_id: ticket.id });
}

function atSubmit(data: WorkedExample, ticket: FixtureTicket) {
  const trail = trailOf(data, ticket);
  return suggestKindAtSubmit({
    enquiry_type: ticket.enquiry_type,
    text: ticket.text,
    host_error_count: ticket.page_error,
    searches: searchesOf(trail),
    views: viewsOf(trail),
    has_functionality_burst: false,
    history: null,
  });
}

function subKindOf(data: WorkedExample, ticket: FixtureTicket) {
  const recorded = ticket.session === null ? null : 'attached';
  return decideSubKind({
    answer_state: ticket.answer_state,
    answers: ticket.answer_articles.map((slug) => {
      const publishedAt = data.articles.find((article) => article.id === slug)?.published_at ?? '9999';
      const was_published = publishedAt <= ticket.submitted_at;
      return { slug, was_published, was_visible: was_published };
    }),
    trail_state: trailStateOf(ticket.channel, recorded),
    trail: recorded ? trailEvidence(trailOf(data, ticket)) : null,
  });
}

function rowsOf(data: WorkedExample): TicketRow[] {
  return data.tickets.map((ticket) => {
    const { kind } = effectiveKind({
      ...ticket,
      kind_suggested_1: atSubmit(data, ticket),
      duplicate_of: null,
    });
    const sub = kind === 'knowledge_gap' ? subKindOf(data, ticket) : null;
    return {
      ...ticket,
      kind,
      sub_kind: sub?.sub_kind ?? null,
      sub_kind_reason: sub?.reason ?? null,
      sub_kind_weak: sub?.weak ?? false,
    };
  });
}

function expectRate(rate: Rate, num: number, den: number, value: number, lo: number, hi: number) {
  expect(rate).toMatchObject({ num, den, withheld: null });
  expect(rate.value).toBeCloseTo(value, 4);
  expect(rate.lo).toBeCloseTo(lo, 4);
  expect(rate.hi).toBeCloseTo(hi, 4);
}

/** The value below which `share` of them lie, by the nearest-rank rule. */
function nearestRank(values: number[], share: number): number | undefined {
  return values.sort((a, b) => a - b)[Math.ceil(share * values.length) - 1];
}

describe('an example of our own', () => {
  const ticket = (id: string, change: Partial<FixtureTicket>): FixtureTicket => ({
    id,
    submitted_at: '2026-05-04T08:02:00Z',
    requester: `person ${id}`,
    target_group: 'shop',
    channel: 'widget',
    session: null,
    enquiry_type: 'question',
    reply_expected: true,
    page_error: 0,
    text: '',
    first_reply_at: null,
    solved_at: null,
    handling_minutes: 10,
    resolution_code: null,
    answer_state: null,
    answer_articles: [],
    kind_confirmed: null,
    ...change,
  });
  const at = '2026-05-04T08:00:00Z';
  const data = deriveExample({
    articles: [
      { id: 'returns', title: 'Send something back', group: 'shop', published_at: '2026-01-01T00:00:00Z' },
      { id: 'vouchers', title: 'Use a voucher', group: 'shop', published_at: '2026-06-01T00:00:00Z' },
    ],
    sessions: [
      {
        id: 'a',
        at,
        page_key: '/orders',
        ev: [
          [2, 'search', 'send back', ['returns']],
          [5, 'open', 'returns', 'search', 1],
          [40, 'close', 'returns', 30, 1],
          [90, 'ticket', 'R1'],
        ],
      },
      {
        id: 'b',
        at,
        page_key: '/cart',
        ev: [
          [3, 'search', 'voucher', []],
          [60, 'ticket', 'R2'],
        ],
      },
      {
        id: 'c',
        at,
        page_key: '/cart',
        ev: [
          [3, 'form_opened'],
          [60, 'ticket', 'R3'],
        ],
      },
      { id: 'd', at, page_key: '/cart', ev: [[3, 'search', 'voucher', []]] },
    ],
    tickets: [
      ticket('R1', {
        session: 'a',
        text: 'How can I send it back?',
        answer_state: 'article',
        answer_articles: ['returns'],
      }),
      ticket('R2', { session: 'b', answer_state: 'no_article', answer_articles: ['vouchers'] }),
      ticket('R3', { session: 'c', enquiry_type: 'problem', page_error: 1, text: 'The button is broken' }),
      ticket('R4', { channel: 'phone', answer_state: 'article', answer_articles: ['returns'] }),
    ],
  });

  it('goes from events to all three reports', () => {
    expect(countHelpOutcomes([...data.derived.values()])).toMatchObject({ attempted: 4, escalated: 3, unanswered: 1 });
    expect(atSubmit(data, data.tickets[0] as FixtureTicket).points.knowledge_gap).toBe(4);
    expect(atSubmit(data, data.tickets[2] as FixtureTicket)).toMatchObject({
      kind: 'functionality_issue',
      confidence: 'high',
    });
    const rows = rowsOf(data);
    const share = computeKindShare(rows, { timeZone: 'UTC', minN: 1 });
    expectRate(share.knowledge_gap.low, 3, 4, 0.75, 0.3006, 0.9544);
    expect(countSubKinds(rows)).toMatchObject({
      unclear: 1,
      missing: 1,
      not_looked: 1,
      reasons: { unclear: { read_then_submitted: 1 }, not_looked: { other_channel: 1 } },
    });
  });
});

function checkWorkedExample(data: WorkedExample) {
  const calendar: BusinessCalendar = {
    days: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]])),
    holidays: [],
    time_zone: 'UTC',
  };
  const ids = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => `s${String(from + i).padStart(2, '0')}`);

  it('ends every session as it did', () => {
    const outcomes = new Map([...data.derived].map(([id, { outcome }]) => [id, outcome]));
    const of = (outcome: string) => [...outcomes].filter(([, each]) => each === outcome).map(([id]) => id);
    expect(of('answered')).toEqual(ids(1, 7));
    expect(of('possibly_answered')).toEqual(ids(8, 12));
    expect(of('unanswered')).toEqual(ids(13, 17));
    expect(of('no_attempt')).toEqual(ids(18, 19));
    expect(of('escalated')).toEqual(ids(20, 30));
    expect(ids(13, 17).map((id) => data.derived.get(id)?.outcome_reason)).toEqual([
      'zero_results',
      'no_click',
      'said_no',
      'form_abandoned',
      'zero_results',
    ]);
    expect([...data.derived.values()].filter((each) => each.yes_after_form).map((each) => each.id)).toEqual([
      's05',
      's07',
    ]);
    expect([...data.derived.values()].filter((each) => each.form_opened)).toHaveLength(14);
    expect([...data.derived.values()].filter((each) => each.ends_with_search).map((each) => each.id)).toEqual([
      's13',
      's14',
      's17',
    ]);
  });

  it('reports where help ended', () => {
    expect(countHelpOutcomes([...data.derived.values()])).toEqual({
      attempted: 28,
      answered: 7,
      possibly_answered: 5,
      unanswered: 5,
      escalated: 11,
      no_attempt: 2,
      reasons: { said_no: 1, form_abandoned: 1, zero_results: 2, no_click: 1, not_read: 0 },
    });
  });

  it('counts the reads of each article', () => {
    const reads = new Map<string, number>();
    for (const session of data.derived.values()) {
      const read = new Set(session.views.filter((view) => view.qualified).map((view) => view.article_id));
      for (const article of read) reads.set(article, (reads.get(article) ?? 0) + 1);
    }
    expect(Object.fromEntries([...reads].sort())).toEqual({ A1: 3, A2: 2, A3: 2, A4: 8, A5: 3 });
  });

  it('suggests the kinds at submission, point by point', () => {
    expect(
      data.tickets.map((ticket) => {
        const { points, kind, confidence } = atSubmit(data, ticket);
        return [ticket.id, points.knowledge_gap, points.functionality_issue, points.other, kind, confidence].join(' ');
      }),
    ).toEqual([
      'T01 5 0 0 knowledge_gap high',
      'T02 4 0 0 knowledge_gap high',
      'T03 2 2 0 undetermined low',
      'T04 5 0 0 knowledge_gap high',
      'T05 2 0 0 knowledge_gap medium',
      'T06 5 0 0 knowledge_gap high',
      'T07 5 0 0 knowledge_gap high',
      'T08 4 0 0 knowledge_gap high',
      'T09 0 6 0 functionality_issue high',
      'T10 2 2 0 undetermined low',
      'T11 0 6 0 functionality_issue high',
      'T12 0 0 4 other high',
      'T13 2 2 0 undetermined low',
    ]);
  });

  it('suggests at the solution what agents confirmed', () => {
    const solved = data.tickets.filter((ticket) => ticket.solved_at !== null);
    expect(solved).toHaveLength(12);
    for (const ticket of solved) expect(suggestKindAtSolve(ticket).kind, ticket.id).toBe(ticket.kind_confirmed);
  });

  it('finds the sub-kinds and the articles they concern', () => {
    expect(
      data.tickets
        .filter((ticket) => ticket.kind_confirmed === 'knowledge_gap')
        .map((ticket) => {
          const { sub_kind, reason, target } = subKindOf(data, ticket);
          return [ticket.id, sub_kind, reason, target].join(' ');
        }),
    ).toEqual([
      'T01 unclear read_then_submitted A4',
      'T02 unclear read_then_submitted A4',
      'T03 unclear read_then_submitted A4',
      'T04 unfindable zero_results A2',
      'T05 unfindable not_in_results A2',
      'T06 missing no_article_at_submission A6',
      'T07 missing no_article_at_submission A6',
      'T08 not_looked other_channel A1',
    ]);
  });

  it('reports knowledge or product', () => {
    const share = computeKindShare(rowsOf(data), { timeZone: 'UTC', minN: 1 });
    expectRate(share.knowledge_gap.low, 8, 13, 0.6154, 0.3552, 0.8229);
    expectRate(share.knowledge_gap.high, 9, 13, 0.6923, 0.4237, 0.8732);
    expectRate(share.functionality_issue.low, 3, 13, 0.2308, 0.0818, 0.5026);
    expectRate(share.functionality_issue.high, 4, 13, 0.3077, 0.1268, 0.5763);
    expectRate(share.knowledge_of_determined, 8, 11, 0.7273, 0.4344, 0.9025);
    expect(share.knowledge_gap.low.wide).toBe(true);
    expect(share.minutes).toEqual({ knowledge_gap: 154, functionality_issue: 80, undetermined: 5, other: 2 });
    expect(share.weeks).toEqual([
      { week: '2026-W10', knowledge_gap: 3, functionality_issue: 0, other: 0, undetermined: 0 },
      { week: '2026-W11', knowledge_gap: 2, functionality_issue: 0, other: 0, undetermined: 0 },
      { week: '2026-W12', knowledge_gap: 3, functionality_issue: 0, other: 0, undetermined: 0 },
      { week: '2026-W13', knowledge_gap: 0, functionality_issue: 3, other: 1, undetermined: 1 },
    ]);
    expect(share.groups).toEqual([
      {
        target_group: 'billing',
        tickets: 9,
        minutes: 160,
        knowledge_gap: 5,
        functionality_issue: 3,
        other: 1,
        undetermined: 0,
      },
      {
        target_group: 'accounts',
        tickets: 4,
        minutes: 81,
        knowledge_gap: 3,
        functionality_issue: 0,
        other: 0,
        undetermined: 1,
      },
    ]);
  });

  it('reports why they had to ask', () => {
    expect(countSubKinds(rowsOf(data))).toEqual({
      missing: 2,
      unfindable: 2,
      unclear: 3,
      not_looked: 1,
      unattributed: 0,
      weak: 0,
      reasons: {
        missing: { no_article_at_submission: 2 },
        unfindable: { zero_results: 1, not_in_results: 1 },
        unclear: { read_then_submitted: 3 },
        not_looked: { other_channel: 1 },
        unattributed: {},
      },
      users: { missing: 2, unfindable: 2, unclear: 3, not_looked: 1, unattributed: 0 },
    });
  });

  it('counts the hours that people waited', () => {
    const hours = (to: 'first_reply_at' | 'solved_at') =>
      data.tickets.flatMap((ticket) => {
        const end = ticket[to];
        const isCounted = ticket.reply_expected && end !== null;
        return isCounted ? [businessMinutesBetween(ticket.submitted_at, end, calendar) / 60] : [];
      });
    const first = hours('first_reply_at');
    expect(first).toHaveLength(12);
    expect(nearestRank(first, 0.5)).toBeCloseTo(1, 6);
    expect(nearestRank(first, 0.9)).toBeCloseTo(2, 6);
    expect(first.filter((each) => each <= 2)).toHaveLength(11);
    const resolved = hours('solved_at');
    expect(resolved).toHaveLength(11);
    expect(nearestRank(resolved, 0.5)).toBeCloseTo(3, 6);
    expect(nearestRank(resolved, 0.9)).toBeCloseTo(7.5, 6);
    expect(Math.max(...resolved)).toBeCloseTo(14, 6);
    const end = '2026-03-29T23:59:59Z';
    expect(businessMinutesBetween('2026-03-27T16:31:40Z', end, calendar) / 60).toBeCloseTo(0.4722, 4);
    expect(businessMinutesBetween('2026-03-27T16:51:40Z', end, calendar) / 60).toBeCloseTo(0.1389, 4);
  });
}

const example = loadWorkedExample();
if (example) describe('the worked example', () => checkWorkedExample(example));
