/** M16 and M17: where the minutes go, and what one request costs (METHOD 9); money is minutes times the site's rate. */
import { groupBy } from './group-by.ts';
import type { Withheld } from './statistics.ts';
import type { RequestFacts } from './ticket-facts.ts';

const MIN_CONTACTS = 10;
/** What stands for a request without a root cause. */
export const UNSET_CAUSE = '(unset)';

/** One bar of the Pareto chart, dearest first. */
export interface CauseCost {
  readonly root_cause: string;
  readonly tickets: number;
  readonly minutes: number;
  readonly cost: number;
  /** Of all minutes; null where there are none. */
  readonly share: number | null;
  /** This cause and all dearer ones. */
  readonly cumulative: number | null;
}

export interface ContactCost {
  readonly value: number | null;
  readonly minutes: number;
  readonly tickets: number;
  readonly withheld: Withheld;
}

function sumMinutes(tickets: readonly RequestFacts[]): number {
  return tickets.reduce((sum, { handling_minutes }) => sum + (handling_minutes ?? 0), 0);
}

/** Groups requests by why they came; `costPerMinute` in the site's own currency. */
export function costByRootCause(tickets: readonly RequestFacts[], costPerMinute: number): CauseCost[] {
  const causes = groupBy(tickets, ({ root_cause }) => root_cause ?? UNSET_CAUSE);
  const total = sumMinutes(tickets);
  const rows = [...causes]
    .map(([root_cause, own]) => ({ root_cause, tickets: own.length, minutes: sumMinutes(own) }))
    .sort((a, b) => b.minutes - a.minutes || b.tickets - a.tickets || (a.root_cause < b.root_cause ? -1 : 1));
  let before = 0;
  return rows.map((row) => {
    before += row.minutes;
    return {
      ...row,
      cost: row.minutes * costPerMinute,
      share: total ? row.minutes / total : null,
      cumulative: total ? before / total : null,
    };
  });
}

/** All minutes at the site's rate, by request. */
export function costPerContact(
  tickets: readonly RequestFacts[],
  costPerMinute: number,
  minN = MIN_CONTACTS,
): ContactCost {
  const minutes = sumMinutes(tickets);
  const isWithheld = tickets.length < minN || tickets.length === 0;
  return {
    value: isWithheld ? null : (minutes * costPerMinute) / tickets.length,
    minutes,
    tickets: tickets.length,
    withheld: isWithheld ? 'n<min' : null,
  };
}
