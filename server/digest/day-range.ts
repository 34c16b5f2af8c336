// Days from and to, in words that are as short as they can be.

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

interface Day {
  year: number;
  month: number;
  day: number;
}

function dayOf(date: string): Day {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day };
}

const nameOf = ({ month }: Day) => MONTHS[month - 1] ?? '';

/** Two inclusive dates as `2–29 March 2026`, with month and year of the first only where they are others. */
export function longRange(from: string, to: string): string {
  return `${shortRange(from, to)} ${dayOf(to).year}`;
}

/** The same without the year of the last: `23–24 March`, `27 February–2 March`, `24 March` for one day. */
export function shortRange(from: string, to: string): string {
  const [first, last] = [dayOf(from), dayOf(to)];
  const end = `${last.day} ${nameOf(last)}`;
  if (from === to) return end;
  if (first.year !== last.year) return `${first.day} ${nameOf(first)} ${first.year} to ${end}`;
  return first.month === last.month ? `${first.day}–${end}` : `${first.day} ${nameOf(first)} to ${end}`;
}
