// Ids that sort in the order in which they were made.
import { expect, it } from 'vitest';
import { createOrderedIds } from '../../server/ordered-ids.ts';

it('makes ten thousand different UUIDs of version 7 in order within one millisecond', () => {
  const ids = createOrderedIds(() => 1_772_445_600_000);
  const made = Array.from({ length: 10_000 }, () => ids.uuid());
  for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(made).size).toBe(10_000);
  expect(made.toSorted()).toEqual(made);
});

it('stays in order when the clock goes back', () => {
  let now = 2_000;
  const ids = createOrderedIds(() => now);
  const before = ids.uuid();
  now = 1_000;
  const between = ids.uuid();
  now = 3_000;
  expect([before, between, ids.uuid()].toSorted()).toEqual([before, between, expect.any(String)]);
});
