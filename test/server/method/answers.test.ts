import { describe, expect, it } from 'vitest';
import type { BusinessCalendar } from '../../../server/method/business-hours.ts';
import { computeRouting, mixOfChannels, volumeByWeek } from '../../../server/method/contacts.ts';
import { computeContentment } from '../../../server/method/contentment.ts';
import { costByRootCause, costPerContact } from '../../../server/method/costs.ts';
import { computeDemandTypes, demandTypeOf } from '../../../server/method/demand-type.ts';
import { suggestKindAtSubmit } from '../../../server/method/kind-at-submit.ts';
import {
  countKnownNewUnlinked,
  firstContactResolution,
  linkRate,
  linkRateOfAnswerable,
} from '../../../server/method/linked-answers.ts';
import { computeReplyTimes } from '../../../server/method/reply-times.ts';
import type { Rate } from '../../../server/method/statistics.ts';
import {
  cohensKappa,
  computeKindAccuracy,
  computeSubKindAccuracy,
} from '../../../server/method/suggestion-accuracy.ts';
import type { TicketFacts } from '../../../server/method/ticket-facts.ts';
import { emptyTrail, freezeTrail, searchesOf, viewsOf } from '../../../server/method/trail.ts';
import { loadWorkedExample, type WorkedExample } from '../../support/fixture-to-events.ts';

const WEEKDAYS: BusinessCalendar = {
  days: {
    mon: [['09:00', '17:00']],
    tue: [['09:00', '17:00']],
    wed: [['09:00', '17:00']],
    thu: [['09:00', '17:00']],
    fri: [['09:00', '17:00']],
  },
  holidays: [],
  time_zone: 'UTC',
};

let made = 0;
/** A solved question of a Monday morning. */
function facts(change: Partial<TicketFacts> = {}): TicketFacts {
  made += 1;
  return {
    id: `t${made}`,
    submitted_at: '2026-05-04T09:00:00.000Z',
    requester: `person ${made}`,
    target_group: 'shop',
    kind: 'knowledge_gap',
    sub_kind: null,
    sub_kind_reason: null,
    sub_kind_weak: false,
    handling_minutes: 10,
    channel: 'widget',
    enquiry_type: 'question',
    reply_expected: true,
    acknowledged_at: null,
    first_reply_at: '2026-05-04T10:00:00.000Z',
    solved_at: '2026-05-04T11:00:00.000Z',
    was_reopened: false,
    was_reopened_soon: false,
    public_replies: 1,
    root_cause: null,
    resolution_code: null,
    answer_state: null,
    answers_published_at: [],
    is_duplicate: false,
    other_kind: null,
    demand_type: null,
    csat: null,
    blind: false,
    suggestion: { kind: 'knowledge_gap', confidence: 'high' },
    kind_confirmed: null,
    sub_kind_auto: null,
    sub_kind_confirmed: null,
    first_target_group: 'shop',
    resolver_group: 'shop',
    has_trail: true,
    ...change,
  };
}

describe('articles in answers', () => {
  const BEFORE = '2026-01-01T00:00:00.000Z';
  const LATER = '2026-05-04T10:30:00.000Z';
  const solved = [
    facts({ answers_published_at: [BEFORE] }),
    facts({ answers_published_at: [LATER, BEFORE] }),
    facts({ answers_published_at: [LATER] }),
    facts({ answers_published_at: [null] }),
    facts(),
    facts({ kind: 'other' }),
  ];

  it('count as known where one of them was there before', () => {
    expect(countKnownNewUnlinked(solved)).toEqual({ known: 2, new: 2, unlinked: 2 });
  });

  it('are a share of all closed, and of those that an article could answer', () => {
    expect(linkRate(solved, 1)).toMatchObject({ num: 4, den: 6 });
    expect(linkRateOfAnswerable(solved, 1)).toMatchObject({ num: 4, den: 5 });
    expect(linkRate(solved).withheld).toBe('n<min');
  });
});

describe('one reply', () => {
  it('settles it where there was no second one and nobody took it up again within a week', () => {
    const solved = [
      facts(),
      facts({ public_replies: 2 }),
      facts({ public_replies: 0 }),
      facts({ was_reopened: true, was_reopened_soon: true }),
      facts({ was_reopened: true, was_reopened_soon: false }),
      facts({ reply_expected: false }),
    ];
    expect(firstContactResolution(solved, 1)).toMatchObject({ num: 2, den: 5 });
  });
});

describe('waiting', () => {
  const waits = (...hours: number[]) =>
    hours.map((hour) =>
      facts({ first_reply_at: new Date(Date.parse('2026-05-04T09:00:00Z') + hour * 3_600_000).toISOString() }),
    );
  const measure = (tickets: TicketFacts[], minN = 5) =>
    computeReplyTimes(tickets, 'first_reply_at', { calendar: WEEKDAYS, targetHours: 2, minN });

  it('is told by a median, a p90 and the longest, in support hours', () => {
    const times = measure(waits(1, 1, 2, 3, 7));
    expect(times).toMatchObject({ n: 5, median: 2, p90: 7, max: 7, withheld: null });
    expect(times.within_target).toMatchObject({ num: 3, den: 5 });
  });

  it('does not count the night, nor those who wait still or want no reply', () => {
    const overNight = facts({ submitted_at: '2026-05-04T16:30:00.000Z', first_reply_at: '2026-05-05T09:30:00.000Z' });
    expect(measure([overNight, facts({ first_reply_at: null }), facts({ reply_expected: false })], 1)).toMatchObject({
      n: 1,
      median: 1,
    });
  });

  it('is withheld below five, its counts stay, and there is no share without a target', () => {
    expect(measure(waits(1, 2, 3, 4))).toMatchObject({ n: 4, median: null, p90: null, max: null, withheld: 'n<min' });
    const times = computeReplyTimes(waits(1, 2), 'solved_at', { calendar: WEEKDAYS, targetHours: null, minN: 1 });
    expect(times.within_target).toMatchObject({ den: 0, value: null });
    expect(measure([], 1)).toMatchObject({ n: 0, withheld: 'n<min' });
  });
});

describe('costs', () => {
  const tickets = [
    facts({ root_cause: 'defect', handling_minutes: 60 }),
    facts({ root_cause: 'no_guidance', handling_minutes: 20 }),
    facts({ root_cause: 'no_guidance', handling_minutes: 10 }),
    facts({ handling_minutes: 10 }),
    facts({ handling_minutes: null }),
  ];

  it('are by root cause, dearest first, and add up to all of it', () => {
    expect(costByRootCause(tickets, 0.5)).toEqual([
      { root_cause: 'defect', tickets: 1, minutes: 60, cost: 30, share: 0.6, cumulative: 0.6 },
      { root_cause: 'no_guidance', tickets: 2, minutes: 30, cost: 15, share: 0.3, cumulative: 0.9 },
      { root_cause: '(unset)', tickets: 2, minutes: 10, cost: 5, share: 0.1, cumulative: 1 },
    ]);
  });

  it('have no share where nobody noted a minute', () => {
    expect(costByRootCause([facts({ handling_minutes: null })], 1)).toEqual([
      { root_cause: '(unset)', tickets: 1, minutes: 0, cost: 0, share: null, cumulative: null },
    ]);
  });

  it('by contact are withheld below ten', () => {
    expect(costPerContact(tickets, 0.5)).toEqual({ value: null, minutes: 100, tickets: 5, withheld: 'n<min' });
    expect(costPerContact(tickets, 0.5, 5)).toEqual({ value: 10, minutes: 100, tickets: 5, withheld: null });
    expect(costPerContact([], 0.5, 0).value).toBeNull();
  });
});

describe('demand', () => {
  it.each([
    [{ kind: 'knowledge_gap' }, 'failure'],
    [{ kind: 'functionality_issue' }, 'failure'],
    [{ kind: 'other', other_kind: 'request' }, 'value'],
    [{ kind: 'other', other_kind: 'security' }, 'value'],
    [{ kind: 'other', other_kind: 'status_chase' }, 'failure'],
    [{ kind: 'other', other_kind: 'spam' }, 'neither'],
    [{ kind: 'other', other_kind: null, enquiry_type: 'thanks' }, 'neither'],
    [{ kind: 'other', other_kind: null, enquiry_type: 'foi' }, 'value'],
    [{ kind: 'other', other_kind: null, enquiry_type: 'question' }, null],
    [{ kind: 'undetermined', enquiry_type: 'thanks' }, null],
    [{ kind: 'other', other_kind: 'thanks', is_duplicate: true }, 'failure'],
    [{ kind: 'other', other_kind: 'thanks', was_reopened: true }, 'failure'],
    [{ kind: 'knowledge_gap', demand_type: 'value' }, 'value'],
  ] as const)('of %o is %s', (change, type) => {
    expect(demandTypeOf(facts(change))).toBe(type);
  });

  it('is a defect in the strict view, but what is neither', () => {
    expect(demandTypeOf(facts({ kind: 'other', other_kind: 'request' }), true)).toBe('failure');
    expect(demandTypeOf(facts({ kind: 'other', other_kind: 'thanks' }), true)).toBe('neither');
    expect(demandTypeOf(facts({ kind: 'undetermined' }), true)).toBe('failure');
  });

  it('has each unknown one in the high bound of all three', () => {
    const shares = computeDemandTypes([facts(), facts({ kind: 'undetermined' })], { minN: 1 });
    expect(shares.failure.low).toMatchObject({ num: 1, den: 2 });
    expect(shares.failure.high).toMatchObject({ num: 2, den: 2 });
    expect(shares.value.low).toMatchObject({ num: 0, den: 2 });
    expect(shares.neither.high).toMatchObject({ num: 1, den: 2 });
  });
});

describe('trust in suggestions', () => {
  it("is Cohen's kappa, which chance alone makes 0", () => {
    expect(
      cohensKappa([
        ['a', 'a'],
        ['b', 'b'],
      ]),
    ).toBe(1);
    expect(
      cohensKappa([
        ['a', 'a'],
        ['a', 'b'],
        ['b', 'a'],
        ['b', 'b'],
      ]),
    ).toBe(0);
    expect(cohensKappa([['a', 'a']])).toBeNull();
    expect(cohensKappa([])).toBeNull();
  });

  it('takes a low suggestion for none, and counts confirmed requests only', () => {
    const accuracy = computeKindAccuracy(
      [
        facts({ kind_confirmed: 'knowledge_gap', blind: true }),
        facts({ kind_confirmed: 'functionality_issue' }),
        facts({ kind_confirmed: 'knowledge_gap', suggestion: { kind: 'knowledge_gap', confidence: 'low' } }),
        facts({ kind_confirmed: null }),
      ],
      1,
    );
    expect(accuracy.coverage).toMatchObject({ num: 2, den: 3 });
    expect(accuracy.decided).toMatchObject({ num: 1, den: 2 });
    expect(accuracy.all).toMatchObject({ num: 1, den: 3 });
    expect(accuracy.blind).toMatchObject({ num: 1, den: 1 });
    expect(accuracy.by_kind.knowledge_gap?.precision).toMatchObject({ num: 1, den: 2 });
    expect(accuracy.by_kind.knowledge_gap?.recall).toMatchObject({ num: 1, den: 2 });
    expect(Object.keys(accuracy.by_kind)).toEqual(['knowledge_gap', 'functionality_issue', 'other']);
  });

  it('is withheld in all of it below twenty hidden ones, its counts stay', () => {
    const accuracy = computeKindAccuracy(
      Array.from({ length: 30 }, (_, at) => facts({ kind_confirmed: 'other', blind: at < 19 })),
    );
    expect(accuracy).toMatchObject({ kappa: null, coverage: { num: 30, den: 30, withheld: 'n<min' } });
    expect(accuracy.by_kind.other?.recall).toMatchObject({ den: 30, value: null });
    const enough = computeKindAccuracy(
      Array.from({ length: 30 }, (_, at) => facts({ kind_confirmed: 'other', blind: at < 20 })),
    );
    expect(enough.blind).toMatchObject({ num: 0, den: 20, value: 0 });
  });

  it('is measured of the sub-kinds too', () => {
    const accuracy = computeSubKindAccuracy(
      [
        facts({ sub_kind_auto: 'unclear', sub_kind_confirmed: 'unclear', blind: true }),
        facts({ sub_kind_auto: 'unattributed', sub_kind_confirmed: 'missing' }),
        facts({ sub_kind_auto: 'missing' }),
      ],
      1,
    );
    expect(accuracy.coverage).toMatchObject({ num: 1, den: 2 });
    expect(accuracy.all).toMatchObject({ num: 1, den: 2 });
  });
});

describe('contacts', () => {
  it('by channel say how many have no trail', () => {
    const rows = mixOfChannels(
      [facts(), facts({ has_trail: false }), facts({ channel: 'phone', has_trail: false })],
      1,
    );
    expect(rows.map(({ channel, tickets, without_trail }) => [channel, tickets, without_trail.num])).toEqual([
      ['widget', 2, 1],
      ['phone', 1, 1],
    ]);
  });

  it('by week follow the calendar of the site, and count people once', () => {
    const sunday = '2026-05-10T23:30:00.000Z';
    const tickets = [
      facts({ requester: 'a' }),
      facts({ requester: 'a' }),
      facts({ requester: null, submitted_at: sunday }),
    ];
    expect(volumeByWeek(tickets, [{ day: '2026-05-10', attempted: 1 }], 'UTC')).toEqual([
      { week: '2026-W19', tickets: 3, requesters: 2, attempts: 1 },
    ]);
    expect(volumeByWeek(tickets, [{ day: '2026-05-11', attempted: 1 }], 'Europe/Paris')).toEqual([
      { week: '2026-W19', tickets: 2, requesters: 1, attempts: 0 },
      { week: '2026-W20', tickets: 1, requesters: 1, attempts: 1 },
    ]);
  });

  it('went right where the first team settled it', () => {
    const tickets = [
      facts(),
      facts({ resolver_group: 'stock' }),
      facts({ resolver_group: null }),
      facts({ first_target_group: null }),
    ];
    expect(computeRouting(tickets, 1)).toMatchObject({ num: 1, den: 2 });
  });
});

const example = loadWorkedExample();

describe.runIf(example)("METHOD's worked example", () => {
  const data = example as WorkedExample;
  const publishedAt = new Map(data?.articles.map(({ id, published_at }) => [id, published_at]));
  const all = (data?.tickets ?? []).map((ticket): TicketFacts => {
    const events = ticket.session === null ? undefined : data.events.get(ticket.session);
    const trail = events ? freezeTrail(events, () => null, { ticket_id: ticket.id }) : emptyTrail();
    const { kind, confidence } = suggestKindAtSubmit({
      enquiry_type: ticket.enquiry_type,
      text: ticket.text,
      host_error_count: ticket.page_error,
      searches: searchesOf(trail),
      views: viewsOf(trail),
      has_functionality_burst: false,
      history: null,
    });
    return facts({
      ...ticket,
      kind: ticket.kind_confirmed ?? 'undetermined',
      suggestion: { kind, confidence },
      answers_published_at: ticket.answer_articles.map((slug) => publishedAt.get(slug) ?? null),
      was_reopened: ticket.reopened === true,
      was_reopened_soon: ticket.reopened === true,
      public_replies: ticket.public_replies ?? 0,
      root_cause: ticket.root_cause ?? null,
      csat: ticket.csat ?? null,
      blind: ticket.blind === true,
    });
  });
  const solved = all.filter(({ solved_at }) => solved_at !== null);
  const expectRate = (rate: Rate | undefined, num: number, den: number, lo: number, hi: number) => {
    expect(rate).toMatchObject({ num, den, withheld: null });
    expect(rate?.lo).toBeCloseTo(lo, 4);
    expect(rate?.hi).toBeCloseTo(hi, 4);
  };

  it('M16 and M17: costs', () => {
    expect(
      costByRootCause(all, 0.8).map(({ root_cause, minutes, cost, cumulative }) => [
        root_cause,
        minutes,
        cost,
        cumulative,
      ]),
    ).toEqual([
      ['payment_page_error', 80, expect.closeTo(64, 6), expect.closeTo(0.332, 4)],
      ['no_guidance', 70, expect.closeTo(56, 6), expect.closeTo(0.6224, 4)],
      ['unclear_guidance', 60, expect.closeTo(48, 6), expect.closeTo(0.8714, 4)],
      ['wording_mismatch', 18, expect.closeTo(14.4, 6), expect.closeTo(0.9461, 4)],
      ['forgotten_password', 6, expect.closeTo(4.8, 6), expect.closeTo(0.971, 4)],
      ['(unset)', 5, expect.closeTo(4, 6), expect.closeTo(0.9917, 4)],
      ['none', 2, expect.closeTo(1.6, 6), 1],
    ]);
    expect(costPerContact(all, 0.8)).toMatchObject({ minutes: 241, tickets: 13, value: expect.closeTo(14.8308, 4) });
  });

  it('M18 and M19: answers', () => {
    expectRate(linkRate(solved), 8, 12, 0.3906, 0.8619);
    expectRate(linkRateOfAnswerable(solved), 8, 11, 0.4344, 0.9025);
    expect(countKnownNewUnlinked(solved)).toEqual({ known: 6, new: 2, unlinked: 4 });
    expectRate(firstContactResolution(solved), 5, 11, 0.2127, 0.7199);
  });

  it('M20 and M21: waiting', () => {
    const first = computeReplyTimes(all, 'first_reply_at', { calendar: WEEKDAYS, targetHours: 2 });
    expect(first).toMatchObject({ n: 12, median: 1, p90: 2 });
    expectRate(first.within_target, 11, 12, 0.6461, 0.9851);
    const resolution = computeReplyTimes(solved, 'solved_at', { calendar: WEEKDAYS, targetHours: null });
    expect(resolution).toMatchObject({ n: 11, median: 3, p90: 7.5, max: 14 });
  });

  it('M23: contentment', () => {
    const { score, response } = computeContentment(solved);
    expectRate(score, 5, 7, 0.3589, 0.9178);
    expectRate(response, 7, 12, 0.3195, 0.8067);
  });

  it('M24: demand that need not have come', () => {
    const { failure } = computeDemandTypes(all);
    expectRate(failure.low, 11, 13, 0.5777, 0.9567);
    expectRate(failure.high, 12, 13, 0.6669, 0.9863);
  });

  it('M25: how far suggestions can be trusted', () => {
    const accuracy = computeKindAccuracy(all, 1);
    expect(accuracy.coverage).toMatchObject({ num: 10, den: 12 });
    expectRate(accuracy.decided, 10, 10, 0.7225, 1);
    expectRate(accuracy.all, 10, 12, 0.552, 0.953);
    expect(accuracy.kappa).toBeCloseTo(0.7037, 4);
    expect(accuracy.blind).toMatchObject({ num: 1, den: 2 });
    const { knowledge_gap, functionality_issue, other } = accuracy.by_kind;
    expect(knowledge_gap).toMatchObject({ precision: { num: 7, den: 7 }, recall: { num: 7, den: 8 } });
    expect(functionality_issue).toMatchObject({ precision: { num: 2, den: 2 }, recall: { num: 2, den: 3 } });
    expect(other).toMatchObject({ precision: { num: 1, den: 1 }, recall: { num: 1, den: 1 } });
    expect(computeKindAccuracy(all).blind.withheld).toBe('n<min');
  });
});
