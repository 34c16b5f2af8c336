// Gaps, the unit that gets fixed: the backlog, one gap with everything that it is made of, and what people decide about it.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { ATTRIBUTIONS, EditEffectRowSchema } from './article-health.ts';
import { ReportQuery } from './reports.ts';
import { storableText } from './text.ts';
import type { TriedFirst } from './ticket-insight.ts';

/** In the order in which a gap moves through them; `verified` by its numbers, or by a person's word with a reason. */
export const GAP_STATES = ['new', 'accepted', 'in_work', 'done', 'verified'] as const;
export const GAP_SUB_KINDS = ['missing', 'unfindable', 'unclear', 'not_looked'] as const;
export const GAP_ACTIONS = ['write', 'add_words', 'retitle', 'rewrite', 'promote', 'fix_product'] as const;
export const GAP_EFFORTS = ['S', 'M', 'L'] as const;
export const RECURRENCES = ['recurring', 'emerging', 'isolated'] as const;
/** What its history can tell. */
export const GAP_CHANGES = [
  'state',
  'owner',
  'title',
  'effort',
  'merged_into',
  'took_in',
  'lost',
  'split_off',
  'split_from',
  'announced',
  'taken_back',
] as const;

const count = z.number().int().min(0);

export const GapsQuery = ReportQuery;

/** PATCH /gaps/{key}: what is absent stays. With `If-Match`, a gap that has changed since is answered with 412. */
export const PatchGapSchema = z
  .strictObject({
    /** Mail address of somebody who works here; null for nobody. */
    owner: z.email().max(LIMITS.email).nullable().optional(),
    state: z.enum(GAP_STATES).optional(),
    /** Why; needed to call it verified where its numbers do not say so. */
    note: storableText(LIMITS.comment).min(1).optional(),
    /** null for the title that it has by itself. */
    title: storableText(LIMITS.gapTitle).min(1).nullable().optional(),
    /** The key of the gap that takes this one in; null takes it out again. */
    merge_into: z.string().min(1).max(LIMITS.gapKey).nullable().optional(),
    /** Requests (by number) of this gap that become one of their own. */
    split: z
      .strictObject({
        tickets: z.array(z.number().int().positive()).min(1).max(LIMITS.gapSplitTickets),
        title: storableText(LIMITS.gapTitle).min(1),
      })
      .optional(),
    effort: z.enum(GAP_EFFORTS).nullable().optional(),
  })
  .refine((body) => Object.keys(body).some((name) => name !== 'note'), 'Say what to change.');

export const GapOwnerSchema = z.strictObject({ email: z.string(), name: z.string() });

/** One row of the backlog (METHOD 7.5). */
export const GapRowSchema = z.strictObject({
  /** Opaque; `unclear:<article>`, `bug:<root cause>` and so on. Stands URL-encoded in the address of the gap. */
  key: z.string(),
  title: z.string(),
  /** null for a fault of the product. */
  sub_kind: z.enum(GAP_SUB_KINDS).nullable(),
  /** Distinct people; `users_share` of all who asked in the window. */
  users: count,
  users_share: z.number().nullable(),
  tickets: count,
  minutes: z.number(),
  cost: z.number(),
  minutes_per_ticket: z.number(),
  severity: z.number(),
  weeks_factor: z.number(),
  /** The ISO weeks of its requests, as `2026-W12`, in order. */
  weeks: z.array(z.string()),
  confidence: z.number(),
  /** Weighted minutes in four weeks; puts things in order, is no money. */
  score: z.number(),
  score_low: z.number(),
  /** Even with as few people as there may be it stays before the next one; null in the last row. */
  rank_certain: z.boolean().nullable(),
  /**
   * Of the 28 days that end with the window, however long the window is (METHOD 7.3); null where a longer one has requests
   * and these days have none.
   */
  recurrence: z.enum(RECURRENCES).nullable(),
  /** Help attempts that looked for the same, found no answer and did not ask. */
  silent_demand: count,
  action: z.enum(GAP_ACTIONS),
  /** Requests by the rule's line that made them this gap's. */
  reasons: z.record(z.string(), count),
  /** More or fewer people than in as many days before, where that is no chance (p < 0.05). */
  trend: z.enum(['up', 'down']).nullable(),
  /** The team of most of its requests. */
  target_group: z.string().nullable(),
  owner: GapOwnerSchema.nullable(),
  state: z.enum(GAP_STATES),
  /** Human effort S, M, L = 1, 2, 4, and the score by it; null where nobody has said. */
  effort: z.enum(GAP_EFFORTS).nullable(),
  score_per_effort: z.number().nullable(),
});

/** One flag of a sudden rise (METHOD 7.4); dates inclusive, in the time zone of the site. */
export const BurstSchema = z.strictObject({
  key: z.string(),
  window_days: z.number().int(),
  from: z.string(),
  to: z.string(),
  requesters: count,
  baseline_days: count,
  p: z.number(),
  q: z.number(),
});

/** GET /gaps */
export const GapListSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  filters: z.record(z.string(), z.string()),
  /** Best first, by score. */
  gaps: z.array(GapRowSchema),
  /** Rises that still stand at the end of the window, the newest flag of each gap, the surest first. */
  bursts: z.array(BurstSchema.extend({ title: z.string() })),
  /** Gaps on which people have decided something and that have no request in the window. */
  quiet: z.array(
    GapRowSchema.pick({
      key: true,
      title: true,
      sub_kind: true,
      action: true,
      state: true,
      owner: true,
      effort: true,
    }),
  ),
});

const ArticleLinkSchema = z.strictObject({ slug: z.string(), title: z.string(), url: z.string().nullable() });

const split = Object.fromEntries(ATTRIBUTIONS.map((name) => [name, count])) as Record<
  (typeof ATTRIBUTIONS)[number],
  typeof count
>;

const GapTicketSchema = z.strictObject({
  number: z.number().int(),
  subject: z.string(),
  submitted_at: z.string(),
  solved_at: z.string().nullable(),
  status: z.string(),
  status_label: z.string(),
  channel: z.string(),
  page_key: z.string().nullable(),
  sub_kind: z.enum(['missing', 'unfindable', 'unclear', 'not_looked', 'unattributed']).nullable(),
  /** The rule's line (METHOD 6), `agent` where a person set the sub-kind; null for a fault. */
  reason: z.string().nullable(),
  minutes: z.number().nullable(),
  severity: z.number().int(),
  in_window: z.boolean(),
  /** What they tried first, as the page of the request has it. */
  tried: z.custom<TriedFirst>(),
});

/** GET /gaps/{key}; asked with the key of one that was merged, it is the gap that took it in. */
export const GapDetailSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  /** The title was given by a person. */
  is_renamed: z.boolean(),
  sub_kind: z.enum(GAP_SUB_KINDS).nullable(),
  action: z.enum(GAP_ACTIONS),
  /** The article that it is about; null for a fault, and for one that nothing answers. */
  article: ArticleLinkSchema.nullable(),
  target_group: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  filters: z.record(z.string(), z.string()),
  /** As the backlog of this window has it; null without a request in it. */
  row: GapRowSchema.nullable(),
  /** Its place in that backlog, from 1, of so many. */
  rank: count.nullable(),
  of: count,
  /** Moments of the first and the last request that this person may know of, whatever the window. */
  first_at: z.string().nullable(),
  last_at: z.string().nullable(),
  state: z.enum(GAP_STATES),
  owner: GapOwnerSchema.nullable(),
  effort: z.enum(GAP_EFFORTS).nullable(),
  version: count,
  /** Where it may go from here; `needs_note`: say why. Empty for whoever may not decide. */
  next_states: z.array(z.strictObject({ state: z.enum(GAP_STATES), needs_note: z.boolean() })),
  may_change: z.boolean(),
  burst: BurstSchema.nullable(),
  /**
   * The words that people searched with, where at least three attempts used them, most used first: the most searched
   * wording of each, and the others that say the same; the counts are of all of these.
   */
  phrases: z.array(z.strictObject({ text: z.string(), others: z.array(z.string()), searches: count, sessions: count })),
  /** Further phrases that fewer used. */
  phrases_hidden: count,
  /** Newest first; only what this person may open. */
  tickets: z.array(GapTicketSchema),
  /** Requests that count here and are not listed: beyond the limit, erased, or not for this person to open. */
  tickets_hidden: count,
  /** Articles that were read before its requests, and the one that it is about, with all requests after each. */
  articles: z.array(
    z.strictObject({ article: ArticleLinkSchema, is_target: z.boolean(), reads: count, tickets: count, ...split }),
  ),
  /** Where its requests of the window came from, most first; those of before where the window has none. */
  pages: z.array(z.strictObject({ page_key: z.string(), tickets: count })),
  edits: z.array(EditEffectRowSchema),
  /** Others of this window that may be the same: people searched or wrote the same words. Most people first. */
  alike: z.array(z.strictObject({ key: z.string(), title: z.string(), users: count })),
  /** What was merged into it. */
  merged: z.array(z.strictObject({ key: z.string(), title: z.string() })),
  /** Newest first. */
  history: z.array(
    z.strictObject({
      at: z.string(),
      /** A name, or `the numbers` where an edit's effect verified it. */
      who: z.string(),
      what: z.enum(GAP_CHANGES),
      from: z.string().nullable(),
      to: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
});

/** GET /gaps/{key}/draft: the file itself, or what it will read like. */
export const DraftQuery = z.strictObject({
  ...GapsQuery.shape,
  format: z.enum(['markdown', 'json']).default('markdown'),
});

/** Of a draft, with `format=json`. All of it is plain text. */
export const DraftPreviewSchema = z.strictObject({
  /** Where the file belongs, in the folder of the articles. */
  path: z.string(),
  title: z.string(),
  asks: z.array(z.string()),
  /** `text` of headings and paragraphs, `items` of steps and lists. */
  blocks: z.array(
    z.strictObject({
      kind: z.enum(['heading', 'paragraph', 'steps', 'list']),
      text: z.string(),
      items: z.array(z.string()),
    }),
  ),
  /** The file as it is. */
  markdown: z.string(),
});

/** POST /gaps/{key}/draft */
export const CommittedDraftSchema = z.strictObject({ branch: z.string(), path: z.string() });

export type GapState = (typeof GAP_STATES)[number];
export type GapSubKind = (typeof GAP_SUB_KINDS)[number];
export type GapAction = (typeof GAP_ACTIONS)[number];
export type GapEffort = (typeof GAP_EFFORTS)[number];
export type PatchGap = z.infer<typeof PatchGapSchema>;
export type GapRow = z.infer<typeof GapRowSchema>;
export type Burst = z.infer<typeof BurstSchema>;
export type GapList = z.infer<typeof GapListSchema>;
export type GapTicketView = z.infer<typeof GapTicketSchema>;
export type GapDetail = z.infer<typeof GapDetailSchema>;
export type DraftPreview = z.infer<typeof DraftPreviewSchema>;
