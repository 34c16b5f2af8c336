// The age of a request in its status: support hours only, its limit, and the same question put to an index.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgeRules, overLimitMoments, statusAge } from '../../../server/method/status-age.ts';

const NINE_TO_FIVE: AgeRules = {
  statuses: {
    in_review: { age_limit_hours: 4 },
    in_progress: { age_limit_hours: 80 },
    submitted: {},
    completed: { ends: true, age_limit_hours: 1 },
  },
  support_hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]])),
  holidays: ['2026-03-04'],
  time_zone: 'UTC',
};
const at = (status: string, status_changed_at: string, now: string) =>
  statusAge({ status, status_changed_at }, NINE_TO_FIVE, new Date(now));

describe('the age in a status', () => {
  it('counts support hours only, over nights and holidays', () => {
    expect(at('submitted', '2026-03-03T16:00:00.000Z', '2026-03-05T10:30:00.000Z')).toEqual({
      age_hours: 2.5,
      limit_hours: null,
      over_limit: false,
    });
  });

  it('is as METHOD’s example has it: 8 minutes and 20 seconds are 0.1389 hours', () => {
    expect(at('in_review', '2026-03-27T16:51:40.000Z', '2026-03-29T23:59:59.000Z').age_hours).toBe(0.1389);
  });

  it('is over its limit only when it is longer', () => {
    expect(at('in_review', '2026-03-02T09:00:00.000Z', '2026-03-02T13:00:00.000Z')).toMatchObject({
      age_hours: 4,
      limit_hours: 4,
      over_limit: false,
    });
    expect(at('in_review', '2026-03-02T09:00:00.000Z', '2026-03-02T13:00:00.001Z').over_limit).toBe(true);
  });

  it('is none for what has ended, and has no limit in a status that the settings do not have', () => {
    expect(at('completed', '2026-03-02T09:00:00.000Z', '2026-03-20T09:00:00.000Z')).toEqual({
      age_hours: null,
      limit_hours: null,
      over_limit: false,
    });
    expect(at('retired', '2026-03-02T09:00:00.000Z', '2026-03-02T10:00:00.000Z')).toEqual({
      age_hours: 1,
      limit_hours: null,
      over_limit: false,
    });
  });
});

describe('the moment before which a request is over the limit', () => {
  it('answers exactly as the age does, at any time and for any status', () => {
    const start = Date.parse('2026-02-01T00:00:00Z');
    fc.assert(
      fc.property(
        fc.constantFrom('in_review', 'in_progress'),
        fc.nat(40 * 86_400_000),
        fc.nat(40 * 86_400_000),
        (status, offset, age) => {
          const now = new Date(start + offset);
          const status_changed_at = new Date(now.getTime() - age).toISOString();
          const { over_limit } = statusAge({ status, status_changed_at }, NINE_TO_FIVE, now);
          expect(status_changed_at < (overLimitMoments(NINE_TO_FIVE, now)[status] ?? '')).toBe(over_limit);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is there for open statuses with a limit, and only for them', () => {
    expect(Object.keys(overLimitMoments(NINE_TO_FIVE, new Date('2026-03-02T10:00:00Z')))).toEqual([
      'in_review',
      'in_progress',
    ]);
  });
});
