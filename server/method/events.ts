/** The usage events of METHOD 2.2: their types, and the one parser that decides which of them are accepted. */
import { z } from 'zod';
import { pageKeyOf } from '../../contract/page-key.ts';
import { type ScrubOptions, scrubText } from '../../contract/scrub.ts';

/** One session keeps at most so many events; what comes later is ignored (METHOD 2.1). */
export const MAX_EVENTS_PER_SESSION = 200;

/** A week: a tab may stay open for long, and an integer has to end somewhere. */
const MAX_SESSION_MS = 7 * 24 * 3_600_000;
const MAX_SEQ = 1_000_000;

/** PostgreSQL cannot store the character NUL, so a string that has one is a bad field. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\0'));
const id = text(200).refine((value) => value !== '');
const count = z.int().min(0).max(1_000_000);
const milliseconds = z.int().min(0).max(MAX_SESSION_MS);
const percent = z.number().min(0).max(100);

const base = { seq: z.int().min(0).max(MAX_SEQ), t_ms: milliseconds };

const usageEvent = z.discriminatedUnion('type', [
  z.object({
    ...base,
    type: z.literal('session_started'),
    page_key: text(200),
    page_title: text(120).optional(),
    locale: text(35).optional(),
    audience: text(100).optional(),
    host_error_codes: z
      .array(z.enum(['js_error', 'http_4xx', 'http_5xx', 'timeout']))
      .max(5)
      .optional(),
    host_error_count: count.optional(),
    user_ref: text(200).optional(),
    is_staff: z.boolean().optional(),
    widget_version: text(50).optional(),
    /** Whether the session survives a page load (`tab`) or ends with it (`none`); METHOD 3 needs it for `unload`. */
    storage: z.enum(['tab', 'none']).optional(),
  }),
  z.object({ ...base, type: z.literal('contextual_shown'), article_ids: z.array(id).max(5).optional() }),
  z.object({
    ...base,
    type: z.literal('search_performed'),
    search_id: id,
    query: text(200),
    result_count: count.optional(),
    result_ids: z.array(id).max(20).optional(),
    shown_count: count.optional(),
    trigger: z.enum(['enter', 'pause']).optional(),
  }),
  z.object({
    ...base,
    type: z.literal('article_opened'),
    view_id: id,
    article_id: id,
    revision: count.optional(),
    source: z.enum(['search', 'suggestion', 'contextual', 'browse', 'related', 'agent_link']).optional(),
    search_id: id.optional(),
    position: z.int().min(1).max(10_000).optional(),
  }),
  z.object({
    ...base,
    type: z.literal('article_heartbeat'),
    view_id: id,
    active_ms: milliseconds.optional(),
    max_scroll_pct: percent.optional(),
  }),
  z.object({ ...base, type: z.literal('video_played'), view_id: id, seconds: count.optional() }),
  z.object({
    ...base,
    type: z.literal('article_closed'),
    view_id: id,
    active_ms: milliseconds.optional(),
    max_scroll_pct: percent.optional(),
    close_source: z.enum(['user', 'navigate', 'unload', 'server']).optional(),
  }),
  z.object({
    ...base,
    type: z.literal('answer_voted'),
    view_id: id,
    value: z.enum(['yes', 'no']).optional(),
    reason: z.enum(['unclear', 'incomplete', 'outdated', 'wrong_topic', 'does_not_work']).optional(),
    comment: text(500).optional(),
  }),
  z.object({ ...base, type: z.literal('intent_answered'), would_have_contacted: z.boolean().optional() }),
  z.object({
    ...base,
    type: z.literal('form_opened'),
    entry: z.enum(['button', 'after_no_vote', 'after_no_results', 'direct']).optional(),
  }),
  z.object({
    ...base,
    type: z.literal('suggestions_shown'),
    article_ids: z.array(id).max(3).optional(),
    typed_len: count.optional(),
  }),
  z.object({ ...base, type: z.literal('request_withdrawn'), article_id: id.optional() }),
  z.object({
    ...base,
    type: z.literal('other_channel_used'),
    channel: z.enum(['phone', 'email', 'chat']).optional(),
  }),
  z.object({
    ...base,
    type: z.literal('ticket_submitted'),
    ticket_id: id.optional(),
    trail: z.enum(['attached', 'removed']).optional(),
  }),
  z.object({ ...base, type: z.literal('widget_closed') }),
]);

/** One thing that happened in a help session; `seq` gives the order, `t_ms` the milliseconds since its start. */
export type UsageEvent = z.infer<typeof usageEvent>;
/** The names of all events. */
export type UsageEventType = UsageEvent['type'];
/** One kind of event by its name, e.g. `EventOf<'article_opened'>`. */
export type EventOf<Type extends UsageEventType> = Extract<UsageEvent, { type: Type }>;

/**
 * Reads one event. Gives null for an unknown type or a bad field: the caller counts it as ignored and goes on with the
 * rest of the batch (METHOD 2.1). A field that no event of this type has is dropped, so that an older server still
 * takes what a newer widget sends; a null counts as absent.
 */
export function parseEvent(raw: unknown): UsageEvent | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null;
  const present = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
  const parsed = usageEvent.safeParse(present);
  return parsed.success ? parsed.data : null;
}

/** Reads one event from a browser: as `parseEvent`, but `ticket_submitted` is the server's own word and gives null. */
export function parseClientEvent(raw: unknown): UsageEvent | null {
  const event = parseEvent(raw);
  return event?.type === 'ticket_submitted' ? null : event;
}

/** The language that a batch of events says it is in; only its first one says so. */
export function localeIn(events: readonly UsageEvent[]): string | undefined {
  for (const event of events) if (event.type === 'session_started') return event.locale;
  return undefined;
}

/** The event as it may be written: typed words scrubbed, the page's address made a template (METHOD 2.5.3). */
export function scrubEvent(event: UsageEvent, options: ScrubOptions = {}): UsageEvent {
  switch (event.type) {
    case 'session_started': {
      const scrubbed = { ...event, page_key: pageKeyOf(event.page_key) };
      if (event.page_title !== undefined)
        scrubbed.page_title = scrubText(event.page_title, { ...options, maxLength: 120 });
      return scrubbed;
    }
    case 'search_performed':
      return { ...event, query: scrubText(event.query, { ...options, maxLength: 200 }) };
    case 'answer_voted':
      if (event.comment === undefined) return event;
      return { ...event, comment: scrubText(event.comment, { ...options, maxLength: 500 }) };
    default:
      return event;
  }
}
