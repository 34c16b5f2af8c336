import { describe, expect, it } from 'vitest';
import { countHelpOutcomes } from '../../../server/method/help-outcomes.ts';
import { computeKindShare } from '../../../server/method/kind-share.ts';
import type { SessionRow, TicketRow } from '../../../server/method/report-rows.ts';
import { countSubKinds } from '../../../server/method/sub-kind-counts.ts';

const session = (outcome: SessionRow['outcome'], outcome_reason: SessionRow['outcome_reason'] = null): SessionRow => ({
  outcome,
  outcome_reason,
  is_staff: false,
});

let nextId = 0;
const ticket = (change: Partial<TicketRow> = {}): TicketRow => {
  nextId += 1;
  return {
    id: `t${nextId}`,
    submitted_at: '2026-03-03T09:00:00Z',
    requester: `u${nextId}`,
    target_group: 'billing',
    kind: 'knowledge_gap',
    sub_kind: null,
    sub_kind_reason: null,
    sub_kind_weak: false,
    handling_minutes: 5,
    ...change,
  };
};

describe('countHelpOutcomes', () => {
  it('counts attempts, outcomes and reasons, staff aside', () => {
    const rows = [
      session('answered'),
      session('possibly_answered'),
      session('unanswered', 'said_no'),
      session('unanswered', 'not_read'),
      session('unanswered', 'not_read'),
      session('escalated'),
      session('no_attempt'),
      { ...session('answered'), is_staff: true },
    ];
    expect(countHelpOutcomes(rows)).toEqual({
      attempted: 6,
      answered: 1,
      possibly_answered: 1,
      unanswered: 3,
      escalated: 1,
      no_attempt: 1,
      reasons: { said_no: 1, form_abandoned: 0, zero_results: 0, no_click: 0, not_read: 2 },
    });
  });
});

describe('computeKindShare', () => {
  it('bounds each kind by the undetermined ones', () => {
    const tickets = [
      ...Array.from({ length: 6 }, () => ticket()),
      ...Array.from({ length: 3 }, () => ticket({ kind: 'functionality_issue' })),
      ticket({ kind: 'other' }),
      ticket({ kind: 'undetermined' }),
    ];
    const data = computeKindShare(tickets, { timeZone: 'UTC' });
    expect(data.knowledge_gap.low).toMatchObject({ num: 6, den: 11 });
    expect(data.knowledge_gap.high).toMatchObject({ num: 7, den: 11 });
    expect(data.functionality_issue.high).toMatchObject({ num: 4, den: 11 });
    expect(data.other.low).toMatchObject({ num: 1, den: 11 });
    expect(data.undetermined).toMatchObject({ num: 1, den: 11, withheld: null });
    expect(data.knowledge_of_determined).toMatchObject({ num: 6, den: 9, value: null, withheld: 'n<min' });
    expect(computeKindShare(tickets, { timeZone: 'UTC', minN: 1 }).knowledge_of_determined.value).toBeCloseTo(6 / 9);
  });

  it('sums minutes and splits by week and by group, most tickets first', () => {
    const data = computeKindShare(
      [
        ticket({ submitted_at: '2026-03-08T23:30:00Z', target_group: 'accounts', handling_minutes: null }),
        ticket({ submitted_at: '2026-03-03T09:00:00Z', kind: 'functionality_issue', handling_minutes: 7 }),
        ticket({ submitted_at: '2026-03-03T09:00:00Z' }),
        ticket({ submitted_at: '2026-03-03T09:00:00Z', target_group: null, kind: 'other' }),
      ],
      { timeZone: 'Europe/Berlin' },
    );
    expect(data.minutes).toEqual({ knowledge_gap: 5, functionality_issue: 7, other: 5, undetermined: 0 });
    expect(data.weeks).toEqual([
      { week: '2026-W10', knowledge_gap: 1, functionality_issue: 1, other: 1, undetermined: 0 },
      { week: '2026-W11', knowledge_gap: 1, functionality_issue: 0, other: 0, undetermined: 0 },
    ]);
    expect(data.groups).toEqual([
      {
        target_group: 'billing',
        tickets: 2,
        minutes: 12,
        knowledge_gap: 1,
        functionality_issue: 1,
        other: 0,
        undetermined: 0,
      },
      {
        target_group: '(unset)',
        tickets: 1,
        minutes: 5,
        knowledge_gap: 0,
        functionality_issue: 0,
        other: 1,
        undetermined: 0,
      },
      {
        target_group: 'accounts',
        tickets: 1,
        minutes: 0,
        knowledge_gap: 1,
        functionality_issue: 0,
        other: 0,
        undetermined: 0,
      },
    ]);
  });

  it('withholds every share of nothing', () => {
    const data = computeKindShare([], { timeZone: 'UTC', minN: 1 });
    expect(data.knowledge_gap).toMatchObject({ low: { value: null, withheld: 'n<min' }, outer: null });
    expect(data.weeks).toEqual([]);
  });
});

describe('countSubKinds', () => {
  it('counts knowledge gaps by sub-kind, reason and person', () => {
    const unclear = { sub_kind: 'unclear', sub_kind_reason: 'read_then_submitted' } as const;
    const data = countSubKinds([
      ticket({ ...unclear, requester: 'u' }),
      ticket({ ...unclear, requester: 'u' }),
      ticket({ ...unclear, sub_kind_reason: 'agent', requester: null }),
      ticket({ ...unclear, requester: null }),
      ticket({ sub_kind: 'not_looked', sub_kind_reason: 'form_first', sub_kind_weak: true }),
      ticket({ sub_kind: 'not_looked', sub_kind_reason: 'other_channel' }),
      ticket(),
      ticket({ kind: 'other', ...unclear }),
    ]);
    expect(data).toEqual({
      missing: 0,
      unfindable: 0,
      unclear: 4,
      not_looked: 2,
      unattributed: 1,
      weak: 1,
      reasons: {
        missing: {},
        unfindable: {},
        unclear: { read_then_submitted: 3, agent: 1 },
        not_looked: { form_first: 1, other_channel: 1 },
        unattributed: {},
      },
      users: { missing: 0, unfindable: 0, unclear: 3, not_looked: 2, unattributed: 1 },
    });
  });
});
