/** Sudden rises of a gap (METHOD 7.4): the people of the last days against those of the weeks before, all gaps at once. */
import { benjaminiHochberg, binomialTail } from './exact-statistics.ts';
import { groupBy } from './group-by.ts';
import { addDays } from './local-time.ts';

export const BURST_WINDOWS = [2, 7] as const;
/** Days that are looked back at, at most and at least. */
const MOST_BASELINE_DAYS = 28;
const FEWEST_BASELINE_DAYS = 14;
/** Fewer people in the window are no rise, whatever was before. */
const FEWEST_REQUESTERS = 3;
/** The share of false alarms among the flagged that is put up with. */
const FALSE_DISCOVERIES = 0.05;
/** A burst is over after so many days without a flag. */
export const QUIET_DAYS = 7;

/** Who asked about a gap on which local day. */
export interface DayOfRequester {
  readonly key: string;
  /** Null where nobody can be told apart: such a ticket counts as a person of its own. */
  readonly requester: string | null;
  /** As `2026-03-24`, in the site's time zone. */
  readonly day: string;
}

/** One test of one gap at the end of one day, with dates inclusive. */
export interface BurstTest {
  readonly key: string;
  readonly window_days: (typeof BURST_WINDOWS)[number];
  readonly from: string;
  readonly to: string;
  /** Distinct people in the window. */
  readonly requesters: number;
  readonly baseline_days: number;
  readonly p: number;
  /** The false discovery rate at which it would be flagged, among all tests of the day. */
  readonly q: number;
}

function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000);
}

function distinct(tickets: readonly DayOfRequester[], from: string, to: string): number {
  const inside = tickets.filter(({ day }) => day >= from && day <= to);
  const named = new Set(inside.flatMap(({ requester }) => requester ?? []));
  return named.size + inside.filter(({ requester }) => requester === null).length;
}

/**
 * All tests at the end of a day that could be made: with at least 14 days of data before the window, and somebody in it or
 * in the days that it is compared with.
 * @param dataSince the first local day of which there are data.
 */
export function burstTestsOf(tickets: readonly DayOfRequester[], day: string, dataSince: string): BurstTest[] {
  const tests: Omit<BurstTest, 'q'>[] = [];
  for (const [key, own] of groupBy(tickets, ({ key }) => key))
    for (const window_days of BURST_WINDOWS) {
      const from = addDays(day, 1 - window_days);
      const baseline_days = Math.min(MOST_BASELINE_DAYS, daysBetween(dataSince, from));
      if (baseline_days < FEWEST_BASELINE_DAYS) continue;
      const requesters = distinct(own, from, day);
      const before = distinct(own, addDays(from, -baseline_days), addDays(from, -1));
      if (requesters + before === 0) continue;
      const share = window_days / (window_days + baseline_days);
      const p = requesters < FEWEST_REQUESTERS ? 1 : binomialTail(requesters, requesters + before, share);
      tests.push({ key, window_days, from, to: day, requesters, baseline_days, p });
    }
  const qs = benjaminiHochberg(tests.map(({ p }) => p));
  return tests.map((test, at) => ({ ...test, q: qs[at] as number }));
}

/** The tests of a day that are flagged, the surest first. */
export function burstsOf(tickets: readonly DayOfRequester[], day: string, dataSince: string): BurstTest[] {
  return burstTestsOf(tickets, day, dataSince)
    .filter(({ q }) => q <= FALSE_DISCOVERIES)
    .sort((a, b) => a.q - b.q || (a.key < b.key ? -1 : 1) || a.window_days - b.window_days);
}

/** Whether a burst that was last flagged on one day still stands at the end of another. */
export function stillBursts(lastFlagged: string, day: string): boolean {
  return daysBetween(lastFlagged, day) < QUIET_DAYS;
}
