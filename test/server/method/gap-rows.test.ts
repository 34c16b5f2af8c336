import { describe, expect, it } from 'vitest';
import { gapActionOf, subjectOfKey, subKindOfKey } from '../../../server/method/gap-actions.ts';
import {
  type BacklogOptions,
  gapRows,
  meanMinutes,
  type TicketWithGap,
  trendOf,
} from '../../../server/method/gap-rows.ts';
import { countSilent, signsOfTicket } from '../../../server/method/silent-demand.ts';

const options: BacklogOptions = { timeZone: 'UTC', costPerMinute: 0.5, unanswered: [], windowDays: 28 };

let made = 0;
function ticket(key: string | null, own: Partial<TicketWithGap> = {}): TicketWithGap {
  made += 1;
  return {
    key,
    submitted_at: '2026-03-03T09:00:00.000Z',
    requester: `person ${made}`,
    handling_minutes: 10,
    is_solved: true,
    severity: 1,
    surety: 'confirmed',
    target_group: 'billing',
    reason: null,
    signs: [],
    ...own,
  };
}

describe('what is to be done about a gap', () => {
  it.each([
    ['missing', {}, 'write'],
    ['unclear', { read_then_submitted: 3 }, 'rewrite'],
    ['not_looked', { form_first: 1 }, 'promote'],
    [null, {}, 'fix_product'],
    ['unfindable', { zero_results: 1, not_in_results: 1 }, 'add_words'],
    ['unfindable', { zero_results: 1, ranked_low: 1, opened_not_read: 1 }, 'retitle'],
    ['unfindable', { zero_results: 1, ranked_low: 1 }, 'add_words'],
    ['unfindable', { agent: 2 }, 'retitle'],
  ] as const)('%s %o is: %s', (sub, reasons, action) => {
    expect(gapActionOf(sub, reasons)).toBe(action);
  });

  it('is told by the key, whatever stands after the first colon', () => {
    expect(subKindOfKey('unfindable:a:b')).toBe('unfindable');
    expect(subjectOfKey('unfindable:a:b')).toBe('a:b');
    expect(subKindOfKey('bug:missing')).toBeNull();
    expect(subKindOfKey('nonsense')).toBeNull();
  });
});

describe('the backlog', () => {
  it('has a row for each gap, with its share of all people, its cost, its team and why', () => {
    const rows = gapRows(
      [
        ticket('unclear:a', { requester: 'ann', reason: 'read_then_submitted' }),
        ticket('unclear:a', { requester: 'bob', reason: 'agent', target_group: 'accounts' }),
        ticket('unclear:a', { requester: 'bob', reason: 'read_then_submitted', target_group: 'accounts' }),
        ticket(null, { requester: 'cy' }),
        ticket('bug:pay', { requester: 'ann', handling_minutes: 1 }),
      ],
      options,
    );
    expect(rows.map(({ key }) => key)).toEqual(['unclear:a', 'bug:pay']);
    expect(rows[0]).toMatchObject({
      ...{
        sub_kind: 'unclear',
        action: 'rewrite',
        users: 2,
        tickets: 3,
        minutes: 30,
        cost: 15,
        target_group: 'accounts',
      },
      users_share: expect.closeTo(2 / 3, 10),
      reasons: { read_then_submitted: 2, agent: 1 },
      ...{ silent_demand: 0, trend: null },
    });
    expect(rows[1]).toMatchObject({ sub_kind: null, action: 'fix_product', reasons: {} });
  });

  it('draws the minutes towards the mean of the solved requests that have any noted', () => {
    const tickets = [
      ticket('unclear:a', { handling_minutes: 30 }),
      ticket('unclear:b', { handling_minutes: null }),
      ticket(null, { handling_minutes: 10 }),
      ticket(null, { handling_minutes: 500, is_solved: false }),
    ];
    expect(meanMinutes(tickets)).toBe(20);
    expect(meanMinutes([])).toBe(0);
    const each = (siteMean?: number) =>
      gapRows(tickets, siteMean === undefined ? options : { ...options, siteMean }).find(
        ({ key }) => key === 'unclear:a',
      )?.minutes_per_ticket;
    expect(each()).toBe((30 + 3 * 20) / 4);
    expect(each(10)).toBe((30 + 3 * 10) / 4);
  });

  it('is empty without a request, and for requests of no gap', () => {
    expect(gapRows([], options)).toEqual([]);
    expect(gapRows([ticket(null)], options)).toEqual([]);
  });

  it('names the same team whatever the order of the requests', () => {
    const [one, two] = [ticket('unclear:a', { target_group: 'z' }), ticket('unclear:a', { target_group: 'b' })];
    expect(gapRows([one, two], options)[0]?.target_group).toBe('b');
    expect(gapRows([two, one], options)[0]?.target_group).toBe('b');
  });
});

describe('the trend of a gap', () => {
  it('is shown only where it is no chance', () => {
    expect(trendOf({ now: 9, days: 28 }, { was: 1, days: 28 })).toBe('up');
    expect(trendOf({ now: 1, days: 28 }, { was: 9, days: 28 })).toBe('down');
    expect(trendOf({ now: 6, days: 28 }, { was: 3, days: 28 })).toBeNull();
    expect(trendOf({ now: 3, days: 28 }, { was: 0, days: 28 })).toBeNull();
  });

  it('allows for fewer days before, and says nothing below fourteen', () => {
    expect(trendOf({ now: 5, days: 28 }, { was: 0, days: 14 })).toBeNull();
    expect(trendOf({ now: 5, days: 28 }, { was: 0, days: 28 })).toBe('up');
    expect(trendOf({ now: 50, days: 28 }, { was: 0, days: 13 })).toBeNull();
  });

  it('counts people of the gap itself', () => {
    const tickets = Array.from({ length: 8 }, () => ticket('unclear:a'));
    const before = { days: 28, tickets: Array.from({ length: 8 }, () => ({ key: 'unclear:b', requester: null })) };
    expect(gapRows(tickets, { ...options, before })[0]?.trend).toBe('up');
    const alike = { days: 28, tickets: before.tickets.map((each) => ({ ...each, key: 'unclear:a' })) };
    expect(gapRows(tickets, { ...options, before: alike })[0]?.trend).toBeNull();
  });
});

describe('silent demand', () => {
  it('is of the words that were searched, and for what was not clear of a last no on it', () => {
    expect(signsOfTicket({ sub_kind: 'unclear', article: 'a', clusters: [4, 4, 7] })).toEqual(['c4', 'c7', 'no:a']);
    expect(signsOfTicket({ sub_kind: 'missing', article: 'a', clusters: [4] })).toEqual(['c4']);
    expect(signsOfTicket({ sub_kind: 'unclear', article: null, clusters: [] })).toEqual([]);
  });

  it('counts a session once for a gap, however many signs they share', () => {
    const silent = countSilent(
      new Map([
        ['one', new Set(['c1', 'c2'])],
        ['two', new Set(['c2', 'no:a'])],
        ['three', new Set<string>()],
      ]),
      [
        { signs: ['c1', 'c2'], sessions: 3 },
        { signs: ['no:a'], sessions: 2 },
        { signs: ['c9'], sessions: 8 },
        { signs: [], sessions: 5 },
      ],
    );
    expect([...silent]).toEqual([
      ['one', 3],
      ['two', 5],
      ['three', 0],
    ]);
  });
});
