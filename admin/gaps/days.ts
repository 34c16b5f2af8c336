// Days and ISO weeks as dates without a time (`2026-03-09`), and how a person says them.

const DAY_MS = 86_400_000;
const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** The day it is now on the clocks of a time zone. */
export function todayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

export function addDays(day: string, days: number): string {
  return new Date(utc(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days from one to another, both counted. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to) - utc(from)) / DAY_MS) + 1;
}

/** "9 April" */
export function dayWords(day: string): string {
  return dayAndMonth.format(utc(day));
}

/** "9 Apr" */
export function shortDayWords(day: string): string {
  return shortDay.format(utc(day));
}

/** "2 to 29 March 2026", "30 December 2025 to 26 January 2026" */
export function spanWords(from: string, to: string): string {
  const year = (day: string) => day.slice(0, 4);
  if (from === to) return `${dayWords(to)} ${year(to)}`;
  if (year(from) !== year(to)) return `${dayWords(from)} ${year(from)} to ${dayWords(to)} ${year(to)}`;
  const first = from.slice(0, 7) === to.slice(0, 7) ? String(Number(from.slice(8))) : dayWords(from);
  return `${first} to ${dayWords(to)} ${year(to)}`;
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utc(text)) && addDays(text, 0) === text;
}

/** A week of a window: its name, and the days of it that the window holds. */
export interface Week {
  name: string;
  from: string;
  to: string;
}

/** The ISO weeks that a window touches, in order; the first and last may be cut. */
export function weeksIn(from: string, to: string): Week[] {
  const weeks: Week[] = [];
  for (let day = from; day <= to; ) {
    const sunday = addDays(day, 6 - weekday(day));
    weeks.push({ name: isoWeek(day), from: day, to: sunday < to ? sunday : to });
    day = addDays(sunday, 1);
  }
  return weeks;
}

/** The ISO 8601 week of a day, as `2026-W10`: a week belongs to the year of its Thursday. */
function isoWeek(day: string): string {
  const thursday = addDays(day, 3 - weekday(day));
  const week = 1 + Math.floor((utc(thursday) - utc(`${thursday.slice(0, 4)}-01-01`)) / (7 * DAY_MS));
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
}

/** 0 for Monday. */
function weekday(day: string): number {
  return (new Date(utc(day)).getUTCDay() + 6) % 7;
}

function utc(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
