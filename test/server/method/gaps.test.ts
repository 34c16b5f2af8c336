import { describe, expect, it } from 'vitest';
import { type GapTicket, rankGaps, scoreGap } from '../../../server/method/backlog-score.ts';
import { burstsOf, burstTestsOf, type DayOfRequester, stillBursts } from '../../../server/method/bursts.ts';
import { type Cases, judgeEdit } from '../../../server/method/edit-effect.ts';
import { gapKeyOf } from '../../../server/method/gap-key.ts';
import { recurrenceOf } from '../../../server/method/recurrence.ts';

const signs = { kind: 'knowledge_gap', sub_kind: null, article: null, root_cause: null, cluster: null } as const;

describe('the gap of a ticket', () => {
  it.each([
    [{ sub_kind: 'unclear', article: 'A4' }, 'unclear:A4'],
    [{ sub_kind: 'unfindable', article: 'A2' }, 'unfindable:A2'],
    [{ sub_kind: 'not_looked', article: 'A1' }, 'not_looked:A1'],
    [{ sub_kind: 'missing', cluster: 'csv export' }, 'missing:csv export'],
    [{ sub_kind: 'missing', article: 'A6', cluster: 'csv export' }, 'missing:A6'],
    [{ sub_kind: 'unattributed', article: 'A6' }, null],
    [{ sub_kind: 'unclear', cluster: 'csv export' }, null],
    [{ kind: 'functionality_issue', root_cause: 'defect', cluster: 'pay page' }, 'bug:defect'],
    [{ kind: 'functionality_issue', cluster: 'pay page' }, 'bug:pay page'],
    [{ kind: 'functionality_issue' }, null],
    [{ kind: 'other', root_cause: 'none', article: 'A1' }, null],
    [{ kind: 'undetermined', cluster: 'csv export' }, null],
  ] as const)('of %o is %s', (own, key) => {
    expect(gapKeyOf({ ...signs, ...own })).toBe(key);
  });
});

describe('recurrence', () => {
  const from = (...tickets: [requester: string | null, week: number][]) =>
    recurrenceOf(tickets.map(([requester, week]) => ({ requester, week: `2026-W${week}` })));

  it('needs three people and two weeks to keep happening', () => {
    expect(from(['a', 10], ['b', 10], ['c', 11])).toBe('recurring');
    expect(from(['a', 10], ['b', 10], ['c', 10])).toBe('emerging');
    expect(from(['a', 10], ['b', 11])).toBe('emerging');
  });

  it('is not made by one person who asks six times', () => {
    expect(from(['a', 10], ['a', 10], ['a', 11], ['a', 12], ['a', 12], ['a', 13])).toBe('isolated');
  });

  it('takes those whom nobody can tell apart for different people', () => {
    expect(from([null, 10], [null, 11], [null, 12])).toBe('recurring');
  });
});

describe('bursts', () => {
  const errors: DayOfRequester[] = ['ida', 'jo', 'kim'].map((requester) => ({
    key: 'bug:payment_page_error',
    requester,
    day: '2026-03-24',
  }));
  const others: DayOfRequester[] = [
    ['unclear:A4', 'ann', '2026-03-03'],
    ['unclear:A4', 'bob', '2026-03-10'],
    ['unclear:A4', 'cy', '2026-03-17'],
    ['missing:A6', 'dee', '2026-03-05'],
    ['unfindable:A2', 'eve', '2026-03-11'],
    ['not_looked:A1', 'flo', '2026-03-19'],
  ].map(([key, requester, day]) => ({ key, requester, day }) as DayOfRequester);
  const all = [...errors, ...others];

  it('are the one of the worked example on its day, and none the day before', () => {
    const tests = burstTestsOf(all, '2026-03-24', '2026-03-02');
    expect(tests).toHaveLength(10);
    expect(tests.filter(({ p }) => p < 1).map(({ window_days, p }) => [window_days, p])).toEqual([
      [2, expect.closeTo(0.000658, 6)],
      [7, expect.closeTo(0.028191, 6)],
    ]);
    expect(burstsOf(all, '2026-03-24', '2026-03-02')).toEqual([
      {
        key: 'bug:payment_page_error',
        window_days: 2,
        from: '2026-03-23',
        to: '2026-03-24',
        requesters: 3,
        baseline_days: 21,
        p: expect.closeTo(0.000658, 6),
        q: expect.closeTo(0.00658, 5),
      },
    ]);
    expect(burstsOf(all, '2026-03-23', '2026-03-02')).toEqual([]);
  });

  it('need fourteen days to compare with, look back at 28 at most, and need three people', () => {
    expect(burstTestsOf(all, '2026-03-24', '2026-03-10')).toEqual([]);
    expect(burstTestsOf(all, '2026-03-24', '2026-03-09').map(({ baseline_days }) => baseline_days)).toEqual(
      Array(4).fill(14),
    );
    expect(new Set(burstTestsOf(all, '2026-03-24', '2024-01-01').map((test) => test.baseline_days))).toEqual(
      new Set([28]),
    );
    const two = errors.slice(0, 2);
    expect(burstTestsOf(two, '2026-03-24', '2026-01-01').map(({ p }) => p)).toEqual([1, 1]);
  });

  it('count a person once, however often they ask', () => {
    const thrice = Array(6).fill(errors[0]) as DayOfRequester[];
    expect(burstsOf(thrice, '2026-03-24', '2026-01-01')).toEqual([]);
  });

  it('stand until a week has passed without a flag', () => {
    expect(stillBursts('2026-03-24', '2026-03-30')).toBe(true);
    expect(stillBursts('2026-03-24', '2026-03-31')).toBe(false);
  });
});

describe('the backlog', () => {
  const siteMean = 236 / 12;
  const gap = (key: string, severity: number, rows: [requester: string, week: number, minutes: number][]) =>
    scoreGap(
      key,
      rows.map(
        ([requester, week, handling_minutes]): GapTicket => ({
          requester,
          week: `2026-W${week}`,
          handling_minutes,
          severity,
          surety: 'confirmed',
        }),
      ),
      siteMean,
    );
  const gaps = [
    gap('not_looked:A1', 1, [['h', 12, 6]]),
    gap('unfindable:A2', 1, [
      ['d', 10, 8],
      ['e', 11, 10],
    ]),
    gap('bug:payment_page_error', 3, [
      ['i', 13, 30],
      ['j', 13, 25],
      ['k', 13, 25],
    ]),
    gap('missing:A6', 1, [
      ['f', 11, 30],
      ['g', 12, 40],
    ]),
    gap('unclear:A4', 2, [
      ['a', 10, 20],
      ['b', 11, 20],
      ['c', 12, 20],
    ]),
  ];

  it('ranks by people, minutes, severity, weeks and surety, as the worked example does', () => {
    const ranked = rankGaps(gaps);
    expect(ranked.map(({ key, users, minutes_per_ticket }) => [key, users, minutes_per_ticket])).toEqual([
      ['unclear:A4', 3, expect.closeTo(19.8333, 4)],
      ['bug:payment_page_error', 3, expect.closeTo(23.1667, 4)],
      ['missing:A6', 2, expect.closeTo(25.8, 4)],
      ['unfindable:A2', 2, expect.closeTo(15.4, 4)],
      ['not_looked:A1', 1, expect.closeTo(16.25, 4)],
    ]);
    expect(ranked.map(({ score }) => score)).toEqual([
      expect.closeTo(89.25, 4),
      expect.closeTo(52.125, 4),
      expect.closeTo(25.8, 4),
      expect.closeTo(15.4, 4),
      expect.closeTo(4.0625, 4),
    ]);
  });

  it('is sure of a place only where the fewest people that there may be keep it', () => {
    const sure = { ...gaps[2], key: 'many', score: 900, score_low: 800 } as (typeof gaps)[0];
    const ranked = rankGaps([...gaps, sure]);
    expect(ranked.map(({ rank_certain }) => rank_certain)).toEqual([true, false, false, false, true, null]);
  });

  it('counts what was only suggested for less', () => {
    const suggested = scoreGap(
      'k',
      [{ requester: 'a', week: '2026-W10', handling_minutes: null, severity: 1, surety: 'high' }],
      10,
    );
    expect(suggested).toMatchObject({ confidence: 0.7, minutes: 0, minutes_per_ticket: 7.5, weeks_factor: 0.25 });
    expect(suggested.score).toBeCloseTo(1 * 7.5 * 0.25 * 0.7, 10);
    expect(suggested.score_low).toBeCloseTo(0.1054 * 7.5 * 0.25 * 0.7, 3);
  });
});

describe('the effect of an edit', () => {
  const cases = (x: number, n: number): Cases => ({ x, n });
  const control = { before: cases(40, 800), after: cases(38, 760) };

  it('is that of the worked vector: no clear change, though a naive test would say so', () => {
    const effect = judgeEdit({ before: cases(12, 80), after: cases(3, 75) }, control);
    expect(effect.did).toBeCloseTo(0.2984, 4);
    expect(effect.lo).toBeCloseTo(0.0842, 4);
    expect(effect.hi).toBeCloseTo(1.0568, 4);
    expect(effect.verdict).toBe('no_clear_change');
    expect(effect.expected).toBeCloseTo(9.89, 2);
    expect(effect.reads_needed).toBeGreaterThan(0);
  });

  it('says how many more reads would tell, and they do if all goes on as it went', () => {
    const own = { before: cases(12, 80), after: cases(3, 75) };
    const more = 1 + (judgeEdit(own, control).reads_needed ?? 0) / 75;
    const later = judgeEdit(
      { before: own.before, after: cases(3 * more, 75 * more) },
      { before: control.before, after: cases(38 * more, 760 * more) },
    );
    expect(later.hi).toBeLessThan(1.01);
  });

  it('helped, or made it worse, only where the whole interval says so', () => {
    const calm = { before: cases(400, 8_000), after: cases(400, 8_000) };
    expect(judgeEdit({ before: cases(60, 200), after: cases(10, 200) }, calm)).toMatchObject({
      verdict: 'helped',
      reads_needed: null,
    });
    expect(judgeEdit({ before: cases(10, 200), after: cases(60, 200) }, calm).verdict).toBe('worse');
    expect(judgeEdit({ before: cases(30, 200), after: cases(30, 200) }, calm).verdict).toBe('no_clear_change');
  });

  it('is too early to tell with few reads or few tickets before', () => {
    expect(judgeEdit({ before: cases(12, 80), after: cases(0, 12) }, control)).toMatchObject({
      verdict: 'too_early',
      reads_needed: 8,
    });
    expect(judgeEdit({ before: cases(4, 80), after: cases(0, 80) }, control).verdict).toBe('too_early');
    expect(judgeEdit({ before: cases(0, 0), after: cases(0, 0) }, control).verdict).toBe('too_early');
  });
});
