/** M28, M29, M30: through which channels requests come, how many a week, and whether they reach the right team (METHOD 9). */
import { groupBy } from './group-by.ts';
import { isoWeekOf } from './local-time.ts';
import { type Rate, rate } from './statistics.ts';
import type { RequestFacts } from './ticket-facts.ts';

const MIN_REQUESTS = 10;

export interface ChannelRow {
  readonly channel: string;
  readonly tickets: number;
  /** Those without anything they tried first, of this channel. */
  readonly without_trail: Rate;
}

export interface WeekRow {
  /** As `2026-W10`, in the site's time zone. */
  readonly week: string;
  readonly tickets: number;
  /** Distinct people; who cannot be told apart counts as one for each request. */
  readonly requesters: number;
  /** Help attempts that did more than look. */
  readonly attempts: number;
}

/** The channel with most requests first. */
export function mixOfChannels(tickets: readonly RequestFacts[], minN = MIN_REQUESTS): ChannelRow[] {
  return [...groupBy(tickets, ({ channel }) => channel)]
    .map(([channel, own]) => {
      const without = own.filter(({ has_trail }) => !has_trail).length;
      return { channel, tickets: own.length, without_trail: rate(without, own.length, minN) };
    })
    .sort((a, b) => b.tickets - a.tickets || (a.channel < b.channel ? -1 : 1));
}

/** The ISO weeks that have requests or attempts, in order. @param attempts when each began, ISO 8601, UTC. */
export function volumeByWeek(
  tickets: readonly RequestFacts[],
  attempts: readonly { day: string; attempted: number }[],
  timeZone: string,
): WeekRow[] {
  const weeks = new Map<string, { tickets: number; people: Set<string>; attempts: number }>();
  const week = (name: string) => {
    const known = weeks.get(name) ?? { tickets: 0, people: new Set<string>(), attempts: 0 };
    weeks.set(name, known);
    return known;
  };
  for (const { submitted_at, requester, id } of tickets) {
    const own = week(isoWeekOf(submitted_at, timeZone));
    own.tickets += 1;
    own.people.add(requester ?? `ticket ${id}`);
  }
  for (const { day, attempted } of attempts) week(isoWeekOf(`${day}T12:00:00Z`, 'UTC')).attempts += attempted;
  return [...weeks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { tickets: count, people, attempts: tried }]) => ({
      week: name,
      tickets: count,
      requesters: people.size,
      attempts: tried,
    }));
}

/** Settled by the team to which it went first, of all that were settled and went to one. */
export function computeRouting(tickets: readonly RequestFacts[], minN = MIN_REQUESTS): Rate {
  const settled = tickets.filter((ticket) => ticket.first_target_group !== null && ticket.resolver_group !== null);
  return rate(
    settled.filter((ticket) => ticket.first_target_group === ticket.resolver_group).length,
    settled.length,
    minN,
  );
}
