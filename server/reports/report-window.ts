// Days in the site's time zone as moments in UTC, and the window of a report.
import { addDays, instantOf, localDateOf } from '../method/local-time.ts';

/** Years of five digits have another form, which would sort before all others. */
const LAST_MOMENT_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The first moment of a date (`2026-03-02`) in a time zone, as UTC text; never after the year 9999. */
export function dayStart(date: string, timeZone: string): string {
  return new Date(Math.min(instantOf(date, 0, timeZone), LAST_MOMENT_MS)).toISOString();
}

/** The first moment after a date, as UTC text: windows are half open. */
export function dayEnd(date: string, timeZone: string): string {
  return dayStart(addDays(date, 1), timeZone);
}

/** Four whole weeks (METHOD 9). */
export const DEFAULT_WINDOW_DAYS = 28;

/** 28 days that end yesterday (METHOD 9). */
export function defaultWindow(now: Date, timeZone: string): { from: string; to: string } {
  const today = localDateOf(now.getTime(), timeZone);
  return { from: addDays(today, -DEFAULT_WINDOW_DAYS), to: addDays(today, -1) };
}
