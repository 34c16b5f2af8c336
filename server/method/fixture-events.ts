/** Turns the short event arrays of imported history, `[seconds, "search", …]`, into usage events (METHOD 11). */
import { parseEvent, type UsageEvent } from './events.ts';

/** One session as an import file has it; what is absent is as METHOD 11 says: everyone, not staff. */
export interface FixtureSession {
  readonly id: string;
  /** ISO 8601 instant at which the help was opened. */
  readonly at: string;
  readonly page_key: string;
  readonly ev: readonly unknown[];
  readonly audience?: string | null | undefined;
  readonly locale?: string | null | undefined;
  readonly user_ref?: string | null | undefined;
  readonly is_staff?: boolean | null | undefined;
}

/** What other parts of the file say about a session. */
export interface FixtureSessionContext {
  /** `page_error` of the ticket that was sent in it. */
  readonly host_error_count?: number | undefined;
  /** `trail` of each ticket by its id, where it was removed. */
  readonly removedTrails?: ReadonlySet<string> | undefined;
}

/** The events, and the entries that make none, each with a sentence that says why. */
export interface FixtureEvents {
  readonly events: UsageEvent[];
  readonly refused: { readonly index: number; readonly why: string }[];
}

/** Where the conversion stands: what later entries refer to. */
interface Progress {
  lastSearchId: string | null;
  searches: number;
  views: number;
  readonly lastViewOf: Map<string, string>;
}

/** The fields of one entry, `null` for "nothing such was opened", a string for a refusal. */
function fieldsOf(type: string, rest: readonly unknown[], progress: Progress): { [name: string]: unknown } | string {
  const [first, second, third] = rest;
  const viewOfFirst = () => progress.lastViewOf.get(String(first));
  switch (type) {
    case 'search': {
      progress.searches += 1;
      const search_id = `q${progress.searches}`;
      progress.lastSearchId = search_id;
      const result_count = Array.isArray(second) ? second.length : undefined;
      const result_ids = Array.isArray(second) ? second.slice(0, 20) : second;
      return {
        type: 'search_performed',
        search_id,
        query: typeof first === 'string' ? first.slice(0, 200) : first,
        result_ids,
        result_count,
        shown_count: third,
        trigger: 'enter',
      };
    }
    case 'open': {
      progress.views += 1;
      const view_id = `v${progress.views}`;
      progress.lastViewOf.set(String(first), view_id);
      const search_id = second === 'search' ? progress.lastSearchId : null;
      return { type: 'article_opened', view_id, article_id: first, source: second, position: third, search_id };
    }
    case 'close': {
      const view_id = viewOfFirst();
      if (!view_id) return 'closes an article that was not opened';
      const active_ms = typeof second === 'number' ? Math.round(second * 1000) : second;
      const max_scroll_pct = typeof third === 'number' ? third * 100 : third;
      return { type: 'article_closed', view_id, active_ms, max_scroll_pct, close_source: 'user' };
    }
    case 'vote': {
      const view_id = viewOfFirst();
      if (!view_id) return 'votes on an article that was not opened';
      return { type: 'answer_voted', view_id, value: second, reason: third };
    }
    case 'intent':
      if (first !== 'yes' && first !== 'no') return 'an intent is "yes" or "no"';
      return { type: 'intent_answered', would_have_contacted: first === 'yes' };
    case 'form_opened':
      return { type: 'form_opened' };
    case 'suggest':
      return { type: 'suggestions_shown', article_ids: first };
    case 'contextual':
      return { type: 'contextual_shown', article_ids: first };
    case 'withdrawn':
      return { type: 'request_withdrawn', article_id: first };
    case 'other_channel_used':
      return { type: 'other_channel_used', channel: first };
    case 'ticket':
      return { type: 'ticket_submitted', ticket_id: first };
    default:
      return `no event is called ${JSON.stringify(type).slice(0, 40)}`;
  }
}

/** The entries by their seconds, whatever order the file has them in; those of one second stay as they are. */
function inTime(entries: readonly unknown[]): [index: number, entry: unknown][] {
  const secondsOf = (entry: unknown) => (Array.isArray(entry) && typeof entry[0] === 'number' ? entry[0] : 0);
  return [...entries.entries()].sort(([, a], [, b]) => secondsOf(a) - secondsOf(b));
}

/**
 * Converts one session of an import file. The help was opened at second 0; an opening from the results belongs to the
 * last search before it, a closing or a vote to the last view of that article; imported searches count as committed
 * with Enter. Throws nothing: an entry that makes no event is in `refused`, and the others stand.
 */
export function eventsOfFixtureSession(session: FixtureSession, context: FixtureSessionContext = {}): FixtureEvents {
  const progress: Progress = { lastSearchId: null, searches: 0, views: 0, lastViewOf: new Map() };
  const started = parseEvent({
    type: 'session_started',
    seq: 0,
    t_ms: 0,
    page_key: session.page_key,
    audience: session.audience,
    locale: session.locale,
    user_ref: session.user_ref,
    is_staff: session.is_staff,
    host_error_count: context.host_error_count,
  });
  const events: UsageEvent[] = started ? [started] : [];
  const refused: { index: number; why: string }[] = started ? [] : [{ index: -1, why: 'the session has a bad field' }];
  for (const [place, [index, entry]] of inTime(session.ev).entries()) {
    const [seconds, type, ...rest]: unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof seconds !== 'number' || typeof type !== 'string') {
      refused.push({ index, why: 'not of the form [seconds, "name", …]' });
      continue;
    }
    const fields = fieldsOf(type, rest, progress);
    if (typeof fields === 'string') {
      refused.push({ index, why: fields });
      continue;
    }
    const trail = type === 'ticket' && context.removedTrails?.has(String(rest[0])) ? 'removed' : null;
    const event = parseEvent({ ...fields, trail, seq: place + 1, t_ms: Math.round(seconds * 1000) });
    if (event) events.push(event);
    else refused.push({ index, why: `a bad field in "${type}"` });
  }
  return { events, refused };
}
