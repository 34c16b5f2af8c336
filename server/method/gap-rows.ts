/** The improvement backlog (METHOD 7.5): requests with their gaps in, ranked rows out, whatever they were read from. */
import { type GapTicket, type RankedGap, rankGaps, scoreGap } from './backlog-score.ts';
import { binomialTail } from './exact-statistics.ts';
import { type GapAction, type GapSubKind, gapActionOf, subKindOfKey } from './gap-actions.ts';
import { groupBy } from './group-by.ts';
import { isoWeekOf } from './local-time.ts';
import { countRequesters } from './recurrence.ts';
import { countSilent, type UnansweredBySigns } from './silent-demand.ts';

/** A trend is shown where it is no chance at this level. */
const TREND_P = 0.05;
/** Fewer days before the window are no comparison (as for bursts, METHOD 7.4). */
const FEWEST_DAYS_BEFORE = 14;

/** One request of the window, with what of it the backlog needs. */
export interface TicketWithGap extends Omit<GapTicket, 'week'> {
  /** By `gapKeyOf`, after what people split and merged; null for a request of no gap. */
  readonly key: string | null;
  /** ISO 8601, UTC. */
  readonly submitted_at: string;
  readonly is_solved: boolean;
  readonly target_group: string | null;
  /** The line of Rule SUB, or `agent`; null where there is none. */
  readonly reason: string | null;
  /** By `signsOfTicket`: what an unanswered session has in common with it. */
  readonly signs: readonly string[];
}

export interface BacklogOptions {
  readonly timeZone: string;
  readonly costPerMinute: number;
  /** By `meanMinutes` of all requests of window and site, where `tickets` are only some of them. */
  readonly siteMean?: number;
  /** Unanswered sessions of the window. */
  readonly unanswered: readonly UnansweredBySigns[];
  readonly windowDays: number;
  /** Requests of the days before the window, to tell a trend by; of at most as many days as the window has. */
  readonly before?: {
    readonly days: number;
    readonly tickets: readonly { readonly key: string | null; readonly requester: string | null }[];
  };
}

/** A row of the backlog; what people decided about the gap is not part of it. */
export interface BacklogRow extends RankedGap {
  /** null for a fault of the product. */
  readonly sub_kind: GapSubKind | null;
  /** Its people of all who asked in the window; null for no one. */
  readonly users_share: number | null;
  /** Minutes x rate. */
  readonly cost: number;
  /** The ISO weeks of its requests, in order. */
  readonly weeks: readonly string[];
  readonly silent_demand: number;
  readonly action: GapAction;
  readonly reasons: Readonly<Record<string, number>>;
  readonly trend: 'up' | 'down' | null;
  /** The team of most of its requests. */
  readonly target_group: string | null;
}

/** Mean handling minutes of the solved requests that have any noted; 0 for none (m0 of METHOD 7.5). */
export function meanMinutes(tickets: readonly Pick<TicketWithGap, 'is_solved' | 'handling_minutes'>[]): number {
  const noted = tickets.flatMap((ticket) => (ticket.is_solved ? (ticket.handling_minutes ?? []) : []));
  return noted.length === 0 ? 0 : noted.reduce((all, minutes) => all + minutes, 0) / noted.length;
}

/** All gaps of these requests, best first. `tickets` are all of the window, those of no gap too. */
export function gapRows(tickets: readonly TicketWithGap[], options: BacklogOptions): BacklogRow[] {
  const { timeZone, costPerMinute, unanswered, windowDays, before } = options;
  const people = countRequesters(tickets);
  const siteMean = options.siteMean ?? meanMinutes(tickets);
  const gaps = groupBy(
    tickets.flatMap((ticket) => (ticket.key === null ? [] : partOfGap(ticket, ticket.key, timeZone))),
    ({ key }) => key,
  );
  const earlier = groupBy(before?.tickets ?? [], ({ key }) => key ?? '');
  const silent = countSilent(
    new Map([...gaps].map(([key, own]) => [key, new Set(own.flatMap(({ signs }) => signs))])),
    unanswered,
  );
  const scored = [...gaps].map(([key, own]) => scoreGap(key, own, siteMean));
  return rankGaps(scored).map((gap) => {
    const own = gaps.get(gap.key) ?? [];
    const sub_kind = subKindOfKey(gap.key);
    const reasons = countBy(own.flatMap(({ reason }) => reason ?? []));
    const usersBefore = countRequesters(earlier.get(gap.key) ?? []);
    return {
      ...gap,
      ...{ sub_kind, reasons, action: gapActionOf(sub_kind, reasons) },
      users_share: people === 0 ? null : gap.users / people,
      cost: gap.minutes * costPerMinute,
      weeks: [...new Set(own.map(({ week }) => week))].sort(),
      silent_demand: silent.get(gap.key) ?? 0,
      trend: trendOf({ now: gap.users, days: windowDays }, { was: usersBefore, days: before?.days ?? 0 }),
      target_group: mostCommon(own.flatMap(({ target_group }) => target_group ?? [])),
    };
  });
}

/** What its gap counts of a request: copies of all that is known of it would cost more than all the counting. */
function partOfGap(ticket: TicketWithGap, key: string, timeZone: string) {
  return {
    key,
    week: isoWeekOf(ticket.submitted_at, timeZone),
    requester: ticket.requester,
    handling_minutes: ticket.handling_minutes,
    severity: ticket.severity,
    surety: ticket.surety,
    signs: ticket.signs,
    reason: ticket.reason,
    target_group: ticket.target_group,
  };
}

/** People in the window against people before it, by the exact test of two rates (METHOD 8.5); null for chance. */
export function trendOf(
  { now, days }: { now: number; days: number },
  { was, days: daysBefore }: { was: number; days: number },
): 'up' | 'down' | null {
  if (daysBefore < FEWEST_DAYS_BEFORE) return null;
  const share = days / (days + daysBefore);
  if (binomialTail(now, now + was, share) < TREND_P) return 'up';
  return binomialTail(was, now + was, 1 - share) < TREND_P ? 'down' : null;
}

function countBy(names: readonly string[]): Record<string, number> {
  return Object.fromEntries([...groupBy(names, (name) => name)].map(([name, own]) => [name, own.length]));
}

/** Ties: the first by name, so that the same requests always give the same row. */
function mostCommon(names: readonly string[]): string | null {
  const [first] = Object.entries(countBy(names)).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}
