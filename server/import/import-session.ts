// Takes one session of an imported file: its entries become the events that a browser would have sent, scrubbed like those.
import type { Trx } from '../db/database.ts';
import { insertEvents, insertSubmission } from '../events/store-events.ts';
import { localeIn, MAX_EVENTS_PER_SESSION, parseEvent, scrubEvent, type UsageEvent } from '../method/events.ts';
import { eventsOfFixtureSession, type FixtureEvents } from '../method/fixture-events.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { scrubOptionsOf } from '../settings/site-scrub.ts';
import { importedSid, importedTicketId } from './import-ids.ts';
import type { Episode } from './link-sessions.ts';
import type { Finding } from './read-history.ts';

/** A session as it was taken: its tab, and its events with the ids that its tickets have here. */
export interface TakenSession {
  readonly sid: string;
  readonly site: string;
  readonly events: readonly UsageEvent[];
}

/**
 * Writes the events of an episode's session; deriving it is the caller's, once its tickets are there. What cannot be taken
 * of it is said in `notes`.
 */
export async function importSession(
  trx: Trx,
  episode: Episode,
  { site: defaultSite, settings }: { site: string; settings: Settings },
  notes: Finding[],
): Promise<TakenSession | null> {
  const { session, tickets, notTheirs } = episode;
  if (!session) return null;
  const sid = importedSid(session.id);
  const site = session.site ?? defaultSite;
  const removed = tickets.filter(({ trail }) => trail === 'removed').map(({ id }) => id);
  const { events, refused } = session.events
    ? fullEvents(session.events)
    : eventsOfFixtureSession(session, {
        host_error_count: Math.max(0, ...tickets.map(({ page_error }) => page_error ?? 0)),
        removedTrails: new Set(removed),
      });
  const scrub = scrubOptionsOf(settings, site, localeIn(events));
  const list = session.events ? 'events' : 'ev';
  for (const { index, why } of refused)
    notes.push({ place: `sessions (${session.id}).${list}[${index}]`, text: `${why}: left out` });
  const sent = withTickets(events, episode).flatMap((event) => {
    if (event.type !== 'ticket_submitted') return [scrubEvent(event, scrub)];
    if (event.ticket_id === undefined || notTheirs.has(event.ticket_id)) return [];
    return [{ ...event, ticket_id: importedTicketId(event.ticket_id) }];
  });
  const kept = sent.filter((event) => event.type !== 'ticket_submitted');
  if (kept.length > MAX_EVENTS_PER_SESSION) {
    const text = `has ${kept.length} events, of which a session keeps ${MAX_EVENTS_PER_SESSION}`;
    notes.push({ place: `sessions (${session.id})`, text });
  }
  const last = Math.max(0, ...sent.map(({ t_ms }) => t_ms));
  const tab = { site, sid, receivedAt: new Date(Date.parse(session.at) + last).toISOString() };
  await insertEvents(trx, tab, kept);
  for (const event of sent)
    if (event.type === 'ticket_submitted' && event.ticket_id !== undefined)
      await insertSubmission(trx, tab, { ...event, ticket_id: event.ticket_id });
  return { sid, site, events: sent };
}

/** Events in full, as an export has them. */
function fullEvents(raw: readonly unknown[]): FixtureEvents {
  const events: UsageEvent[] = [];
  const refused: { index: number; why: string }[] = [];
  for (const [index, each] of raw.entries()) {
    const event = parseEvent(each);
    if (event) events.push(event);
    else refused.push({ index, why: 'of an unknown type, or with a bad field' });
  }
  return { events, refused };
}

/** A ticket that names a session which does not name it was sent in it all the same, when it says. */
function withTickets(events: readonly UsageEvent[], { session, tickets }: Episode): UsageEvent[] {
  const named = new Set(events.flatMap((event) => (event.type === 'ticket_submitted' ? [event.ticket_id] : [])));
  const missing = tickets.filter(({ id }) => !named.has(id));
  const start = Date.parse(session?.at ?? '');
  const lastMs = Math.max(0, ...events.map(({ t_ms }) => t_ms));
  const lastSeq = Math.max(0, ...events.map(({ seq }) => seq));
  return [
    ...events,
    ...missing.map((ticket, at): UsageEvent => {
      const t_ms = Math.max(lastMs, Date.parse(ticket.submitted_at) - start);
      const trail = ticket.trail === 'removed' ? 'removed' : 'attached';
      return { type: 'ticket_submitted', seq: lastSeq + 1 + at, t_ms, ticket_id: ticket.id, trail };
    }),
  ];
}
