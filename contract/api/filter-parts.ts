// Parts of the queue's filters: how several values are written, and the filters that figures on answers lead to.
import { z } from 'zod';

export const flag = z.enum(['true', 'false']);
const date = z.iso.date();
export const week = z.string().regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/, 'must be a week like 2026-W10');

/** Names that the settings decide, several with commas between them. */
export const names = z.string().min(1).max(1_000);

/** Values of a fixed list, several with commas between them. */
export function oneOrMore(allowed: readonly string[]) {
  return z
    .string()
    .max(1_000)
    .refine((text) => text.split(',').every((part) => allowed.includes(part)), {
      error: `Use one or more of: ${allowed.join(', ')} (with commas between them).`,
    });
}

/** What the figures on answers lead to. */
export const answerFilterShape = {
  /** Solved long enough ago, with a reply expected: in one reply, or not so. */
  settled: oneOrMore(['one_reply', 'more']).optional(),
  /** Somebody has moved it, or replied. */
  acknowledged: flag.optional(),
  /** Solved by the team to which it went first, or by another. */
  routed: oneOrMore(['right', 'elsewhere']).optional(),
  /** An ISO week in the settings' time zone, as `2026-W10`. */
  week: week.optional(),
  /** In which status it was at the end of a date, whenever it was sent; `status_then` alone says nothing. */
  status_on: date.optional(),
  status_then: names.optional(),
};
