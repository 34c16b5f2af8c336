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

const KINDS = ['knowledge_gap', 'functionality_issue', 'other', 'undetermined'] as const;
const SUB_KINDS = ['missing', 'unfindable', 'unclear', 'not_looked', 'unattributed'] as const;
/** What a request says of an article that was read before it. */
export const READ_AS = ['unclear', 'wrong_article', 'product_defect', 'other', 'unattributed'] as const;

/** What the figures on suggestions and on articles lead to. */
const accuracyFilterShape = {
  /** Of requests whose kind, or sub-kind, somebody has set: what was suggested, and whether it was that. */
  suggested: oneOrMore(KINDS).optional(),
  agreed: flag.optional(),
  suggested_sub_kind: oneOrMore(SUB_KINDS).optional(),
  sub_kind_agreed: flag.optional(),
  /** Did not look, as far as is known: they may have, on an earlier page. */
  weak: flag.optional(),
  /** With `read_article`: what it says of that article. */
  read_as: oneOrMore(READ_AS).optional(),
};

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
  /** With `status_on`: longer in that status than the settings allow, at the end of that date. */
  status_over: flag.optional(),
  ...accuracyFilterShape,
};
