/** M12 `kind_share`: knowledge or product? (METHOD 9) */
import { MIN_REQUESTS_FOR_SHARE } from '../../contract/minimum-counts.ts';
import { groupBy } from './group-by.ts';
import { KINDS, type Kind } from './kinds.ts';
import { isoWeekOf } from './local-time.ts';
import type { TicketRow } from './report-rows.ts';
import { type BoundedRate, boundedRate, type Rate, rate } from './statistics.ts';

/** Fewer tickets than this give no share (METHOD 8.2). */
export const KIND_SHARE_MIN_N = MIN_REQUESTS_FOR_SHARE;

/** What stands for a ticket that belongs to no target group. */
export const UNSET_GROUP = '(unset)';

type KindCounts = { [Name in Kind]: number };

/** The data of the report. */
export interface KindShare {
  /** Low: tickets of the kind. High: with the undetermined ones. */
  readonly knowledge_gap: BoundedRate;
  readonly functionality_issue: BoundedRate;
  readonly other: BoundedRate;
  readonly undetermined: Rate;
  /** Knowledge gaps among knowledge gaps and functionality issues. */
  readonly knowledge_of_determined: Rate;
  /** Handling minutes by kind. */
  readonly minutes: Readonly<KindCounts>;
  /** The ISO weeks that have tickets, in order. */
  readonly weeks: readonly (Readonly<KindCounts> & { readonly week: string })[];
  /** Most tickets first. */
  readonly groups: readonly (Readonly<KindCounts> & {
    readonly target_group: string;
    readonly tickets: number;
    readonly minutes: number;
  })[];
}

function noneOfEach(): KindCounts {
  return { knowledge_gap: 0, functionality_issue: 0, other: 0, undetermined: 0 };
}

function countKinds(tickets: readonly TicketRow[]): KindCounts {
  const counts = noneOfEach();
  for (const ticket of tickets) counts[ticket.kind] += 1;
  return counts;
}

function sumMinutes(tickets: readonly TicketRow[]): number {
  return tickets.reduce((sum, ticket) => sum + (ticket.handling_minutes ?? 0), 0);
}

function inOrder(tickets: readonly TicketRow[], keyOf: (ticket: TicketRow) => string): [string, TicketRow[]][] {
  return [...groupBy(tickets, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Computes the shares of the tickets of a window. `timeZone` is the site's; it decides to which week a ticket belongs. */
export function computeKindShare(
  tickets: readonly TicketRow[],
  options: { readonly timeZone: string; readonly minN?: number | undefined },
): KindShare {
  const minN = options.minN ?? KIND_SHARE_MIN_N;
  const counts = countKinds(tickets);
  const total = tickets.length;
  const share = (kind: Kind) =>
    boundedRate(rate(counts[kind], total, minN), rate(counts[kind] + counts.undetermined, total, minN));
  const minutes = noneOfEach();
  for (const kind of KINDS) minutes[kind] = sumMinutes(tickets.filter((ticket) => ticket.kind === kind));
  return {
    knowledge_gap: share('knowledge_gap'),
    functionality_issue: share('functionality_issue'),
    other: share('other'),
    undetermined: rate(counts.undetermined, total, minN),
    knowledge_of_determined: rate(counts.knowledge_gap, counts.knowledge_gap + counts.functionality_issue, minN),
    minutes,
    weeks: inOrder(tickets, (ticket) => isoWeekOf(ticket.submitted_at, options.timeZone)).map(([week, group]) => ({
      week,
      ...countKinds(group),
    })),
    groups: inOrder(tickets, (ticket) => ticket.target_group ?? UNSET_GROUP)
      .map(([target_group, group]) => ({
        target_group,
        tickets: group.length,
        minutes: sumMinutes(group),
        ...countKinds(group),
      }))
      .sort((a, b) => b.tickets - a.tickets),
  };
}
