// The tables of a ticket: itself, its messages, its frozen trail, its history, its answers, and what keeps a retry harmless.

import type { Generated } from 'kysely';

export interface TicketTable {
  id: string;
  number: number;
  site: string;
  channel: string;
  locale: string;
  audience: string | null;
  page_key: string | null;
  category: string;
  restricted: number;
  enquiry_type: string | null;
  reply_expected: number;
  workflow: string;
  status: string;
  status_changed_at: string;
  support_level: number;
  priority: string;
  priority_reason: string | null;
  severity: number;
  target_group: string | null;
  first_target_group: string | null;
  resolver_group: string | null;
  assignee_id: string | null;
  subject: string;
  requester_name: string | null;
  requester_email: string | null;
  /** Normalised mail address or the host's own reference: what "distinct people" counts. */
  requester_key: string | null;
  user_ref: string | null;
  browser: string | null;
  fields: string;
  submitted_at: string;
  first_reply_at: string | null;
  solved_at: string | null;
  reopened_count: number;
  public_replies: number;
  handling_minutes: number | null;
  root_cause: string | null;
  resolution_code: string | null;
  answer_state: string | null;
  duplicate_of: string | null;
  kind_suggested_1: string;
  kind_confidence_1: string;
  kind_reasons_1: string;
  kind_rule_version: string;
  kind_suggested_2: string | null;
  kind_confidence_2: string | null;
  kind_reasons_2: string | null;
  kind_mixed: number;
  /** The effective kind (METHOD 5, KIND-EFF), kept up to date so that lists and reports read it by index. */
  kind: string;
  kind_source: string;
  kind_confidence: string;
  kind_confirmed: string | null;
  kind_confirmed_by: string | null;
  kind_confirmed_at: string | null;
  other_kind: string | null;
  demand_type: string | null;
  blind: number;
  sub_kind_auto: string | null;
  sub_kind_reason: string | null;
  sub_kind_target: string | null;
  sub_kind_weak: number;
  sub_kind_confirmed: string | null;
  sid: string | null;
  /** `attached`, `removed`, or `none` where no session was sent. */
  trail: string;
  host_error_count: number;
  promise_hours: number;
  respond_by: string;
  key_version: number;
  csat: number | null;
  csat_comment: string | null;
  /** Rises with every change; the ETag. */
  version: number;
  updated_at: string;
  /** When its words and its requester were erased; what is left counts in figures and is on no list. Null for all others. */
  erased_at: Generated<string | null>;
  /** Why it looks like spam: keys of `SPAM_REASON_WORDS` with commas between them. Null where it does not. */
  spam_reasons: Generated<string | null>;
  /** An article was read before it was sent; kept when the trail is erased. */
  read_before: Generated<number>;
  /** Something was searched before it was sent. */
  searched_before: Generated<number>;
  /** Its wording among those of requests; null for one that says nothing, a restricted and an erased one. */
  phrase_id: Generated<number | null>;
  /** The gap that it belongs to, after splits and before merges (`server/gaps/keep-gap-key.ts`); null for none. */
  gap_key: Generated<string | null>;
}

export interface TicketMessageTable {
  id: string;
  ticket_id: string;
  at: string;
  /** `requester`, or the agent's id. */
  author: string;
  visibility: 'public' | 'internal';
  body: string;
  /** JSON array of slugs. */
  articles: string;
  /** The request's version that this message made; 0 for one from before versions were kept. */
  version: Generated<number>;
  /** The merged request by whose key its requester wrote this; else null. */
  via_ticket_id: Generated<string | null>;
}

export interface TicketPersonTable {
  ticket_id: string;
  /** Made of the site and the `sub` that the product's server signed; null where the request came without a token. */
  person: string | null;
  /** Up to when the requester has read; null for never. */
  seen_at: string | null;
}

export interface TicketTrailTable {
  ticket_id: string;
  /** The scrubbed events as they came, JSON. */
  events: string;
  /** What the events say in order, with titles and revisions as they were, JSON. Never changed. */
  steps: string;
}

export interface TicketReadTable {
  ticket_id: string;
  /** An article with a qualified read before it was sent, as it was called then. */
  slug: string;
}

export interface TicketHistoryTable {
  id: string;
  ticket_id: string;
  at: string;
  /** `requester`, `system`, or the agent's id. */
  actor: string;
  what: string;
  from_value: string | null;
  to_value: string | null;
  note: string | null;
  /** The request's version that this change made; 0 for a line from before versions were kept. */
  version: Generated<number>;
}

export interface TicketAnswerTable {
  ticket_id: string;
  /** 0 is the one that counts in the sub-kind rule. */
  position: number;
  slug: string;
}

export interface IdempotencyTable {
  key: string;
  body_hash: string;
  ticket_id: string;
  created_at: string;
}

export interface OutboxTable {
  id: string;
  /** null for mail that is about no request. */
  ticket_id: string | null;
  kind: string;
  recipient: string;
  /** `queued`, `sent`, `dead`, or `mail_off` where no mail server was set when it was written. */
  state: string;
  due_at: string;
  attempts: number;
  created_at: string;
  /** What must not be sent twice has a name here, whoever queues it. */
  once_key: Generated<string | null>;
  /** What a mail without a request is about: the group of a digest. */
  topic: Generated<string | null>;
  /** Subject, text and HTML as JSON; null where they are made when it is sent. */
  mail: Generated<string | null>;
  last_error: Generated<string | null>;
}

export interface CounterTable {
  name: string;
  value: number;
}
