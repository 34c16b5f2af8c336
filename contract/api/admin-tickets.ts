// The console's ticket routes: what people who work here send.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { storableText, writtenText } from './text.ts';
import { ENQUIRY_TYPES } from './tickets.ts';

export const KINDS = ['knowledge_gap', 'functionality_issue', 'other'] as const;
export const SUB_KINDS = ['missing', 'unfindable', 'unclear', 'not_looked', 'unattributed'] as const;
export const ANSWER_STATES = ['article', 'no_article', 'not_knowledge'] as const;
export const OTHER_KINDS = [
  'request',
  'complaint',
  'thanks',
  'foi',
  'security',
  'rant',
  'status_chase',
  'spam',
] as const;
export const CHANNELS = ['widget', 'help_centre', 'email', 'phone', 'chat', 'social', 'in_person', 'post'] as const;
export const RESOLUTION_CODES = [
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

const name = z.string().min(1).max(60);
const slugs = z.array(z.string().min(1).max(LIMITS.slug)).max(LIMITS.answerArticles);

export const PatchTicketSchema = z.strictObject({
  assignee: z.email().max(LIMITS.email).nullable().optional(),
  target_group: name.nullable().optional(),
  category: name.optional(),
  enquiry_type: z.enum(ENQUIRY_TYPES).nullable().optional(),
  priority: z.enum(['urgent', 'normal']).optional(),
  severity: z.number().int().min(1).max(5).optional(),
  kind: z.enum(KINDS).optional(),
  other_kind: z.enum(OTHER_KINDS).nullable().optional(),
  sub_kind: z.enum(SUB_KINDS).nullable().optional(),
  /** Whether it need have come; null: as the rules say. */
  demand_type: z.enum(['failure', 'value', 'neither']).nullable().optional(),
  root_cause: name.nullable().optional(),
  handling_minutes: z.number().int().min(0).max(100_000).nullable().optional(),
  /** `false`: not spam. */
  suspected_spam: z.boolean().optional(),
});

/** POST …/{number}/second-reading: what a second person says it is. */
export const ReadKindAgainSchema = z.strictObject({ kind: z.enum(KINDS) });

export const AdminMessageSchema = z.strictObject({
  visibility: z.enum(['public', 'internal']),
  body: writtenText(LIMITS.message),
  articles: slugs.optional(),
});

export const ChangeStatusSchema = z.strictObject({
  status: name,
  resolution_code: z.enum(RESOLUTION_CODES).optional(),
  answer_state: z.enum(ANSWER_STATES).optional(),
  answer_articles: slugs.optional(),
  root_cause: name.optional(),
  /** The number of the request that this one repeats; needed with the resolution `duplicate_of`. */
  duplicate_of: z.number().int().positive().optional(),
  note: storableText(LIMITS.comment).optional(),
});

export type PatchTicket = z.infer<typeof PatchTicketSchema>;
export type ReadKindAgain = z.infer<typeof ReadKindAgainSchema>;
export type AdminMessage = z.infer<typeof AdminMessageSchema>;
export type ChangeStatus = z.infer<typeof ChangeStatusSchema>;
