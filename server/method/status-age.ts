/** How long an open request has been in its status, in support hours, and whether that is too long (METHOD M22). */
import { type BusinessCalendar, businessMinutesBetween, MAX_CALENDAR_DAYS } from './business-hours.ts';

/** The part of the settings that decides it. */
export interface AgeRules {
  readonly statuses: {
    readonly [status: string]: { ends?: boolean | undefined; age_limit_hours?: number | undefined };
  };
  readonly support_hours: BusinessCalendar['days'];
  readonly holidays: readonly string[];
  readonly time_zone: string;
}

export interface StatusAge {
  /** Support hours in the present status, 4 decimals; null for a request that has ended. */
  age_hours: number | null;
  /** The status's own limit in support hours; null where it has none. */
  limit_hours: number | null;
  /** "Languishing": longer in its status than the limit. */
  over_limit: boolean;
}

const DAY_MS = 86_400_000;

/**
 * The age of a request in its status at `now`. A status that the settings no longer have ages without a limit.
 * Throws a RangeError on an invalid instant.
 */
export function statusAge(
  ticket: { readonly status: string; readonly status_changed_at: string },
  rules: AgeRules,
  now: Date,
): StatusAge {
  const status = rules.statuses[ticket.status];
  if (status?.ends) return { age_hours: null, limit_hours: null, over_limit: false };
  const hours = businessMinutesBetween(ticket.status_changed_at, now.toISOString(), calendarFrom(rules)) / 60;
  const limit = status?.age_limit_hours ?? null;
  return {
    age_hours: Math.round(hours * 10_000) / 10_000,
    limit_hours: limit,
    over_limit: limit !== null && hours > limit,
  };
}

/**
 * For each open status with a limit the moment (ISO 8601) before which a request must have come into it to be over the
 * limit at `now`: `status_changed_at < moment` is the same question as `over_limit`, and one that an index can answer.
 */
export function overLimitMoments(rules: AgeRules, now: Date): Record<string, string> {
  const calendar = calendarFrom(rules);
  const moments: Record<string, string> = {};
  for (const [name, { ends, age_limit_hours: limit }] of Object.entries(rules.statuses)) {
    if (ends || limit === undefined) continue;
    const isOver = (at: number) =>
      businessMinutesBetween(new Date(at).toISOString(), now.toISOString(), calendar) > limit * 60;
    let within = now.getTime();
    let days = 1;
    while (days < MAX_CALENDAR_DAYS && !isOver(now.getTime() - days * DAY_MS)) days *= 2;
    let over = now.getTime() - days * DAY_MS;
    while (within - over > 1) {
      const middle = Math.floor((within + over) / 2);
      if (isOver(middle)) over = middle;
      else within = middle;
    }
    moments[name] = new Date(within).toISOString();
  }
  return moments;
}

/** One calendar for the same settings, so that its opening times are worked out once. */
const calendars = new WeakMap<AgeRules, BusinessCalendar>();

function calendarFrom(rules: AgeRules): BusinessCalendar {
  let calendar = calendars.get(rules);
  if (!calendar) {
    calendar = { days: rules.support_hours, holidays: rules.holidays, time_zone: rules.time_zone };
    calendars.set(rules, calendar);
  }
  return calendar;
}
