import { describe, expect, it } from 'vitest';
import { boundedRate, rate, wilson } from '../../../server/method/statistics.ts';

describe('wilson', () => {
  it.each([
    [0, 10, 0.0, 0.2775],
    [1, 10, 0.0179, 0.4042],
    [3, 8, 0.1368, 0.6943],
    [7, 10, 0.3968, 0.8922],
    [10, 10, 0.7225, 1.0],
    [50, 100, 0.4038, 0.5962],
  ])('gives the known interval of %i out of %i', (successes, trials, lo, hi) => {
    const interval = wilson(successes, trials);
    expect(interval?.lo).toBeCloseTo(lo, 4);
    expect(interval?.hi).toBeCloseTo(hi, 4);
  });

  it('stays within 0 and 1, and gives nothing for no trials', () => {
    expect(wilson(0, 10)?.lo).toBeGreaterThanOrEqual(0);
    expect(wilson(10, 10)?.hi).toBeLessThanOrEqual(1);
    expect(wilson(0, 0)).toBeNull();
  });
});

describe('rate', () => {
  it('withholds the value below the minimum, and keeps the counts', () => {
    expect(rate(3, 9, 10)).toEqual({ value: null, num: 3, den: 9, lo: null, hi: null, wide: false, withheld: 'n<min' });
    expect(rate(3, 10, 10)).toMatchObject({ value: 0.3, num: 3, den: 10, withheld: null });
  });

  it('withholds a share of nothing whatever the minimum, which is not the same as 0', () => {
    expect(rate(0, 0, 0)).toMatchObject({ value: null, withheld: 'n<min' });
    expect(rate(0, 1, 1)).toMatchObject({ value: 0, withheld: null });
  });

  it('calls an interval wide above 0.40', () => {
    expect(rate(8, 13, 10).wide).toBe(true);
    expect(rate(7, 28, 10).wide).toBe(false);
  });
});

describe('boundedRate', () => {
  it('spans from the lower end of the low to the upper end of the high bound', () => {
    const { outer } = boundedRate(rate(7, 28, 1), rate(12, 28, 1));
    expect(outer?.[0]).toBeCloseTo(0.1268, 4);
    expect(outer?.[1]).toBeCloseTo(0.6093, 4);
  });

  it('has no outer interval when it is withheld', () => {
    expect(boundedRate(rate(7, 9, 10), rate(8, 9, 10)).outer).toBeNull();
  });
});
