// Attaches what somebody tried first to their request: scrubbed, frozen, and counted for their help session.
import type { SubmitTicket } from '../../contract/api/tickets.ts';
import { findArticle } from '../articles/find-article.ts';
import type { Trx } from '../db/database.ts';
import { insertEvents, insertSubmission } from '../events/store-events.ts';
import { parseClientEvent, scrubEvent, type UsageEvent } from '../method/events.ts';
import type { FrozenTrail } from '../method/trail.ts';
import { nowText, type Services } from '../services.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { scrubOptionsOf } from '../settings/site-scrub.ts';
import { keepReads } from './keep-reads.ts';

const FOLLOW_UP_HOURS = 24;

/** Stores the frozen trail with the ticket, and what it says of the session; part of the ticket's own transaction. */
export async function attachTrail(
  trx: Trx,
  services: Services,
  ticket: { id: string; sid: string; site: string; trailState: string; events: UsageEvent[]; trail: FrozenTrail },
): Promise<void> {
  const at = nowText(services.clock);
  await trx
    .insertInto('ticket_trail')
    .values({
      ticket_id: ticket.id,
      events: JSON.stringify(ticket.trailState === 'attached' ? ticket.events : []),
      steps: JSON.stringify(ticket.trail),
    })
    .execute();
  await keepReads(trx, ticket.id, ticket.trail);
  // The trail's own events count for the session too, since a page may block the route that usually brings them.
  const tab = { site: ticket.site, sid: ticket.sid, receivedAt: at };
  // What waits to be written is older than the request too: written later, it would look like a session of its own.
  await insertEvents(trx, tab, [...services.events.waitingOf(ticket.sid), ...ticket.events]);
  const stored = await trx.selectFrom('event').select(['seq', 't_ms']).where('sid', '=', ticket.sid).execute();
  await insertSubmission(trx, tab, {
    seq: Math.max(0, ...stored.map((event) => event.seq)),
    t_ms: Math.max(0, ...stored.map((event) => event.t_ms)),
    type: 'ticket_submitted',
    ticket_id: ticket.id,
    trail: ticket.trailState === 'attached' ? 'attached' : 'removed',
  });
  await touchFollowedUp(trx, services, ticket.events);
}

/** Has the earlier sessions of the same person derived anew: this request is what they led to (METHOD 3). */
async function touchFollowedUp(trx: Trx, services: Services, events: readonly UsageEvent[]): Promise<void> {
  const userRef = events.find((event) => event.type === 'session_started')?.user_ref;
  if (!userRef) return;
  const since = new Date(services.clock.now().getTime() - FOLLOW_UP_HOURS * 3_600_000).toISOString();
  const earlier = await trx
    .selectFrom('help_session')
    .select('sid')
    .where('user_ref', '=', userRef)
    .where('last_event_at', '>=', since)
    .execute();
  for (const { sid } of earlier) services.events.touch(sid);
}

/** The good events of the attached trail, scrubbed; a bad one is left out and never refuses the request. */
export function trailEvents(settings: Settings, input: SubmitTicket): UsageEvent[] {
  const trail = input.session?.trail;
  if (!Array.isArray(trail)) return [];
  const scrub = scrubOptionsOf(settings, input.site, input.locale);
  return trail.flatMap((raw) => {
    const event = parseClientEvent(raw);
    return event ? [scrubEvent(event, scrub)] : [];
  });
}

/** Titles and revisions as they are now, for freezing. */
export function titleOf(services: Services, locale: string) {
  return (slug: string) => {
    const article = findArticle(services.releases.current(), locale, slug);
    return article ? { title: article.file.title, revision: article.file.revision } : null;
  };
}
