// The shape of a file of history (METHOD 11): what each article, session and ticket of it must and may have.
import { z } from 'zod';
import { CHANNELS } from '../../contract/api/admin-tickets.ts';
import { ENQUIRY_TYPES } from '../../contract/api/tickets.ts';
import { LIMITS } from '../../contract/limits.ts';
import { KINDS, SUB_KINDS } from '../method/kinds.ts';

const RESOLUTION_CODES = [
  'linked_article',
  'explained',
  'wrote_article',
  'code_change',
  'config_change',
  'data_fix',
  'incident_over',
  'done_for_user',
  'forwarded',
  'duplicate_of',
  'cannot_replicate',
  'no_action',
] as const;

/** PostgreSQL cannot store the character NUL. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\0'), 'must not hold the character NUL');
const name = (max: number) => text(max).min(1);
/** An instant, brought to UTC. */
const instant = z.iso
  .datetime({ offset: true, error: 'must be a moment like 2026-03-02T09:05:00Z' })
  .transform((value) => new Date(value).toISOString());
const audience = name(LIMITS.audience);

export const ImportedArticleSchema = z.object({
  id: name(LIMITS.slug),
  title: name(LIMITS.subject),
  /** The team that it belongs to. */
  group: name(60).nullish(),
  published_at: instant.nullish(),
  audience: z.array(audience).max(50).nullish(),
  locale: name(35).nullish(),
  /** What an export says of it beyond: its changes; where it is now is for the folder of articles to say. */
  revisions: z
    .array(z.object({ revision: z.int().min(1).max(1_000_000), at: instant }))
    .max(10_000)
    .nullish(),
  status: text(20).nullish(),
  removed_at: instant.nullish(),
});

export const ImportedSessionSchema = z.object({
  id: name(100),
  at: instant,
  page_key: name(LIMITS.pageKey)
    .nullish()
    .transform((value) => value ?? ''),
  ev: z.array(z.unknown()).max(10_000),
  /** The same in full, as the widget sends it; taken in place of `ev`. */
  events: z.array(z.unknown()).max(10_000).nullish(),
  rebuilt: z.boolean().nullish(),
  audience: audience.nullish(),
  locale: name(35).nullish(),
  user_ref: name(LIMITS.userRef).nullish(),
  is_staff: z.boolean().nullish(),
  site: name(60).nullish(),
});

/** A request that was drawn to be read by a second person, and what the two called it; `read` is missing while it waits. */
const ImportedReadingSchema = z.object({
  asked_at: instant,
  read: z
    .object({
      at: instant,
      kind: z.enum(KINDS),
      by: text(LIMITS.email).nullish(),
      first_kind: z.enum(KINDS),
      first_by: text(LIMITS.email).nullish(),
      rule_version: name(60).nullish(),
    })
    .nullish(),
});

/** A file that somebody attached; its bytes lie in `files/ID` beside the history. */
const ImportedFileSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be a UUID in lower case'),
  name: text(1_000).nullish(),
  type: text(200).nullish(),
  bytes: z.int().min(0).nullish(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits in lower case'),
});
const files = z.array(ImportedFileSchema).max(LIMITS.attachmentsPerTicket).nullish();

const ImportedReplySchema = z.object({
  at: instant,
  /** Who wrote it: the requester, or somebody of the team. */
  from: z.enum(['requester', 'team']),
  text: name(LIMITS.message),
  visibility: z.enum(['public', 'internal']).nullish(),
  /** Mail address of the one of the team, where they have an account here. */
  agent: text(LIMITS.email).nullish(),
  /** Articles that it links to. */
  articles: z.array(name(LIMITS.slug)).max(LIMITS.answerArticles).nullish(),
  files,
});

const ImportedMoveSchema = z.object({ at: instant, from: text(60).nullish(), to: name(60) });

export const ImportedTicketSchema = z.object({
  id: name(100),
  submitted_at: instant,
  /** A mail address, or any name that is the same for the same person. */
  requester: name(LIMITS.email).nullish(),
  channel: z.enum(CHANNELS),
  text: name(LIMITS.message),
  subject: name(LIMITS.subject).nullish(),
  requester_name: name(LIMITS.name).nullish(),
  session: name(100).nullish(),
  site: name(60).nullish(),
  locale: name(35).nullish(),
  audience: audience.nullish(),
  page_key: name(LIMITS.pageKey).nullish(),
  category: name(60).nullish(),
  target_group: name(60).nullish(),
  resolver_group: name(60).nullish(),
  /** Mail address of somebody with an account here. */
  assignee: text(LIMITS.email).nullish(),
  enquiry_type: z.enum(ENQUIRY_TYPES).nullish(),
  reply_expected: z.boolean().nullish(),
  page_error: z.int().min(0).max(1_000_000).nullish(),
  first_reply_at: instant.nullish(),
  solved_at: instant.nullish(),
  reopened: z.boolean().nullish(),
  public_replies: z.int().min(0).max(LIMITS.messagesPerTicket).nullish(),
  replies: z.array(ImportedReplySchema).max(LIMITS.messagesPerTicket).nullish(),
  files,
  handling_minutes: z.int().min(0).max(LIMITS.handlingMinutes).nullish(),
  severity: z.int().min(1).max(5).nullish(),
  priority: z.enum(['normal', 'urgent']).nullish(),
  root_cause: name(60).nullish(),
  resolution_code: z.enum(RESOLUTION_CODES).nullish(),
  answer_state: z.enum(['article', 'no_article', 'not_knowledge']).nullish(),
  answer_articles: z.array(name(LIMITS.slug)).max(LIMITS.answerArticles).nullish(),
  kind_confirmed: z.enum(KINDS).nullish(),
  sub_kind_confirmed: z.enum(SUB_KINDS).nullish(),
  other_kind: name(60).nullish(),
  blind: z.boolean().nullish(),
  csat: z.int().min(1).max(5).nullish(),
  trail: z.enum(['attached', 'removed']).nullish(),
  duplicate_of: name(100).nullish(),
  user_ref: name(LIMITS.userRef).nullish(),
  /** What an export says beyond the fixture: moves and the status they led to, who had it first, what else was asked. */
  moves: z.array(ImportedMoveSchema).max(10_000).nullish(),
  /** Whether it was history there too; without moves it is: nothing that followed it is still to come. */
  imported: z.boolean().nullish(),
  status: name(60).nullish(),
  first_target_group: name(60).nullish(),
  support_level: z.int().min(1).max(4).nullish(),
  demand_type: z.enum(['failure', 'value', 'neither']).nullish(),
  kind_confirmed_at: instant.nullish(),
  /** Mail addresses of somebody with an account here, as those of the readings are. */
  kind_confirmed_by: text(LIMITS.email).nullish(),
  second_reading: ImportedReadingSchema.nullish(),
  csat_comment: text(LIMITS.message).nullish(),
  browser: text(200).nullish(),
  fields: z.record(z.string().max(60), z.unknown()).nullish(),
  /** For readers of the file only: numbers are given anew, and what it counts as is worked out anew. */
  number: z.int().nullish(),
  counts_as: z.unknown().optional(),
});

export type ImportedReading = z.infer<typeof ImportedReadingSchema>;
export type ImportedArticle = z.infer<typeof ImportedArticleSchema>;
export type ImportedSession = z.infer<typeof ImportedSessionSchema>;
export type ImportedFile = z.infer<typeof ImportedFileSchema>;
export type ImportedReply = z.infer<typeof ImportedReplySchema>;
export type ImportedTicket = z.infer<typeof ImportedTicketSchema>;

/** A file of history with every row checked. */
export interface ImportedHistory {
  readonly articles: readonly ImportedArticle[];
  readonly sessions: readonly ImportedSession[];
  readonly tickets: readonly ImportedTicket[];
}
