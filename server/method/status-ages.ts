/** M22: what is stuck, and where: open requests by status, and how long they have been in it (METHOD 9). */
import { type BusinessCalendar, businessMinutesBetween } from './business-hours.ts';
import { nearestRank } from './exact-statistics.ts';
import { type AgeRules, statusAge } from './status-age.ts';

/** A request that is open at the moment that is looked at. */
export interface OpenTicket {
  readonly status: string;
  /** When it came into this status; ISO 8601, UTC, as all moments here. */
  readonly status_changed_at: string;
  readonly submitted_at: string;
}

export interface StatusAgeRow {
  readonly status: string;
  readonly open: number;
  /** Support hours in the status. */
  readonly median_hours: number;
  readonly max_hours: number;
  /** Support hours since submission, of the one that waits longest. */
  readonly oldest_hours_since_submission: number;
  /** Longer in the status than its limit. */
  readonly languishing: number;
}

/** A row for each status with an open request, those with most languishing first, then the longest wait. */
export function computeStatusAges(tickets: readonly OpenTicket[], rules: AgeRules, asOf: Date): StatusAgeRow[] {
  const calendar: BusinessCalendar = {
    days: rules.support_hours,
    holidays: rules.holidays,
    time_zone: rules.time_zone,
  };
  const byStatus = new Map<string, { ages: number[]; oldest: string; languishing: number }>();
  for (const ticket of tickets) {
    const { age_hours, over_limit } = statusAge(ticket, rules, asOf);
    if (age_hours === null) continue;
    const row = byStatus.get(ticket.status) ?? { ages: [], oldest: ticket.submitted_at, languishing: 0 };
    row.ages.push(age_hours);
    if (ticket.submitted_at < row.oldest) row.oldest = ticket.submitted_at;
    row.languishing += Number(over_limit);
    byStatus.set(ticket.status, row);
  }
  return [...byStatus]
    .map(([status, { ages, oldest, languishing }]) => ({
      status,
      open: ages.length,
      median_hours: nearestRank(ages, 0.5) ?? 0,
      max_hours: Math.max(...ages),
      oldest_hours_since_submission: round(businessMinutesBetween(oldest, asOf.toISOString(), calendar) / 60),
      languishing,
    }))
    .sort((a, b) => b.languishing - a.languishing || b.max_hours - a.max_hours || (a.status < b.status ? -1 : 1));
}

/** Four decimals, as ages have them. */
function round(hours: number): number {
  return Math.round(hours * 10_000) / 10_000;
}
