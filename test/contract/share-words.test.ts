// Whole percents and ends of intervals: bounds normally, ends outward, and no slip of binary fractions.
import { describe, expect, it } from 'vitest';
import {
  outwardPercents,
  partWords,
  percentRangeWords,
  percentWords,
  wholePercent,
} from '../../contract/words/share-words.ts';

describe('a share in words', () => {
  it.each([
    [0, 0],
    [0.004, 0],
    [0.25, 25],
    [0.285, 29],
    [12 / 28, 43],
    [1, 100],
  ])('of %d is %d percent', (share, percent) => {
    expect(wholePercent(share)).toBe(percent);
    expect(percentWords(percent)).toBe(`${percent}\u202f%`);
  });

  it.each([
    [0.1268, 0.6093, 12, 61],
    [0.28, 0.57, 28, 57],
    [0.07, 0.29, 7, 29],
    [0, 1, 0, 100],
    [0.00001, 0.99999, 0, 100],
  ])('has ends that are rounded outward: %d to %d', (lo, hi, low, high) => {
    expect(outwardPercents(lo, hi)).toEqual({ lo: low, hi: high });
  });

  it('keeps every whole percent as it is', () => {
    for (let percent = 0; percent <= 100; percent += 1) {
      expect(outwardPercents(percent / 100, percent / 100)).toEqual({ lo: percent, hi: percent });
    }
  });

  it('is one number where both ends are the same', () => {
    expect(percentRangeWords({ lo: 12, hi: 61 })).toBe('12 to 61\u202f%');
    expect(percentRangeWords({ lo: 12, hi: 12 })).toBe('12\u202f%');
  });
});

describe('a share in words', () => {
  it('is never nothing where there is something, nor all where something is left', () => {
    const said = [0, 0.001, 0.0049, 0.0051, 0.25, 0.994, 0.996, 1].map((share) =>
      partWords(share).replace('\u202f', ' '),
    );
    expect(said).toEqual(['0 %', 'under 1 %', 'under 1 %', '1 %', '25 %', '99 %', 'over 99 %', '100 %']);
  });
});
