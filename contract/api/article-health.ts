// What each article does: reads, votes, the searches that led to it, the requests after it and why, flags, edits with effect.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { ReportQuery } from './reports.ts';
import { storableText } from './text.ts';

/** What needs a look (METHOD M26), each a flag of its own: there is no score of content. */
export const CONTENT_FLAGS = ['stale', 'unclear', 'unfindable', 'unhelpful', 'no_reads', 'broken_link'] as const;
/** What an edit did (METHOD 8.6). */
export const EDIT_VERDICTS = ['helped', 'worse', 'too_early', 'no_clear_change'] as const;
/** What became of a request after an article was read (METHOD 6): only `unclear` counts against the article. */
export const ATTRIBUTIONS = ['unclear', 'wrong_article', 'product_defect', 'other', 'unattributed'] as const;
/**
 * `worst`: by the share of readers who found it unclear, drawn towards the site's own (METHOD 8.3), highest first. `edited`:
 * the newest edit first, those without one after them. `votes`: by how many of its votes may at most be a yes (the upper end
 * of the interval), lowest first, those without a vote after them.
 */
export const ARTICLE_SORTS = ['worst', 'votes', 'reads', 'tickets', 'edited', 'title'] as const;

const count = z.number().int().min(0);

export const ArticleListQuery = z.strictObject({
  ...ReportQuery.shape,
  sort: z.enum(ARTICLE_SORTS).default('worst'),
  /** Only those with this flag. */
  flag: z.enum(CONTENT_FLAGS).optional(),
  /** Words of title or slug. */
  q: storableText(LIMITS.query).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.adminPageSize).default(LIMITS.adminPageSizeDefault),
});

export const ArticleQuery = z.strictObject(ReportQuery.shape);

/** A share with its 95 % interval; withheld, the counts stay. */
export const RateSchema = z.strictObject({
  value: z.number().nullable(),
  num: count,
  den: count,
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  wide: z.boolean(),
  withheld: z.literal('n<min').nullable(),
});

/** Requests that were sent after a read of the article; the five add up to `tickets`. */
const splitShape = {
  tickets: count,
  unclear: count,
  wrong_article: count,
  product_defect: count,
  other: count,
  unattributed: count,
};

export const ContentFlagSchema = z.strictObject({
  flag: z.enum(CONTENT_FLAGS),
  /** A sentence in English that says what was found: counts, dates, addresses. */
  why: z.string(),
  /** What the sentence counts: requests, votes, days, broken links. */
  count: count.nullable(),
});

export const ArticleRowSchema = z.strictObject({
  slug: z.string(),
  /** As it is, or was last. */
  title: z.string(),
  /** Its page in the help centre; null where it is not published now. */
  url: z.string().nullable(),
  /** `imported`: known from a file of history only. */
  state: z.enum(['published', 'internal', 'imported', 'removed']),
  published_at: z.string().nullable(),
  /** Help attempts in which it was read. */
  reads: count,
  /** Help attempts that voted, by their last vote. */
  yes: count,
  no: count,
  ...splitShape,
  /** Requests after it / reads. */
  rate: RateSchema,
  /** Requests that blame it / reads. */
  unclear_rate: RateSchema,
  /** `unclear_rate` drawn towards the site's own; null without reads. It ranks and is not shown as a share. */
  shrunk_unclear: z.number().nullable(),
  helpful: RateSchema,
  flags: z.array(z.enum(CONTENT_FLAGS)),
  /** Its newest edit of the window and the 28 days before it, and what it did. */
  last_edit: z
    .strictObject({ at: z.string(), verdict: z.enum(EDIT_VERDICTS), reads_needed: count.nullable() })
    .nullable(),
});

export const ArticleListSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  filters: z.record(z.string(), z.string()),
  articles: z.array(ArticleRowSchema),
  next_cursor: z.string().nullable(),
  /** All that match. */
  total: count,
  /** How many articles carry each flag, whatever `flag` and `q` say. */
  flagged: z.record(z.enum(CONTENT_FLAGS), count),
  /** What `shrunk_unclear` draws towards: requests that blame an article / reads, of all articles in 90 days. */
  pooled_unclear: RateSchema,
});

const CasesSchema = z.strictObject({ x: count, n: count });

export const EditEffectRowSchema = z.strictObject({
  article: z.string(),
  locale: z.string(),
  revision: count,
  /** ISO 8601, UTC. */
  at: z.string(),
  /** `edit`: x requests that blame the article, n reads. `new_article`: x requests of the gap that it closes, n attempts. */
  what: z.enum(['edit', 'new_article']),
  before: CasesSchema,
  after: CasesSchema,
  control_before: CasesSchema,
  control_after: CasesSchema,
  /** After against before, by the same of all other articles of the team; below 1 is better. */
  did: z.number(),
  lo: z.number(),
  hi: z.number(),
  verdict: z.enum(EDIT_VERDICTS),
  /** How many were to be expected after it without the edit: articles are edited because they look bad. */
  expected: z.number(),
  /** About so many more reads would tell; null where the verdict stands, or where reads would not tell. */
  reads_needed: count.nullable(),
});

/** Words that led to the article, as the earliest person wrote them; only such as at least three attempts used. */
const LedHereSchema = z.strictObject({
  label: z.string(),
  phrases: z.array(z.string()),
  /** Attempts that opened the article from a search with these words. */
  sessions: count,
  /** The article's median place in the results that it was opened from; null where none was reported. */
  rank: z.number().int().nullable(),
  /** How these attempts ended. */
  outcomes: z.strictObject({ answered: count, possibly_answered: count, unanswered: count, escalated: count }),
});

const ArticleQuestionSchema = z.strictObject({
  question: z.string(),
  locale: z.string(),
  /** The article's place among what the search finds for it now, from 1; null where it is not among the first 20. */
  rank: z.number().int().nullable(),
  /** It stands among the first three, as `check` asks. */
  is_answered: z.boolean(),
  /** What stands first in its stead; null where the article itself does, or nothing is found. */
  found_first: z.strictObject({ slug: z.string(), title: z.string() }).nullable(),
});

const ArticleTicketSchema = z.strictObject({
  number: z.number().int(),
  subject: z.string(),
  submitted_at: z.string(),
  status: z.string(),
  attribution: z.enum(ATTRIBUTIONS),
});

export const ArticleHealthSchema = z.strictObject({
  ...ArticleRowSchema.shape,
  from: z.string(),
  to: z.string(),
  filters: z.record(z.string(), z.string()),
  /** The languages that it is there in. */
  locales: z.array(z.string()),
  /** The file's place in the knowledge base, in the site's own language first; null where there is none now. */
  file: z.string().nullable(),
  owner: z.string().nullable(),
  /** The date of its last review as the file says it. */
  reviewed: z.string().nullable(),
  /** The target group of most of its reads. */
  target_group: z.string().nullable(),
  /** Why people voted no; `none` for those who did not say. */
  no_reasons: z.record(z.string(), count),
  flag_reasons: z.array(ContentFlagSchema),
  /** Reads by day of the window; days without any are left out. */
  days: z.array(z.strictObject({ day: z.string(), reads: count })),
  /** The questions of its `asks`, by language, with what the search of now makes of each. */
  questions: z.array(ArticleQuestionSchema),
  led_here: z.array(LedHereSchema),
  /** Further phrases that fewer than three attempts used. */
  led_here_hidden: count,
  /**
   * What it fails for: words that people searched with and who then asked what it answers, unclear or not found;
   * only such as at least three attempts used.
   */
  fails_for: z.array(z.strictObject({ label: z.string(), tickets: count, sessions: count })),
  fails_for_hidden: count,
  /** Requests sent after a read of it, newest first, at most 100; none for those who do not read requests. */
  requests: z.array(ArticleTicketSchema),
  /** Requests for which this is the answer that was not found, and its like, by sub-kind. */
  answer_of: z.strictObject({ unclear: count, unfindable: count, not_looked: count, missing: count }),
  edits: z.array(EditEffectRowSchema),
});

export type ContentFlag = (typeof CONTENT_FLAGS)[number];
export type EditVerdict = (typeof EDIT_VERDICTS)[number];
export type Attribution = (typeof ATTRIBUTIONS)[number];
export type ArticleSort = (typeof ARTICLE_SORTS)[number];
export type ArticleRow = z.infer<typeof ArticleRowSchema>;
export type ArticleList = z.infer<typeof ArticleListSchema>;
export type ArticleHealth = z.infer<typeof ArticleHealthSchema>;
export type EditEffectRow = z.infer<typeof EditEffectRowSchema>;
