// Working on one request in the console: what is sent, and everything that the page of a request is told in one answer.
import { z } from 'zod';
import type { Problem } from '../error-codes.ts';
import type { FieldValue } from '../form-fields.ts';
import { LIMITS } from '../limits.ts';
import type { Move } from '../workflow.ts';
import { AdminMessageSchema, ChangeStatusSchema } from './admin-tickets.ts';
import type { GapSubKind } from './gaps.ts';
import { storableText, writtenText } from './text.ts';
import type {
  AnswerStateName,
  ArticleLink,
  ConfidenceName,
  CountsAs,
  KindName,
  KindSuggestionView,
  OtherKindName,
  ResolutionCodeName,
  SecondReadingView,
  SolveSuggestion,
  SubKindName,
  TriedFirst,
} from './ticket-insight.ts';

const slugs = z.array(z.string().min(1).max(LIMITS.slug)).max(LIMITS.answerArticles);

/**
 * POST …/{number}/messages, as JSON or as the part `message` of a multipart body with parts `file`.
 * With `If-Match`, a public reply or a new status by somebody else since that version is answered with 412 and a
 * `StaleProblem`, unless `force`. Without `If-Match` a message never conflicts.
 */
export const WriteMessageSchema = AdminMessageSchema.extend({ force: z.boolean().optional() });

/** POST …/{number}/status: the move, and with it what the solve panel asks. All of it is stored, or nothing. */
export const MoveTicketSchema = ChangeStatusSchema.extend({
  handling_minutes: z.number().int().min(0).max(LIMITS.handlingMinutes).optional(),
  /** A public reply that is sent first. */
  reply: z.strictObject({ body: writtenText(LIMITS.message), articles: slugs.optional() }).optional(),
  /** With `If-Match`, any other version is answered with 412 and a `StaleProblem`, unless this is set. */
  force: z.boolean().optional(),
});

/** POST …/{number}/minutes: added to what others have added. */
export const AddMinutesSchema = z.strictObject({
  add: z.number().int().min(1).max(LIMITS.minutesAtOnce),
  source: z.enum(['timer', 'hand']),
});

/** POST …/{number}/merge: `into` is the number of the request that stays. */
export const MergeTicketSchema = z.strictObject({ into: z.number().int().positive() });

/** PUT …/{number}/draft: one for each person and request; what was there is replaced. */
export const PutDraftSchema = z.strictObject({
  visibility: z.enum(['public', 'internal']),
  body: storableText(LIMITS.message),
  articles: slugs.optional(),
  /** The version of the request that was read when the draft was begun. */
  version: z.number().int().min(0).optional(),
});

/** POST …/{number}/presence, about every ten seconds while the page is open. */
export const PresenceSchema = z.strictObject({ state: z.enum(['viewing', 'typing']) });

export type WriteMessage = z.infer<typeof WriteMessageSchema>;
export type MoveTicket = z.infer<typeof MoveTicketSchema>;
export type AddMinutes = z.infer<typeof AddMinutesSchema>;
export type MergeTicket = z.infer<typeof MergeTicketSchema>;
export type PutDraft = z.infer<typeof PutDraftSchema>;
export type Presence = z.infer<typeof PresenceSchema>;

export interface TicketAttachment {
  id: string;
  /** Cleaned: safe to show. */
  name: string;
  /** By the name's ending, from a fixed list; else application/octet-stream. */
  type: string;
  bytes: number;
  /** SHA-256, hex. */
  sha256: string;
  /** GET with the session or token: always a download. */
  url: string;
}

export interface TicketMessage {
  id: string;
  at: string;
  from: 'requester' | 'team';
  name: string | null;
  visibility: 'public' | 'internal';
  body: string;
  /** Slugs, as they were sent. */
  articles: string[];
  article_links: ArticleLink[];
  attachments: TicketAttachment[];
  /** True where this viewer wrote it. */
  is_mine: boolean;
}

/** One line of history: `who` did `what`, from, to, why. `sentence` says it whole. */
export interface HistoryEntry {
  at: string;
  who: string;
  what: string;
  from: string | null;
  to: string | null;
  from_label: string | null;
  to_label: string | null;
  note: string | null;
  sentence: string;
}

export interface OtherTicket {
  number: number;
  subject: string;
  status: string;
  status_label: string;
  submitted_at: string;
}

/** A request that was merged into this one: all of it stays readable here. */
export interface MergedTicket extends OtherTicket {
  merged_at: string | null;
  merged_by: string | null;
  may_unmerge: boolean;
  requester: { name: string | null; email: string | null };
  messages: TicketMessage[];
  tried: TriedFirst;
  history: HistoryEntry[];
}

export interface TicketDraft {
  visibility: 'public' | 'internal';
  body: string;
  articles: string[];
  article_links: ArticleLink[];
  /** The version of the request when it was begun; older than `version`: something was added since. */
  version: number | null;
  saved_at: string;
}

export interface PresentPerson {
  name: string;
  state: 'viewing' | 'typing';
  since: string;
}

export interface PresenceAnswer {
  others: PresentPerson[];
  /** The request's version now: higher than what the page shows means that it should be read again. */
  version: number;
}

/** The answer of GET …/{number}, PATCH, messages, status, minutes and merge (201 or 200), with `ETag: "v<version>"`. */
export interface TicketDetail {
  number: number;
  site: string;
  channel: string;
  channel_label: string;
  locale: string;
  page_key: string | null;
  audience: string | null;
  category: string;
  category_label: string;
  /** False where the settings no longer have the category. */
  category_known: boolean;
  restricted: boolean;
  suspected_spam: boolean;
  /** Why it looks like spam, in sentences; empty where it does not. */
  spam_reasons: string[];
  enquiry_type: string | null;
  reply_expected: boolean;
  workflow: string;
  status: string;
  status_label: string;
  /** In the words that the requester sees. */
  status_public: string;
  /** False where the settings no longer have the status: it is shown, and may be moved on. */
  status_known: boolean;
  status_changed_at: string;
  /** Support hours in this status; null where the request has ended. */
  age_hours: number | null;
  /** How long it may be in this status, in support hours; null for as long as it takes. */
  limit_hours: number | null;
  over_limit: boolean;
  /** Those of `moves` that this viewer may go. */
  allowed_next: string[];
  /** Every way on, with what it needs, and why this viewer may not go it. */
  moves: Move[];
  priority: 'urgent' | 'normal';
  priority_reason: string | null;
  severity: number;
  support_level: number;
  target_group: string | null;
  target_group_label: string | null;
  /** Why this team: `page`, `category`, `person` (somebody chose it), or null without a team. */
  target_group_source: 'page' | 'category' | 'person' | null;
  /** Mail address. */
  assignee: string | null;
  assignee_name: string | null;
  /** True where the assignee may not sign in any more. */
  assignee_left: boolean;
  subject: string;
  requester: { name: string | null; email: string | null };
  browser: string | null;
  /** As they came, by the keys of the settings. */
  fields: Record<string, FieldValue>;
  /** The same in words of the settings as they are now; a field that they no longer have stands there by its key. */
  fields_shown: { key: string; label: string; value: string }[];
  submitted_at: string;
  respond_by: string;
  promise: {
    text: string;
    respond_by: string;
    /** `kept` and `broken` once somebody replied; `running` and `late` before; `none` where no reply is expected. */
    state: 'running' | 'late' | 'kept' | 'broken' | 'none';
    /** Support minutes left, negative when late; null once somebody replied. */
    minutes_left: number | null;
  };
  first_reply_at: string | null;
  solved_at: string | null;
  reopened_count: number;
  public_replies: number;
  handling_minutes: number | null;
  root_cause: string | null;
  resolution_code: ResolutionCodeName | null;
  answer_state: AnswerStateName | null;
  answer_articles: string[];
  answer_links: ArticleLink[];
  /** Number of the original, where this viewer may see it. */
  duplicate_of: number | null;
  /** True where this one was merged into `duplicate_of`: replies go there. */
  is_merged: boolean;
  /** Null while the suggestion is hidden (blind). */
  kind: { value: KindName | 'undetermined'; label: string; source: string; confidence: ConfidenceName } | null;
  kind_confirmed: KindName | null;
  other_kind: OtherKindName | null;
  /** As somebody set it; null where the rules decide. */
  demand_type: 'failure' | 'value' | 'neither' | null;
  blind: boolean;
  /** Null while the suggestion is hidden (blind). */
  suggestions: {
    at_submit: KindSuggestionView & { reasons: unknown; rule_version: string };
    at_solve: (KindSuggestionView & { reasons: unknown }) | null;
  } | null;
  sub_kind: SubKindName | null;
  sub_kind_detail: {
    suggested: SubKindName;
    confirmed: SubKindName | null;
    reason: string | null;
    article: string | null;
    weak: boolean;
  } | null;
  /** Null where it was not drawn, or where it waits and this viewer is not asked. */
  second_reading: SecondReadingView | null;
  /** What it counts as now; null while hidden, or before anybody said how it was resolved. */
  counts_as: CountsAs | null;
  /** The gap that it counts in; null where it is in none, while hidden, and for those who do not read gaps. */
  gap: { key: string; title: string; sub_kind: GapSubKind | null; is_renamed: boolean } | null;
  csat: { score: number; comment: string | null } | null;
  messages: TicketMessage[];
  /** As stored: `tried` is the same for showing, and more. */
  trail: { state: string; steps: unknown[]; shown: string[] };
  tried: TriedFirst;
  /** Null for those who may not answer. While the suggestion is hidden (blind), nothing is prefilled. */
  solve_suggestion: SolveSuggestion | null;
  history: HistoryEntry[];
  /** Others by the same person that this viewer may see: how many, and the last five. */
  requester_others: { count: number; open: number; tickets: OtherTicket[] };
  merged: MergedTicket[];
  /** This viewer's own. */
  draft: TicketDraft | null;
  others_present: PresentPerson[];
  may: { answer: boolean; route: boolean; merge: boolean };
  version: number;
}

/** Something that changed since the version that was read. */
export interface ChangedSince {
  /** `status`, `assignee`, `message` (a public reply), `note`, `answer` and the like. */
  field: string;
  label: string;
  from: string | null;
  to: string | null;
  who: string;
  at: string;
}

/** 412: what is now there, and what changed since the version in `If-Match`. Nothing was stored. */
export interface StaleProblem extends Problem {
  current: TicketDetail;
  changed: ChangedSince[];
}
