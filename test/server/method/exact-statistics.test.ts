import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  binomialTail,
  garwood,
  nearestRank,
  shrink,
} from '../../../server/method/exact-statistics.ts';

describe('binomialTail', () => {
  it.each([
    [3, 3, 2 / 23, 0.000658],
    [3, 3, 7 / 23, 0.028191],
    [6, 8, 0.2, 0.001231],
  ])('gives the known P(Bin ≥ %i of %i)', (atLeast, trials, share, p) => {
    expect(binomialTail(atLeast, trials, share)).toBeCloseTo(p, 6);
  });

  it('is 1 for nothing asked, 0 for more than there is, and adds up for many', () => {
    expect(binomialTail(0, 10, 0.3)).toBe(1);
    expect(binomialTail(11, 10, 0.3)).toBe(0);
    expect(binomialTail(1, 10, 0)).toBe(0);
    expect(binomialTail(5, 10, 1)).toBe(1);
    // Symmetry: of an odd number of fair throws, more than half come up in half of the cases.
    expect(binomialTail(501, 1_001, 0.5)).toBeCloseTo(0.5, 10);
    expect(binomialTail(50_001, 100_001, 0.5)).toBeCloseTo(0.5, 8);
  });
});

describe('garwood', () => {
  it.each([
    [1, 0.95, 0.0253, 5.5716],
    [2, 0.95, 0.2422, 7.2247],
    [3, 0.95, 0.6187, 8.7673],
    [10, 0.95, 4.7954, 18.3904],
    [0, 0.95, 0, 3.6889],
  ])('gives the known interval of a count of %i', (count, level, lo, hi) => {
    expect(garwood(count, level).lo).toBeCloseTo(lo, 4);
    expect(garwood(count, level).hi).toBeCloseTo(hi, 4);
  });

  it.each([
    [1, 0.11, 3.89],
    [2, 0.53, 5.32],
    [3, 1.1, 6.68],
    [10, 6.22, 15.41],
  ])('gives the known 80 % interval of %i people', (count, lo, hi) => {
    expect(garwood(count, 0.8).lo).toBeCloseTo(lo, 2);
    expect(garwood(count, 0.8).hi).toBeCloseTo(hi, 2);
  });

  it('holds the count itself, also where it is large', () => {
    const { lo, hi } = garwood(5_000);
    expect(lo).toBeGreaterThan(4_860);
    expect(lo).toBeLessThan(4_864);
    expect(hi).toBeGreaterThan(5_138);
    expect(hi).toBeLessThan(5_142);
  });
});

describe('benjaminiHochberg', () => {
  it('gives the false discovery rate of each, in the order given', () => {
    const ps = [1, 0.028191, 1, 1, 0.000658, 1, 1, 1, 1, 1];
    const qs = benjaminiHochberg(ps);
    expect(qs[4]).toBeCloseTo(0.00658, 5);
    expect(qs[1]).toBeCloseTo(0.141, 4);
    expect(qs.filter((q) => q <= 0.05)).toHaveLength(1);
  });

  it('lets a later p make an earlier one no worse than itself', () => {
    expect(benjaminiHochberg([0.03, 0.04, 0.04])).toEqual([0.04, 0.04, 0.04]);
    expect(benjaminiHochberg([])).toEqual([]);
  });
});

describe('shrink', () => {
  it('draws towards the pooled rate, the more the fewer cases there are', () => {
    expect(shrink(3, 8, 3 / 18)).toBeCloseTo(0.2262, 4);
    expect(shrink(0, 3, 3 / 18)).toBeCloseTo(0.1449, 4);
    expect(shrink(0, 2, 3 / 18)).toBeCloseTo(0.1515, 4);
    expect(shrink(0, 0, 3 / 18)).toBeNull();
  });
});

describe('nearestRank', () => {
  it('takes one of the values, never one between', () => {
    const hours = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2];
    expect(nearestRank(hours, 0.5)).toBe(1);
    expect(nearestRank(hours, 0.9)).toBe(2);
    expect(nearestRank([5, 3], 0.5)).toBe(3);
    expect(nearestRank([7], 0.9)).toBe(7);
    expect(nearestRank([], 0.5)).toBeNull();
  });
});
