/** M20 and M21: how long people wait, in support hours; medians and shares, never means (METHOD 8.8, 8.9, 9). */
import { type BusinessCalendar, businessMinutesBetween } from './business-hours.ts';
import { nearestRank } from './exact-statistics.ts';
import { type Rate, rate, type Withheld } from './statistics.ts';
import type { RequestFacts } from './ticket-facts.ts';

const MIN_TIMES = 5;

/** Hours with 4 decimals. */
export interface ReplyTimes {
  readonly n: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly max: number | null;
  readonly within_target: Rate;
  readonly withheld: Withheld;
}

export type WaitsUntil = 'acknowledged_at' | 'first_reply_at' | 'solved_at';

/**
 * From submission until something, of requests that expect a reply and have it.
 * @param options.targetHours what was promised; null where there is no target, then no share is given.
 */
export function computeReplyTimes<Until extends WaitsUntil>(
  tickets: readonly (Pick<RequestFacts, 'submitted_at' | 'reply_expected'> & Readonly<Record<Until, string | null>>)[],
  until: Until,
  options: { calendar: BusinessCalendar; targetHours: number | null; minN?: number | undefined },
): ReplyTimes {
  const { calendar, targetHours, minN = MIN_TIMES } = options;
  const hours = tickets.flatMap((ticket) => {
    const at = ticket[until];
    if (!ticket.reply_expected || at === null) return [];
    return Math.round((businessMinutesBetween(ticket.submitted_at, at, calendar) / 60) * 10_000) / 10_000;
  });
  const within = targetHours === null ? 0 : hours.filter((one) => one <= targetHours).length;
  const isWithheld = hours.length < minN || hours.length === 0;
  return {
    n: hours.length,
    median: isWithheld ? null : nearestRank(hours, 0.5),
    p90: isWithheld ? null : nearestRank(hours, 0.9),
    max: isWithheld ? null : nearestRank(hours, 1),
    within_target: rate(within, targetHours === null ? 0 : hours.length, minN),
    withheld: isWithheld ? 'n<min' : null,
  };
}
