/** Counts time inside support hours only: a site's days, holidays and time zone (METHOD 8.9). */
import { addDays, instantOf, localDateOf } from './local-time.ts';

/** The keys of a calendar's days. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** When people are there. Times are local, `HH:MM` up to `24:00`; holidays are local dates, `YYYY-MM-DD`. */
export interface BusinessCalendar {
  readonly days: { readonly [Day in Weekday]?: readonly (readonly [from: string, to: string])[] | undefined };
  readonly holidays: readonly string[];
  readonly time_zone: string;
}

/** Three years: no promise and no open request lies further ahead, and a loop has to end somewhere. */
export const MAX_CALENDAR_DAYS = 1100;

const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MINUTE_MS = 60_000;

function minuteOfDay(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** Opening times that were worked out before, by calendar and local date: a list of old requests asks for the same days. */
const knownOpenings = new WeakMap<BusinessCalendar, Map<string, [from: number, to: number][]>>();
const MAX_KNOWN_DAYS = 5_000;

/** Opening times of one local date as instants in ms, in order and without overlap. A calendar is never changed. */
function openingsOn(date: string, calendar: BusinessCalendar): [from: number, to: number][] {
  let known = knownOpenings.get(calendar);
  if (!known || known.size > MAX_KNOWN_DAYS) {
    known = new Map();
    knownOpenings.set(calendar, known);
  }
  let openings = known.get(date);
  if (!openings) {
    openings = workOutOpenings(date, calendar);
    known.set(date, openings);
  }
  return openings;
}

function workOutOpenings(date: string, calendar: BusinessCalendar): [from: number, to: number][] {
  if (calendar.holidays.includes(date)) return [];
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sun';
  const hours = (calendar.days[weekday] ?? []).map(([from, to]): [number, number] => [
    minuteOfDay(from),
    minuteOfDay(to),
  ]);
  const openings: [number, number][] = [];
  let busyUntil = Number.NEGATIVE_INFINITY;
  for (const [from, to] of hours.sort((a, b) => a[0] - b[0])) {
    const start = Math.max(instantOf(date, from, calendar.time_zone), busyUntil);
    const end = instantOf(date, to, calendar.time_zone);
    if (end <= start) continue;
    openings.push([start, end]);
    busyUntil = end;
  }
  return openings;
}

/** Whether nobody stated any hours; such a calendar counts round the clock. */
function hasNoHours(calendar: BusinessCalendar): boolean {
  return WEEKDAYS.every((weekday) => (calendar.days[weekday] ?? []).length === 0);
}

/** All openings from the local date of an instant on, one after the other, for three years at most. */
function* openingsFrom(instant: number, calendar: BusinessCalendar): Generator<[from: number, to: number]> {
  let date = localDateOf(instant, calendar.time_zone);
  for (let day = 0; day < MAX_CALENDAR_DAYS; day += 1) {
    yield* openingsOn(date, calendar);
    date = addDays(date, 1);
  }
}

/**
 * Support minutes between two ISO 8601 instants, with fractions; 0 when `to` is not after `from`. What lies more than
 * three years after `from` is not counted. A calendar without any hours counts round the clock. Throws a RangeError on
 * an unknown time zone or an invalid instant.
 */
export function businessMinutesBetween(from: string, to: string, calendar: BusinessCalendar): number {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  if (Number.isNaN(start) || Number.isNaN(end)) throw new RangeError(`not an instant: ${from} or ${to}`);
  if (end <= start) return 0;
  if (hasNoHours(calendar)) return (end - start) / MINUTE_MS;
  let total = 0;
  for (const [opens, closes] of openingsFrom(start, calendar)) {
    if (opens >= end) break;
    total += Math.max(0, Math.min(closes, end) - Math.max(opens, start));
  }
  return total / MINUTE_MS;
}

/**
 * The ISO 8601 instant by which so many support minutes have passed since `from`. Outside support hours the count
 * starts at the next opening, so that adding 0 gives that opening. A calendar without any hours, or with no opening
 * left within three years, counts round the clock. Throws a RangeError on an unknown time zone or an invalid instant.
 */
export function addBusinessMinutes(from: string, minutes: number, calendar: BusinessCalendar): string {
  const start = Date.parse(from);
  if (Number.isNaN(start)) throw new RangeError(`not an instant: ${from}`);
  const wanted = Math.max(0, minutes) * MINUTE_MS;
  if (!hasNoHours(calendar)) {
    let left = wanted;
    for (const [opens, closes] of openingsFrom(start, calendar)) {
      const begin = Math.max(opens, start);
      if (begin >= closes) continue;
      if (left <= closes - begin) return new Date(begin + left).toISOString();
      left -= closes - begin;
    }
  }
  return new Date(start + wanted).toISOString();
}
