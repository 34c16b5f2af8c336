/** Converts between UTC instants and the local dates and times of a time zone, and names ISO weeks; Intl only. */

const DAY_MS = 86_400_000;

/** A formatter costs far more to make than to use; there is one a time zone. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** The local clock at an instant (ms since 1970), itself written as if it were UTC. Throws on an unknown time zone. */
function wallClockMs(instant: number, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(instant)) parts[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Since then every zone's clock has been whole quarters of an hour away from UTC, so that no day begins within one. */
const QUARTERS_SINCE = Date.UTC(1980, 0, 1);
const QUARTER_MS = 900_000;
/** More than five years of quarters. */
const MAX_KNOWN_DATES = 200_000;
/** Reports ask for the date of each of many thousand moments, many of them in the same quarters; one map a time zone. */
const knownDates = new Map<string, Map<number, string>>();

/** The local date of an instant (ms since 1970), as `2026-03-09`. Throws a RangeError on an unknown time zone. */
export function localDateOf(instant: number, timeZone: string): string {
  if (!(instant >= QUARTERS_SINCE)) return dateOf(instant, timeZone);
  const dates = knownDates.get(timeZone) ?? new Map<number, string>();
  const quarter = Math.floor(instant / QUARTER_MS);
  const known = dates.get(quarter);
  if (known !== undefined) return known;
  const date = dateOf(instant, timeZone);
  if (dates.size >= MAX_KNOWN_DATES) dates.clear();
  knownDates.set(timeZone, dates.set(quarter, date));
  return date;
}

function dateOf(instant: number, timeZone: string): string {
  return new Date(wallClockMs(instant, timeZone)).toISOString().slice(0, 10);
}

/** The date some days later, as `2026-03-09`; plain calendar arithmetic. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The instant (ms since 1970) at which clocks in the zone show a date and a time of day in minutes. A time that the
 * change to summer time leaps over counts as much later as the leap is long; of one that occurs twice, the first.
 */
export function instantOf(date: string, minuteOfDay: number, timeZone: string): number {
  const wall = Date.parse(`${date}T00:00:00Z`) + minuteOfDay * 60_000;
  // The offsets a day before and a day after are the only two that can hold at this time.
  const before = wall - (wallClockMs(wall - DAY_MS, timeZone) - (wall - DAY_MS));
  const after = wall - (wallClockMs(wall + DAY_MS, timeZone) - (wall + DAY_MS));
  return wallClockMs(before, timeZone) === wall || wallClockMs(after, timeZone) !== wall ? before : after;
}

/** The ISO 8601 week in which an instant lies in a time zone, as `2026-W10`. */
export function isoWeekOf(iso: string, timeZone: string): string {
  const date = Date.parse(`${localDateOf(Date.parse(iso), timeZone)}T00:00:00Z`);
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  // A week belongs to the year of its Thursday.
  const thursday = date + (3 - weekday) * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const week = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS));
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The Monday and the Sunday of an ISO 8601 week (`2026-W10`), both included. The last weeks of a year may be the next's first. */
export function datesOfWeek(week: string): { from: string; to: string } {
  const [year = '1970', nth = '01'] = week.split('-W');
  const fourth = `${year}-01-04`;
  // The fourth of January is always in the first week.
  const weekday = (new Date(`${fourth}T00:00:00Z`).getUTCDay() + 6) % 7;
  const from = addDays(fourth, (Number(nth) - 1) * 7 - weekday);
  return { from, to: addDays(from, 6) };
}
