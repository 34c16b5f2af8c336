/** Brings the events of one tab into their order and cuts them into help sessions (METHOD 2.1, 2.2 and 3). */
import { type EventOf, MAX_EVENTS_PER_SESSION, type UsageEvent } from './events.ts';

/** Half an hour without an event ends a session. */
export const IDLE_MS = 30 * 60_000;
/** No session is longer than four hours. */
export const CAP_MS = 4 * 3_600_000;
/** Two searches further apart than this are two searches, whatever their words. */
const PREFIX_COLLAPSE_MS = 10_000;

/** Why a session ended; a slice that simply stops has none, and what follows from that is decided where it is derived. */
export type SliceEnd = 'submitted' | 'idle' | 'cap' | null;

/** The events of one session, in order; `late` are closings that arrived after it was over. */
export interface SessionSlice {
  readonly events: UsageEvent[];
  readonly late: UsageEvent[];
  end: SliceEnd;
}

function dedupeKey(event: UsageEvent): string {
  // The server writes this one itself and may pick a number that the widget uses too; neither may hide the other.
  return event.type === 'ticket_submitted' ? `ticket ${event.ticket_id ?? event.seq}` : String(event.seq);
}

function compareEvents(a: UsageEvent, b: UsageEvent): number {
  if (a.seq !== b.seq) return a.seq - b.seq;
  const [aTicket, bTicket] = [a.type === 'ticket_submitted', b.type === 'ticket_submitted'];
  if (aTicket !== bTicket) return aTicket ? 1 : -1;
  if (a.t_ms !== b.t_ms) return a.t_ms - b.t_ms;
  const [aJson, bJson] = [JSON.stringify(a), JSON.stringify(b)];
  return aJson < bJson ? -1 : aJson > bJson ? 1 : 0;
}

/** The events by `seq`, each `seq` once, whatever order and however often they came. */
export function orderEvents(events: readonly UsageEvent[]): UsageEvent[] {
  const seen = new Set<string>();
  return [...events].sort(compareEvents).filter((event) => {
    const key = dedupeKey(event);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Whether one query is the beginning of the other, letter case and outer blanks aside. */
function arePrefixes(a: string, b: string): boolean {
  const [first, second] = [a.trim().toLowerCase(), b.trim().toLowerCase()];
  return first.startsWith(second) || second.startsWith(first);
}

/**
 * Applies the prefix collapse of METHOD 2.2 to ordered events: a search committed by a pause goes when the next search
 * comes within 10 s, one query is a prefix of the other and nothing was opened between. Gives the events that stay, and
 * for each search that went the id of the one that stands for it.
 */
export function collapsePrefixes(events: readonly UsageEvent[]): { kept: UsageEvent[]; standIn: Map<string, string> } {
  const dropped = new Map<EventOf<'search_performed'>, EventOf<'search_performed'>>();
  let previous: EventOf<'search_performed'> | null = null;
  for (const event of events) {
    if (event.type === 'article_opened') previous = null;
    if (event.type !== 'search_performed') continue;
    const isContinued =
      previous?.trigger === 'pause' &&
      event.t_ms - previous.t_ms <= PREFIX_COLLAPSE_MS &&
      arePrefixes(previous.query, event.query);
    if (previous && isContinued) dropped.set(previous, event);
    previous = event;
  }
  const standIn = new Map<string, string>();
  for (const gone of dropped.keys()) {
    let stays = gone;
    for (let next = dropped.get(stays); next; next = dropped.get(stays)) stays = next;
    standIn.set(gone.search_id, stays.search_id);
  }
  const kept = events.filter((event) => event.type !== 'search_performed' || !dropped.has(event));
  return { kept, standIn };
}

/** Events that only end something: alone they are no new attempt to get help. */
function isClosing(event: UsageEvent): boolean {
  return event.type === 'article_closed' || event.type === 'article_heartbeat' || event.type === 'widget_closed';
}

/** Whether a session that began at `start` and was last heard of at `last` (ms) is over when this event comes. */
function endBefore(event: UsageEvent, start: number, last: number): SliceEnd {
  // Somebody who writes for an hour and then sends was there all the time: the request belongs to what came before it.
  if (event.type === 'ticket_submitted') return null;
  if (event.t_ms - last > IDLE_MS) return last + IDLE_MS <= start + CAP_MS ? 'idle' : 'cap';
  return event.t_ms - start > CAP_MS ? 'cap' : null;
}

/**
 * Cuts ordered events where a session ends: after `ticket_submitted`, after 30 minutes without an event, after 4 hours
 * (METHOD 3). A closing event never opens a session. Each slice has at most 200 events, its ticket always among them.
 */
export function splitSessions(ordered: readonly UsageEvent[]): SessionSlice[] {
  const slices: SessionSlice[] = [];
  let open: SessionSlice | null = null;
  let start = 0;
  let last = 0;
  for (const event of ordered) {
    if (open) {
      open.end = endBefore(event, start, last);
      if (open.end) open = null;
    }
    if (!open) {
      if (isClosing(event)) {
        slices.at(-1)?.late.push(event);
        continue;
      }
      open = { events: [], late: [], end: null };
      slices.push(open);
      start = event.t_ms;
      last = event.t_ms;
    }
    last = Math.max(last, event.t_ms);
    const isTicket = event.type === 'ticket_submitted';
    if (isTicket || open.events.length < MAX_EVENTS_PER_SESSION) open.events.push(event);
    if (isTicket) {
      open.end = 'submitted';
      open = null;
    }
  }
  return slices;
}
