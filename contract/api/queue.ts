// The queue: how it is filtered, sorted and paged, what a row shows, saved views, changes to many, a logged request.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { ANSWER_STATES, CHANNELS, ChangeStatusSchema, KINDS, RESOLUTION_CODES, SUB_KINDS } from './admin-tickets.ts';
import { answerFilterShape, flag, names, oneOrMore } from './filter-parts.ts';
import { languageTag, storableText, writtenText } from './text.ts';
import { ENQUIRY_TYPES } from './tickets.ts';

/** `due` is the default: urgent first, then by the promise that ends first. A minus turns the order round. */
export const TICKET_SORTS = [
  'due',
  '-submitted_at',
  'submitted_at',
  '-updated_at',
  'updated_at',
  '-number',
  'number',
  'priority',
  'status_changed_at',
] as const;
/** Channels that a person who answers may log a request for. */
export const LOGGED_CHANNELS = ['phone', 'chat', 'email', 'social', 'in_person', 'post'] as const;
export const PRIORITIES = ['urgent', 'normal'] as const;
/** Besides its values a field that may be empty takes this word. */
export const UNSET = 'unset';

const name = z.string().min(1).max(60);
const date = z.iso.date();

/** What narrows the queue; the same names and values in an address and in a saved view. */
const filterShape = {
  /** Keys of statuses, and the words `open` and `closed`. */
  status: names.optional(),
  /** As it is shown: a suggestion that is still hidden counts as `undetermined`. */
  kind: oneOrMore([...KINDS, 'undetermined']).optional(),
  kind_source: oneOrMore(['confirmed', 'suggested', 'unsure', 'hidden']).optional(),
  /** `true`: nobody has named the kind yet. */
  unconfirmed: flag.optional(),
  sub_kind: oneOrMore([...SUB_KINDS, UNSET]).optional(),
  category: names.optional(),
  target_group: names.optional(),
  resolver_group: names.optional(),
  /** A mail address, `me`, or `none`. */
  assignee: z.string().min(1).max(LIMITS.email).optional(),
  priority: oneOrMore(PRIORITIES).optional(),
  severity: oneOrMore(['1', '2', '3', '4', '5']).optional(),
  support_level: oneOrMore(['1', '2', '3', '4']).optional(),
  channel: oneOrMore(CHANNELS).optional(),
  enquiry_type: oneOrMore([...ENQUIRY_TYPES, UNSET]).optional(),
  reply_expected: flag.optional(),
  root_cause: names.optional(),
  resolution_code: oneOrMore([...RESOLUTION_CODES, UNSET]).optional(),
  answer_state: oneOrMore([...ANSWER_STATES, UNSET]).optional(),
  locale: names.optional(),
  audience: names.optional(),
  page_key: z.string().min(1).max(LIMITS.pageKey).optional(),
  site: names.optional(),
  /** `true`: one of those whose suggestion is hidden until somebody has chosen. */
  blind: flag.optional(),
  /** `asked`: this person is asked to read its kind a second time; else how the two readings turned out. */
  second_reading: oneOrMore(['asked', 'alike', 'different']).optional(),
  /** What they tried first: sent along, taken off by them, or never there. */
  trail: oneOrMore(['attached', 'removed', 'none']).optional(),
  csat: oneOrMore(['1', '2', '3', '4', '5', UNSET]).optional(),
  /** Somebody has answered in public. */
  replied: flag.optional(),
  /** The promise is over and nobody has answered. */
  over_promise: flag.optional(),
  /** Longer in its status than the settings allow. */
  languishing: flag.optional(),
  /** Something was written to it that this person has not opened. */
  unread: flag.optional(),
  /** It looks like spam; without this filter such requests are there with all others. */
  suspected_spam: flag.optional(),
  /** Articles by their names: read before it was sent; what its sub-kind is about; named as its answer. */
  read_article: names.optional(),
  about_article: names.optional(),
  answer_article: names.optional(),
  /** Any article was read, or anything searched, before it was sent. */
  read_before: flag.optional(),
  searched_before: flag.optional(),
  /** Its answer: an article that was there when they asked, one that was written since, or none. */
  linked: oneOrMore(['known', 'new', 'none']).optional(),
  /** Why it has its sub-kind, by the rule's own names; `agent` where somebody said so. */
  sub_kind_reason: names.optional(),
  /** As it is shown; `unset` where nobody can tell yet. */
  demand_type: oneOrMore(['failure', 'value', 'neither', UNSET]).optional(),
  ...answerFilterShape,
  /** The key of a gap; also what was merged into it. */
  gap: z
    .string()
    .min(1)
    .max(LIMITS.slug + 40)
    .optional(),
  /** The requester's mail address, whole. */
  requester: z.string().min(1).max(LIMITS.email).optional(),
  /** Words of subject, messages, requester, or a number. */
  q: z.string().max(LIMITS.query).optional(),
  /** Dates in the settings' time zone, both included: submitted, and solved. */
  from: date.optional(),
  to: date.optional(),
  solved_from: date.optional(),
  solved_to: date.optional(),
};

export const TicketFiltersSchema = z.strictObject(filterShape);

export const ListTicketsQuery = z.strictObject({
  ...filterShape,
  sort: z.enum(TICKET_SORTS).default('due'),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.adminPageSize).default(LIMITS.adminPageSizeDefault),
  /** All that match as a table for spreadsheets. */
  format: z.enum(['csv']).optional(),
});

export const QueuePersonSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** No longer works here: what they had needs somebody else. */
  left: z.boolean(),
});

export const QueueRowSchema = z.strictObject({
  number: z.number().int(),
  /** Goes into If-Match as `"v{version}"`. */
  version: z.number().int(),
  subject: z.string(),
  /** The first words of what they wrote; empty where the subject already says them. */
  snippet: z.string(),
  requester_name: z.string().nullable(),
  requester_email: z.string().nullable(),
  category: z.string(),
  restricted: z.boolean(),
  suspected_spam: z.boolean(),
  enquiry_type: z.string().nullable(),
  channel: z.string(),
  target_group: z.string().nullable(),
  status: z.string(),
  /** The status itself where the settings no longer have it. */
  status_label: z.string(),
  status_changed_at: z.string(),
  /** Support hours in this status; null for a request that has ended. */
  status_hours: z.number().nullable(),
  /** Hours that the settings allow in this status, or null for any. */
  status_limit_hours: z.number().nullable(),
  over_limit: z.boolean(),
  priority: z.enum(PRIORITIES),
  priority_reason: z.string().nullable(),
  /** Null while the suggestion is hidden, and while this person is asked for a second reading. */
  kind: z.enum([...KINDS, 'undetermined']).nullable(),
  kind_source: z.enum(['confirmed', 'suggested', 'unsure', 'hidden']),
  sub_kind: z.enum(SUB_KINDS).nullable(),
  /** This person is asked to say what kind it is, unseen what was said before. */
  second_reading: z.boolean(),
  assignee: QueuePersonSchema.nullable(),
  submitted_at: z.string(),
  updated_at: z.string(),
  respond_by: z.string(),
  /** A person has answered in public. */
  replied: z.boolean(),
  over_promise: z.boolean(),
  solved_at: z.string().nullable(),
  /** What they tried first: how much of it, and `none` or `removed` where it is not there. */
  tried: z.strictObject({ state: z.enum(['attached', 'removed', 'none']), searches: z.number(), reads: z.number() }),
  unread: z.boolean(),
  attachments: z.number().int(),
  /** What the form asked beyond the message, by the keys of the settings. */
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});

export const TicketPageSchema = z.strictObject({
  tickets: z.array(QueueRowSchema),
  next_cursor: z.string().nullable(),
  /** All that match, not only this page. */
  total: z.number().int(),
});

export const ViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Comes with the product: neither changed nor deleted. */
  shipped: z.boolean(),
  /** Seen by everybody; made and changed by admins. */
  shared: z.boolean(),
  /** This person may change and delete it. */
  may_change: z.boolean(),
  filters: TicketFiltersSchema,
  sort: z.enum(TICKET_SORTS),
  /** Smaller first. */
  position: z.number().int(),
  /** Requests in it for this person; null unless counts were asked for. */
  count: z.number().int().nullable(),
});

export const ViewsQuery = z.strictObject({ counts: z.enum(['1']).optional() });
export const ViewsSchema = z.strictObject({ views: z.array(ViewSchema) });

const viewShape = {
  name: writtenText(LIMITS.viewName),
  filters: TicketFiltersSchema,
  sort: z.enum(TICKET_SORTS),
  shared: z.boolean(),
  position: z.number().int().min(0).max(1_000),
};
export const CreateViewSchema = z.strictObject({
  ...viewShape,
  sort: viewShape.sort.optional(),
  shared: viewShape.shared.optional(),
  position: viewShape.position.optional(),
});
export const PatchViewSchema = z.strictObject(viewShape).partial();

const numbers = z.array(z.number().int().positive()).min(1).max(LIMITS.bulkTickets);

export const BulkChangeSchema = z.strictObject({
  numbers,
  change: z
    .strictObject({
      assignee: z.email().max(LIMITS.email).nullable().optional(),
      status: name.optional(),
      category: name.optional(),
      priority: z.enum(PRIORITIES).optional(),
      target_group: name.nullable().optional(),
    })
    .refine((change) => Object.values(change).some((value) => value !== undefined), 'Name at least one change.'),
});

export const BulkRefusalSchema = z.strictObject({ number: z.number().int(), code: z.string(), detail: z.string() });

export const BulkAnswerSchema = z.strictObject({
  /** For undoing it within `undo_until`; null where nothing was changed. */
  batch: z.string().nullable(),
  undo_until: z.string().nullable(),
  changed: z.array(z.number().int()),
  refused: z.array(BulkRefusalSchema),
});

export const BulkUndoAnswerSchema = z.strictObject({
  undone: z.array(z.number().int()),
  refused: z.array(BulkRefusalSchema),
});

export const LogRequestSchema = z.strictObject({
  channel: z.enum(LOGGED_CHANNELS),
  message: writtenText(LIMITS.message),
  subject: storableText(LIMITS.subject).optional(),
  site: name.optional(),
  locale: languageTag.optional(),
  name: storableText(LIMITS.name).optional(),
  email: z.email().max(LIMITS.email).optional(),
  category: name.optional(),
  enquiry_type: z.enum(ENQUIRY_TYPES).optional(),
  priority: z.enum(PRIORITIES).optional(),
  /** Somebody's mail address, or `me`. */
  assignee: z.union([z.literal('me'), z.email().max(LIMITS.email)]).optional(),
  reply_expected: z.boolean().optional(),
  handling_minutes: z.number().int().min(0).max(100_000).optional(),
  /** What was said on the phone, as a public message that is not sent. */
  reply: writtenText(LIMITS.message).optional(),
  /** Closes it at once, as `POST …/{number}/status` would. */
  answer: ChangeStatusSchema.optional(),
});

/** What is answered where the person who logged it may not read it. */
export const LoggedNumberSchema = z.strictObject({ number: z.number().int() });

export type TicketFilters = z.infer<typeof TicketFiltersSchema>;
export type ListTickets = z.infer<typeof ListTicketsQuery>;
export type TicketSort = (typeof TICKET_SORTS)[number];
export type QueuePerson = z.infer<typeof QueuePersonSchema>;
export type QueueRow = z.infer<typeof QueueRowSchema>;
export type TicketPage = z.infer<typeof TicketPageSchema>;
export type View = z.infer<typeof ViewSchema>;
export type Views = z.infer<typeof ViewsSchema>;
export type CreateView = z.infer<typeof CreateViewSchema>;
export type PatchView = z.infer<typeof PatchViewSchema>;
export type BulkChange = z.infer<typeof BulkChangeSchema>;
export type BulkRefusal = z.infer<typeof BulkRefusalSchema>;
export type BulkAnswer = z.infer<typeof BulkAnswerSchema>;
export type BulkUndoAnswer = z.infer<typeof BulkUndoAnswerSchema>;
export type LogRequest = z.infer<typeof LogRequestSchema>;
