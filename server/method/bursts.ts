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

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

function daysBetween(first: string, last: string): number {
  return dayNumber(last) - dayNumber(first);
}

/** One person on one day. */
interface Asked {
  readonly requester: string | null;
  readonly day: number;
}

/** The first place of a list in time order that is not before a day. */
function firstFrom(asked: readonly Asked[], day: number): number {
  let [low, high] = [0, asked.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((asked[middle] as Asked).day < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function distinct(asked: readonly Asked[]): number {
  const named = new Set(asked.flatMap(({ requester }) => requester ?? []));
  return named.size + asked.filter(({ requester }) => requester === null).length;
}

/** The test of one gap at the end of one day; null where there is nobody to test, or too little to compare with. */
function testOf(key: string, own: readonly Asked[], day: number, since: number, window_days: BurstTest['window_days']) {
  const from = day + 1 - window_days;
  const baseline_days = Math.min(MOST_BASELINE_DAYS, from - since);
  if (baseline_days < FEWEST_BASELINE_DAYS) return null;
  const [first, middle, end] = [firstFrom(own, from - baseline_days), firstFrom(own, from), firstFrom(own, day + 1)];
  if (first === end) return null;
  const few = { key, window_days, baseline_days, from, day, p: 1 };
  // Most gaps are quiet on most days: who they were is asked only where it could matter.
  const requesters = distinct(own.slice(middle, end));
  if (requesters < FEWEST_REQUESTERS) return { ...few, requesters };
  const before = distinct(own.slice(first, middle));
  const share = window_days / (window_days + baseline_days);
  return { ...few, requesters, p: binomialTail(requesters, requesters + before, share) };
}

/**
 * All tests at the ends of these days that could be made: with at least 14 days of data before the window, and somebody
 * in it or in the days that it is compared with. Those of one day are judged together.
 * @param dataSince the first local day of which there are data.
 */
function testsBetween(tickets: readonly DayOfRequester[], days: { from: string; to: string }, dataSince: string) {
  const [first, last, since] = [dayNumber(days.from), dayNumber(days.to), dayNumber(dataSince)];
  const ofDays = new Map<number, NonNullable<ReturnType<typeof testOf>>[]>();
  for (const [key, rows] of groupBy(tickets, ({ key }) => key)) {
    const own = rows.map(({ requester, day }) => ({ requester, day: dayNumber(day) })).sort((a, b) => a.day - b.day);
    const begin = Math.max(first, own[0]?.day ?? first);
    const end = Math.min(last, (own.at(-1)?.day ?? last) + MOST_BASELINE_DAYS + Math.max(...BURST_WINDOWS));
    for (let day = begin; day <= end; day++)
      for (const window_days of BURST_WINDOWS) {
        const test = testOf(key, own, day, since, window_days);
        if (!test) continue;
        const tests = ofDays.get(day);
        if (tests) tests.push(test);
        else ofDays.set(day, [test]);
      }
  }
  return [...ofDays].sort(([a], [b]) => a - b).map(([, tests]) => tests);
}

function judged(tests: readonly NonNullable<ReturnType<typeof testOf>>[]): BurstTest[] {
  const qs = benjaminiHochberg(tests.map(({ p }) => p));
  return tests.map(({ key, window_days, from, day, requesters, baseline_days, p }, at) => ({
    ...{ key, window_days, from: dateOf(from), to: dateOf(day), requesters, baseline_days, p },
    q: qs[at] as number,
  }));
}

function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** All tests at the end of one day, flagged or not. */
export function burstTestsOf(tickets: readonly DayOfRequester[], day: string, dataSince: string): BurstTest[] {
  return testsBetween(tickets, { from: day, to: day }, dataSince).flatMap(judged);
}

/** The tests of a day that are flagged, the surest first. */
export function burstsOf(tickets: readonly DayOfRequester[], day: string, dataSince: string): BurstTest[] {
  return burstsBetween(tickets, { from: day, to: day }, dataSince);
}

/** Every flag raised at the end of these days (both inclusive), by day, the surest first. */
export function burstsBetween(
  tickets: readonly DayOfRequester[],
  days: { from: string; to: string },
  dataSince: string,
): BurstTest[] {
  return (
    testsBetween(tickets, days, dataSince)
      // Where nothing is sure enough by itself, nothing is sure enough among many.
      .filter((tests) => tests.some(({ p }) => p <= FALSE_DISCOVERIES))
      .flatMap((tests) =>
        judged(tests)
          .filter(({ q }) => q <= FALSE_DISCOVERIES)
          .sort((a, b) => a.q - b.q || (a.key < b.key ? -1 : 1) || a.window_days - b.window_days),
      )
  );
}

/** Whether a burst that was last flagged on one day still stands at the end of another. */
export function stillBursts(lastFlagged: string, day: string): boolean {
  return daysBetween(lastFlagged, day) < QUIET_DAYS;
}

/** The flags that still stand at the end of a day: of each gap the newest one, the surest first. */
export function standingBursts(flags: readonly BurstTest[], day: string): BurstTest[] {
  const newest = new Map<string, BurstTest>();
  for (const flag of flags) {
    const known = newest.get(flag.key);
    if (flag.to > day || !stillBursts(flag.to, day)) continue;
    if (!known || flag.to > known.to || (flag.to === known.to && flag.q < known.q)) newest.set(flag.key, flag);
  }
  return [...newest.values()].sort((a, b) => a.q - b.q || (a.key < b.key ? -1 : 1));
}

/** The first day whose requests a flag at the end of this day can depend on. */
export function firstDayOfBursts(day: string): string {
  return addDays(day, 1 - MOST_BASELINE_DAYS - Math.max(...BURST_WINDOWS));
}
