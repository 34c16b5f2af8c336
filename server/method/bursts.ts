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

/** How many different people those from one place of the list to another are; who is unknown is somebody else each time. */
function distinct(asked: readonly Asked[], from: number, to: number): number {
  const named = new Set<string>();
  let unknown = 0;
  for (let at = from; at < to; at++) {
    const { requester } = asked[at] as Asked;
    if (requester === null) unknown += 1;
    else named.add(requester);
  }
  return named.size + unknown;
}

/** One test as it is counted: days as numbers, since there are many thousand of which nothing is shown. */
interface Tested {
  readonly key: string;
  readonly window_days: BurstTest['window_days'];
  readonly baseline_days: number;
  readonly from: number;
  readonly day: number;
  readonly requesters: number;
  readonly p: number;
}

/** All tests of one day; those with p = 1 are only counted, unless they are asked for. */
interface DayOfTests {
  total: number;
  readonly tests: Tested[];
}

/** Adds the test of one gap at the end of one day, where there is somebody to test and enough to compare with. */
function addTest(
  into: Map<number, DayOfTests>,
  { key, own, since, keepsAll }: { key: string; own: readonly Asked[]; since: number; keepsAll: boolean },
  day: number,
  window_days: BurstTest['window_days'],
): void {
  const from = day + 1 - window_days;
  const baseline_days = Math.min(MOST_BASELINE_DAYS, from - since);
  if (baseline_days < FEWEST_BASELINE_DAYS) return;
  const [first, middle, end] = [firstFrom(own, from - baseline_days), firstFrom(own, from), firstFrom(own, day + 1)];
  if (first === end) return;
  const tests = into.get(day) ?? { total: 0, tests: [] };
  tests.total += 1;
  into.set(day, tests);
  // Most gaps are quiet on most days: who they were is asked only where it could matter.
  if (end - middle < FEWEST_REQUESTERS && !keepsAll) return;
  const requesters = distinct(own, middle, end);
  const isFew = requesters < FEWEST_REQUESTERS;
  if (isFew && !keepsAll) return;
  const share = window_days / (window_days + baseline_days);
  const p = isFew ? 1 : binomialTail(requesters, requesters + distinct(own, first, middle), share);
  tests.tests.push({ key, window_days, baseline_days, from, day, requesters, p });
}

/**
 * All tests at the ends of these days that could be made: with at least 14 days of data before the window, and somebody
 * in it or in the days that it is compared with. Those of one day are judged together.
 * @param dataSince the first local day of which there are data.
 */
function testsBetween(
  tickets: readonly DayOfRequester[],
  days: { from: string; to: string },
  dataSince: string,
  keepsAll = false,
): DayOfTests[] {
  const [first, last, since] = [dayNumber(days.from), dayNumber(days.to), dayNumber(dataSince)];
  const ofDays = new Map<number, DayOfTests>();
  for (const [key, rows] of groupBy(tickets, ({ key }) => key)) {
    const own = rows.map(({ requester, day }) => ({ requester, day: dayNumber(day) })).sort((a, b) => a.day - b.day);
    const begin = Math.max(first, own[0]?.day ?? first);
    const end = Math.min(last, (own.at(-1)?.day ?? last) + MOST_BASELINE_DAYS + Math.max(...BURST_WINDOWS));
    for (let day = begin; day <= end; day++)
      for (const window_days of BURST_WINDOWS) addTest(ofDays, { key, own, since, keepsAll }, day, window_days);
  }
  return [...ofDays].sort(([a], [b]) => a - b).map(([, tests]) => tests);
}

/** The tests of a day with a rate of false alarms of at most `most`. */
function judged({ tests, total }: DayOfTests, most: number): BurstTest[] {
  const qs = benjaminiHochberg(
    tests.map(({ p }) => p),
    total,
  );
  return tests.flatMap(({ key, window_days, from, day, requesters, baseline_days, p }, at) => {
    const q = qs[at] as number;
    if (q > most) return [];
    return { key, window_days, from: dateOf(from), to: dateOf(day), requesters, baseline_days, p, q };
  });
}

function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** All tests at the end of one day, flagged or not. */
export function burstTestsOf(tickets: readonly DayOfRequester[], day: string, dataSince: string): BurstTest[] {
  return testsBetween(tickets, { from: day, to: day }, dataSince, true).flatMap((tests) => judged(tests, 1));
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
  return testsBetween(tickets, days, dataSince).flatMap((tests) =>
    judged(tests, FALSE_DISCOVERIES).sort(
      (a, b) => a.q - b.q || (a.key < b.key ? -1 : 1) || a.window_days - b.window_days,
    ),
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
