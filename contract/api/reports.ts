// The figures and the rows behind them: what a report is asked with, the shapes of its numbers, one help attempt as steps.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { CHANNELS } from './admin-tickets.ts';
import { week } from './filter-parts.ts';
import { storableText } from './text.ts';

export const OUTCOMES = ['answered', 'possibly_answered', 'unanswered', 'escalated', 'no_attempt'] as const;
export const UNANSWERED_REASONS = ['said_no', 'form_abandoned', 'zero_results', 'no_click', 'not_read'] as const;

/** What a figure counts of attempts, beyond how they ended; with it the list behind the figure is asked for. */
export const SESSION_MARKS = [
  'attempt',
  'form',
  'form_not_sent',
  'form_yes',
  'answered_or_possibly',
  'no_request',
  'intent',
  'intent_yes',
  'known_person',
  'search',
  'zero_results',
  'results',
  'no_click',
  'click',
  'searched_again',
  'search_exit',
  'search_success_low',
  'search_success_high',
  'read',
  'vote',
  'vote_yes',
  'vote_no',
] as const;

export type SessionMark = (typeof SESSION_MARKS)[number];

const name = storableText(200).min(1);

/** What a window of figures is narrowed by; the same names in the figures, the rows behind them and the page's address. */
const scopeShape = {
  from: z.iso.date('must be a date like 2026-03-02').optional(),
  to: z.iso.date('must be a date like 2026-03-29').optional(),
  /** A site by its key in the settings. */
  site: name.optional(),
  target_group: name.optional(),
  audience: name.optional(),
  locale: name.optional(),
  page_key: name.optional(),
  channel: z.enum(CHANNELS).optional(),
};

const LEAST = 'must be a whole number from 1 to 1000000';

export const ReportQuery = z.strictObject({
  ...scopeShape,
  min_n: z.coerce.number(LEAST).int(LEAST).min(1, LEAST).max(1_000_000, LEAST).optional(),
  /** `true`: as the console shows it, so that it agrees with the queue; a kind that is still hidden counts as not sure. */
  as_shown: z.enum(['true', 'false']).optional(),
  /** `csv`: a table for spreadsheets. */
  format: z.enum(['json', 'csv']).optional(),
});

export const ReportSetQuery = z.strictObject({
  ...ReportQuery.omit({ format: true }).shape,
  /** Names of reports, with commas between. */
  names: z.string().min(1).max(LIMITS.reportNames),
});

export const SessionsQuery = z.strictObject({
  ...scopeShape,
  outcome: z.enum(OUTCOMES).optional(),
  reason: z.enum(UNANSWERED_REASONS).optional(),
  with: z.enum(SESSION_MARKS).optional(),
  /** An ISO week in the settings' time zone, as `2026-W10`. */
  week: week.optional(),
  /** The slug of an article that was read in it, in these days. */
  read: name.optional(),
  /** The slug of an article that it said, last, to have answered, or not. */
  said_yes: name.optional(),
  said_no: name.optional(),
  /** The slug of an article that it opened from a search; with `searched`, from such a search. */
  led_to: name.optional(),
  /** Words that were searched for, or such as mean the same; `with` then says how that search ended. */
  searched: name.optional(),
  /** The key of a gap: its silent demand, attempts that looked for the same, found no answer and did not ask. */
  gap: storableText(LIMITS.gapKey).min(1).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.adminPageSize).default(LIMITS.adminPageSizeDefault),
});

const filters = z.record(z.string(), z.string());

const SearchStepSchema = z.strictObject({
  kind: z.literal('search'),
  /** Seconds since help was opened. */
  at_s: z.number().int(),
  /** Scrubbed of addresses and numbers before it was stored. */
  query: z.string(),
  /** Null where it was not reported. */
  result_count: z.number().int().nullable(),
  /** How many of the results were opened. */
  opened: z.number().int(),
});

const ReadStepSchema = z.strictObject({
  kind: z.literal('read'),
  at_s: z.number().int(),
  article: z.string(),
  /** As it is now; null where there is no such article any more. */
  title: z.string().nullable(),
  seconds: z.number().int(),
  scroll_pct: z.number(),
  /** Long enough to count as read. */
  read: z.boolean(),
  position: z.number().int().nullable(),
  vote: z.enum(['yes', 'no']).nullable(),
  vote_reason: z.string().nullable(),
});

/** One help attempt; nothing in it says who it was. */
export const HelpSessionSchema = z.strictObject({
  id: z.string(),
  started_at: z.string(),
  page_key: z.string().nullable(),
  target_group: z.string().nullable(),
  audience: z.string().nullable(),
  locale: z.string().nullable(),
  outcome: z.enum(OUTCOMES),
  outcome_reason: z.enum(UNANSWERED_REASONS).nullable(),
  /** A request that comes within a day may still change the outcome. */
  provisional: z.boolean(),
  form_opened: z.boolean(),
  /** They said, before sending, that an article solved it. */
  withdrawn: z.boolean(),
  other_channel: z.string().nullable(),
  /** From the first step to the last event. */
  seconds: z.number().int(),
  /** The request that it became, where this viewer may read it. */
  ticket: z.number().int().nullable(),
  steps: z.array(z.discriminatedUnion('kind', [SearchStepSchema, ReadStepSchema])),
});

export const HelpSessionPageSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  filters,
  sessions: z.array(HelpSessionSchema),
  next_cursor: z.string().nullable(),
  /** All that match: the figure that led here. */
  total: z.number().int(),
  /**
   * The gap that was asked for, and its figure; where that is more than `total`, the others are on no list any more: they
   * were erased, or are older than attempts are kept.
   */
  gap: z.strictObject({ key: z.string(), title: z.string(), silent_demand: z.number().int() }).optional(),
});

export type Outcome = (typeof OUTCOMES)[number];
export type UnansweredReason = (typeof UNANSWERED_REASONS)[number];
export type HelpSession = z.infer<typeof HelpSessionSchema>;
export type HelpSessionPage = z.infer<typeof HelpSessionPageSchema>;

/** A share with its 95 % interval. Withheld: `value`, `lo` and `hi` are null, the counts stay. */
export interface Rate {
  value: number | null;
  num: number;
  den: number;
  lo: number | null;
  hi: number | null;
  wide: boolean;
  withheld: 'n<min' | null;
}

/** A share of which only two bounds can be known; `outer` allows for chance on both sides. */
export interface BoundedRate {
  low: Rate;
  high: Rate;
  outer: [number, number] | null;
}

export interface Report<Data, Notes> {
  name: string;
  from: string;
  to: string;
  filters: Record<string, string>;
  data: Data;
  /** Only with `as_shown`. */
  notes: Notes;
}

export interface HelpOutcomes {
  attempted: number;
  answered: number;
  possibly_answered: number;
  unanswered: number;
  escalated: number;
  no_attempt: number;
  reasons: Record<UnansweredReason, number>;
}

export type ReportKind = 'knowledge_gap' | 'functionality_issue' | 'other' | 'undetermined';
export type ReportSubKind = 'missing' | 'unfindable' | 'unclear' | 'not_looked' | 'unattributed';

/** `week` is an ISO week of the settings' time zone, as `2026-W10`. */
export type KindWeek = { week: string } & Record<ReportKind, number>;

export interface KindShare {
  knowledge_gap: BoundedRate;
  functionality_issue: BoundedRate;
  other: BoundedRate;
  undetermined: Rate;
  knowledge_of_determined: Rate;
  minutes: Record<ReportKind, number>;
  weeks: KindWeek[];
  groups: ({ target_group: string; tickets: number; minutes: number } & Record<ReportKind, number>)[];
}

export interface SubKindCounts extends Record<ReportSubKind, number> {
  /** How many of `not_looked` may have looked on an earlier page. */
  weak: number;
  reasons: Record<ReportSubKind, Record<string, number>>;
  users: Record<ReportSubKind, number>;
}

/** Beside figures of attempts. */
export interface AttemptNotes {
  /** The day of the first attempt in the window, or null where there is none. */
  since: string | null;
}

/** Beside figures of requests. */
export interface RequestNotes {
  /** The day of the first request in the window, or null where there is none. */
  since: string | null;
  requests: number;
  /** Who cannot be told apart counts as a person for each request. */
  people: number;
  /** Suggestions that wait for a person's own choice: among those not sure yet. */
  hidden: number;
  /** Erased requests still count, and are on no list. */
  erased: number;
  gaps: {
    /** Knowledge gaps without anything they tried first: another channel, or taken off by them. */
    without_trail: number;
    erased: number;
  };
}
