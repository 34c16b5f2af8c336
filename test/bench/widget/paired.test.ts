// The interval of what two things differ by: it holds the difference, and one slow visit does not move it.
import { expect, test } from 'vitest';
import { medianDifference } from './paired.mjs';

/** 30 pairs whose differences are 1.1, 1.2 … 4.0. */
const pairs = Array.from({ length: 30 }, (_, at): [number, number] => [11 + (at + 1) / 10, 10]);

test('the median stands inside an interval of the tenth and the twenty-first of thirty', () => {
  const { median, low, high } = medianDifference(pairs);
  expect(median).toBeCloseTo(2.55);
  expect(low).toBeCloseTo(2);
  expect(high).toBeCloseTo(3.1);
});

test('one visit that took a thousand times as long does not move it', () => {
  const disturbed = pairs.with(29, [10_000, 10]);
  expect(medianDifference(disturbed)).toEqual(medianDifference(pairs));
});

test('what does not differ has an interval around nothing', () => {
  const noise = Array.from({ length: 20 }, (_, at): [number, number] => [5 + ((at * 7) % 20) / 10, 5.95]);
  const { low, high } = medianDifference(noise);
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(0);
});

test('under six pairs nothing can be said', () => {
  expect(medianDifference(pairs.slice(0, 5))).toMatchObject({ low: -Infinity, high: Infinity });
});
