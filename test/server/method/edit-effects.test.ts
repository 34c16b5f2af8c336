import { describe, expect, it } from 'vitest';
import { type DayCount, type Edit, type EditData, judgeOne, mainGroup } from '../../../server/method/edit-effects.ts';

const EDIT: Edit = {
  article: 'refunds',
  locale: 'en',
  revision: 2,
  at: '2026-03-31T12:00:00.000Z',
  day: '2026-03-31',
  what: 'edit',
  group: null,
};
const FIRST_BEFORE = '2026-03-03';
const LAST_BEFORE = '2026-03-30';
const FIRST_AFTER = '2026-04-01';
const LAST_AFTER = '2026-04-28';

const on = (day: string, count: number, group = 'billing'): DayCount => ({ day, group, count });

/** METHOD 8.6: 12/80 before, 3/75 after; all others of the team 40/800 before, 38/760 after. */
const DATA: EditData = {
  readsOf: () => [on(FIRST_BEFORE, 40), on(LAST_BEFORE, 40), on(FIRST_AFTER, 70), on(LAST_AFTER, 5)],
  unclearOf: () => [on(FIRST_BEFORE, 12), on(LAST_AFTER, 3)],
  gapOf: () => [],
  allReads: [on(FIRST_BEFORE, 880), on(LAST_AFTER, 835), on(FIRST_BEFORE, 9_999, 'accounts')],
  allUnclear: [on(LAST_BEFORE, 52), on(FIRST_AFTER, 41), on(FIRST_AFTER, 99, 'accounts')],
  attempts: [],
};

describe('an edit and the 28 days on both sides of it', () => {
  it('is judged by the counts of METHOD 8.6, against all other articles of its team', () => {
    const judged = judgeOne(EDIT, DATA);
    expect(judged).toMatchObject({ before: { x: 12, n: 80 }, after: { x: 3, n: 75 } });
    expect(judged).toMatchObject({ control_before: { x: 40, n: 800 }, control_after: { x: 38, n: 760 } });
    expect([judged.did, judged.lo, judged.hi].map((x) => x.toFixed(4))).toEqual(['0.2984', '0.0842', '1.0568']);
    expect(judged.verdict).toBe('no_clear_change');
    expect(judged.expected.toFixed(2)).toBe('9.89');
    expect(judged.reads_needed).toBeGreaterThan(0);
  });

  it('leaves out its own day and everything more than 28 days away', () => {
    const far = ['2026-03-02', '2026-03-31', '2026-04-29'].map((day) => on(day, 1_000));
    const data = {
      ...DATA,
      readsOf: (article: string) => [...DATA.readsOf(article), ...far],
      unclearOf: (article: string) => [...DATA.unclearOf(article), ...far],
      allReads: [...DATA.allReads, ...far],
      allUnclear: [...DATA.allUnclear, ...far],
    };
    expect(judgeOne(EDIT, data)).toEqual(judgeOne(EDIT, DATA));
  });

  it('is too early to judge with few reads, and says how many more it takes', () => {
    const early = judgeOne(EDIT, { ...DATA, readsOf: () => [on(FIRST_BEFORE, 80), on(FIRST_AFTER, 8)] });
    expect(early.verdict).toBe('too_early');
    expect(early.reads_needed).toBeGreaterThanOrEqual(12);
  });

  it('has no group where nobody read it: then all others are the control', () => {
    const judged = judgeOne(EDIT, { ...DATA, readsOf: () => [], unclearOf: () => [] });
    expect(judged.control_before.n).toBe(880 + 9_999);
    expect(judged.verdict).toBe('too_early');
  });

  it('counts what a new article answers among the attempts of the team that asked for it', () => {
    const judged = judgeOne(
      { ...EDIT, what: 'new_article', revision: 1 },
      {
        ...DATA,
        readsOf: () => [],
        unclearOf: () => [],
        gapOf: () => [on(FIRST_BEFORE, 6), on(FIRST_AFTER, 1)],
        attempts: [on(FIRST_BEFORE, 60), on(FIRST_AFTER, 50), on(FIRST_AFTER, 500, 'accounts')],
      },
    );
    expect(judged).toMatchObject({ before: { x: 6, n: 60 }, after: { x: 1, n: 50 } });
    expect(judged.control_before).toEqual({ x: 52, n: 880 });
  });

  it('is compared with the team that the article belongs to, where that is known', () => {
    const judged = judgeOne({ ...EDIT, group: 'accounts' }, DATA);
    expect(judged).toMatchObject({ control_before: { x: 0, n: 9_999 }, control_after: { x: 99, n: 0 } });
    expect(judged).not.toHaveProperty('group');
  });

  it('takes the group with the most, and the first by name of two alike', () => {
    expect(mainGroup([on('2026-03-01', 2, 'b'), on('2026-03-02', 2, 'a'), on('2026-03-03', 9, '')])).toBe('a');
    expect(mainGroup([])).toBe('');
  });
});
