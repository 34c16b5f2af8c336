/** Derives the help sessions of one tab, with their searches, views and outcomes, from its events (METHOD 2.3 and 3). */
import { type DerivedSearch, deriveSearches, shownIds } from './derive-searches.ts';
import { type DerivedView, deriveViews } from './derive-views.ts';
import type { EventOf, UsageEvent, UsageEventType } from './events.ts';
import { collapsePrefixes, orderEvents, type SessionSlice, splitSessions } from './order-events.ts';
import { decideOutcome, type Outcome, type UnansweredReason } from './outcome.ts';
import { DEFAULT_READ_MIN_MS } from './qualified-read.ts';

/** How many results are visible without scrolling, where the event does not say. */
export const DEFAULT_SHOWN_COUNT = 5;

/** One help session. Times are ISO 8601 in UTC, `*_ms` milliseconds. */
export interface DerivedSession {
  /** `sid` for the first session of a tab, then `sid.2`, `sid.3` … */
  readonly id: string;
  readonly sid: string;
  readonly site: string;
  readonly started_at: string;
  /** The last thing heard of it. */
  readonly ended_at: string;
  /** `idle` also for a session of which nothing more has come yet: no clock is read here. */
  readonly end_reason: 'submitted' | 'idle' | 'unload' | 'cap';
  readonly page_key: string | null;
  readonly page_title: string | null;
  readonly audience: string | null;
  readonly locale: string | null;
  readonly user_ref: string | null;
  readonly is_staff: boolean;
  readonly host_error_count: number;
  readonly host_error_codes: readonly string[];
  readonly outcome: Outcome;
  readonly outcome_reason: UnansweredReason | null;
  readonly searches: readonly DerivedSearch[];
  readonly views: readonly DerivedView[];
  /** Article ids that were in front of the person: visible results, suggestions, contextual offers. */
  readonly shown_ids: readonly string[];
  readonly form_opened: boolean;
  /** Answered, by a yes or a withdrawal after the form was first opened (F_yes of METHOD 4). */
  readonly yes_after_form: boolean;
  readonly withdrawn: boolean;
  /** "Would you have written to us?"; null when it was not asked or not answered. */
  readonly intent: boolean | null;
  readonly other_channel: string | null;
  readonly ticket_id: string | null;
  /** The person took the trail off the request: the session counts, its trail is not the ticket's. */
  readonly trail_removed: boolean;
  /** The last event, `widget_closed` aside, is a search (M8, search exits). */
  readonly ends_with_search: boolean;
  readonly event_count: number;
}

/** The events of one tab and what is set for its site. */
export interface DeriveInput {
  readonly sid: string;
  readonly site: string;
  /** ISO 8601 instant of `t_ms` 0. */
  readonly started_at: string;
  readonly events: readonly UsageEvent[];
  readonly read_min_ms?: number | undefined;
  readonly shown_default?: number | undefined;
  /** Ids of sessions that a ticket followed within the follow-up window; they count as escalated (METHOD 3). */
  readonly followed_up?: ReadonlySet<string> | undefined;
}

type PageFacts = Pick<
  DerivedSession,
  'page_key' | 'page_title' | 'audience' | 'locale' | 'user_ref' | 'is_staff' | 'host_error_count' | 'host_error_codes'
> & { readonly storage: 'tab' | 'none' };

const NO_PAGE: PageFacts = {
  page_key: null,
  page_title: null,
  audience: null,
  locale: null,
  user_ref: null,
  is_staff: false,
  host_error_count: 0,
  host_error_codes: [],
  storage: 'tab',
};

function ofType<Type extends UsageEventType>(events: readonly UsageEvent[], type: Type): EventOf<Type>[] {
  return events.filter((event): event is EventOf<Type> => event.type === type);
}

function lastKnown<Value>(values: readonly (Value | undefined)[]): Value | undefined {
  return values.findLast((value) => value !== undefined);
}

/** What is known of page and person; a later session of the tab inherits all of it but the page's errors. */
function pageFacts(events: readonly UsageEvent[], inherited: PageFacts): PageFacts {
  const starts = ofType(events, 'session_started');
  const first = starts[0];
  return {
    // The page where the help was opened, even if the tab moved on and the widget started again.
    page_key: first?.page_key ?? inherited.page_key,
    page_title: first ? (first.page_title ?? null) : inherited.page_title,
    audience: lastKnown(starts.map((start) => start.audience)) ?? inherited.audience,
    locale: lastKnown(starts.map((start) => start.locale)) ?? inherited.locale,
    user_ref: lastKnown(starts.map((start) => start.user_ref)) ?? inherited.user_ref,
    is_staff: lastKnown(starts.map((start) => start.is_staff)) ?? inherited.is_staff,
    host_error_count: Math.max(0, ...starts.map((start) => start.host_error_count ?? 0)),
    host_error_codes: [...new Set(starts.flatMap((start) => start.host_error_codes ?? []))],
    storage: lastKnown(starts.map((start) => start.storage)) ?? inherited.storage,
  };
}

/** Votes and withdrawals in order; a withdrawal is a yes (METHOD 3, E). */
function explicitSignals(events: readonly UsageEvent[]): { seq: number; value: 'yes' | 'no' }[] {
  return events.flatMap((event) => {
    if (event.type === 'request_withdrawn') return [{ seq: event.seq, value: 'yes' as const }];
    if (event.type === 'answer_voted' && event.value) return [{ seq: event.seq, value: event.value }];
    return [];
  });
}

function endReasonOf(slice: SessionSlice, storage: 'tab' | 'none'): DerivedSession['end_reason'] {
  if (slice.end === 'submitted' || slice.end === 'cap') return slice.end;
  // Without storage a page load ends every session that nothing else has ended.
  return storage === 'none' ? 'unload' : 'idle';
}

function deriveOne(slice: SessionSlice, id: string, page: PageFacts, input: DeriveInput): DerivedSession {
  const startMs = Date.parse(input.started_at);
  const toIso = (tMs: number) => new Date(startMs + tMs).toISOString();
  const { kept: events, standIn } = collapsePrefixes(slice.events);
  // What was read after the request was sent is no evidence of what was tried before it.
  const late = slice.end === 'submitted' ? [] : slice.late;
  const views = deriveViews(events, late, standIn, input.read_min_ms ?? DEFAULT_READ_MIN_MS, toIso);
  const searches = deriveSearches(events, views, input.shown_default ?? DEFAULT_SHOWN_COUNT, toIso);
  const forms = ofType(events, 'form_opened').map((event) => event.seq);
  const signals = explicitSignals(events);
  const ticket = ofType(events, 'ticket_submitted')[0];
  const channels = ofType(events, 'other_channel_used');
  const outcome = decideOutcome({
    has_ticket: ticket !== undefined || (input.followed_up?.has(id) ?? false),
    used_other_channel: channels.length > 0,
    searches,
    views,
    form_opened_seqs: forms,
    signals,
  });
  const firstForm = forms[0];
  const lastSignal = signals.at(-1);
  const times = slice.events.map((event) => event.t_ms);
  const { storage, ...pageColumns } = page;
  return {
    id,
    sid: input.sid,
    site: input.site,
    started_at: toIso(times[0] ?? 0),
    ended_at: toIso(Math.max(...times)),
    end_reason: endReasonOf(slice, storage),
    ...pageColumns,
    ...outcome,
    searches,
    views,
    shown_ids: shownIds(events, searches),
    form_opened: firstForm !== undefined,
    yes_after_form:
      outcome.outcome === 'answered' &&
      firstForm !== undefined &&
      lastSignal !== undefined &&
      lastSignal.seq > firstForm,
    withdrawn: events.some((event) => event.type === 'request_withdrawn'),
    intent: lastKnown(ofType(events, 'intent_answered').map((event) => event.would_have_contacted)) ?? null,
    other_channel: channels.length > 0 ? (lastKnown(channels.map((event) => event.channel)) ?? 'unknown') : null,
    ticket_id: ticket?.ticket_id ?? null,
    trail_removed: ticket?.trail === 'removed',
    ends_with_search: events.findLast((event) => event.type !== 'widget_closed')?.type === 'search_performed',
    event_count: slice.events.length,
  };
}

/**
 * Derives every help session of one tab. The result depends neither on the order of the events nor on how often each
 * was delivered; no event gives no session. Throws nothing on any list of parsed events.
 */
export function deriveSessions(input: DeriveInput): DerivedSession[] {
  let page = NO_PAGE;
  return splitSessions(orderEvents(input.events)).map((slice, index) => {
    page = pageFacts(slice.events, page);
    return deriveOne(slice, index === 0 ? input.sid : `${input.sid}.${index + 1}`, page, input);
  });
}
