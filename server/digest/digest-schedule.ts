// When the weekly digest is due: Monday at eight, on the clocks of the site's time zone (METHOD 10).
import { addDays, instantOf, localDateOf } from '../method/local-time.ts';

const EIGHT_OCLOCK = 8 * 60;
/** A server that was off at eight still sends it until then; later it would be old news. */
const LATE_MS = 48 * 3_600_000;

/** The last Sunday before the digest that is due now, as `2026-03-29`; null where none is. */
export function digestDue(now: Date, timeZone: string): { monday: string; to: string } | null {
  const monday = mondayOf(now, timeZone);
  const late = now.getTime() - instantOf(monday, EIGHT_OCLOCK, timeZone);
  return late >= 0 && late < LATE_MS ? { monday, to: addDays(monday, -1) } : null;
}

/** The last day of the last whole week. */
export function lastSunday(now: Date, timeZone: string): string {
  return addDays(mondayOf(now, timeZone), -1);
}

/** The moment of the next one, ISO 8601, UTC. */
export function nextDigest(now: Date, timeZone: string): string {
  const monday = mondayOf(now, timeZone);
  const moments = [0, 7].map((days) => instantOf(addDays(monday, days), EIGHT_OCLOCK, timeZone));
  return new Date(moments.find((moment) => moment > now.getTime()) as number).toISOString();
}

function mondayOf(now: Date, timeZone: string): string {
  const today = localDateOf(now.getTime(), timeZone);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(today, -weekday);
}
