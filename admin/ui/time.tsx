// Moments and spans as a person says them; the exact time is one hover away.
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** "3 minutes ago", "yesterday", "in 2 hours", in the reader's own time zone. */
export function relativeWords(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1_000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  }
  return 'just now';
}

/** "Fri 10 Apr, 16:40". */
export function momentWords(at: string): string {
  return dayAndClock.format(new Date(at));
}

/** "10 Apr 2026". */
export function dayWords(at: string): string {
  return day.format(new Date(at));
}

/** "1 h 40", "12 min", "3 days": at most two units. */
export function spanWords(hours: number): string {
  const minutes = Math.round(Math.abs(hours) * 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) {
    const rest = minutes % 60;
    return rest ? `${Math.floor(minutes / 60)} h ${String(rest).padStart(2, '0')}` : `${minutes / 60} h`;
  }
  return `${Math.round(minutes / 1_440)} days`;
}

export function Moment({ at, isRelative = false }: { at: string; isRelative?: boolean }) {
  return (
    <time dateTime={at} title={exact.format(new Date(at))}>
      {isRelative ? relativeWords(at, Date.now()) : momentWords(at)}
    </time>
  );
}
