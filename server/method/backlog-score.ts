/** What to repair first (METHOD 7.5): people times minutes times severity times how steadily and how surely. */
import { garwood } from './exact-statistics.ts';
import type { Confidence } from './kinds.ts';
import { countRequesters, countWeeks, type Recurrence, recurrenceOf, type WhoAndWhen } from './recurrence.ts';

/** Imagined tickets of the site's mean that weigh in on the minutes of each gap. */
const SHRINK_TICKETS = 3;
/** Weeks of the window. */
const WEEKS = 4;
/** The interval of the people affected. */
const USERS_LEVEL = 0.8;
const CONFIDENCE: { readonly [How in Confidence | 'confirmed']: number } = {
  confirmed: 1,
  high: 0.7,
  medium: 0.5,
  low: 0.5,
};

/** One ticket of a gap, of the window. */
export interface GapTicket extends WhoAndWhen {
  readonly handling_minutes: number | null;
  /** 1 minor to 5. */
  readonly severity: number;
  /** `confirmed` where an agent confirmed kind or sub-kind; else how sure the suggestion is. */
  readonly surety: Confidence | 'confirmed';
}

/** A gap with what its place in the backlog is made of. */
export interface ScoredGap {
  readonly key: string;
  readonly users: number;
  readonly tickets: number;
  /** What its tickets took. */
  readonly minutes: number;
  /** What one takes, drawn towards the site's mean. */
  readonly minutes_per_ticket: number;
  readonly severity: number;
  /** The share of the window's weeks that have one. */
  readonly weeks_factor: number;
  readonly confidence: number;
  /** Weighted minutes in 28 days: relative, not money. */
  readonly score: number;
  readonly score_low: number;
  readonly recurrence: Recurrence;
}

/** A gap in its place. */
export interface RankedGap extends ScoredGap {
  /** Even with as few people as there may be it stays before the next one; null in the last row. */
  readonly rank_certain: boolean | null;
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** Scores one gap. @param siteMean mean handling minutes of the solved tickets of the window and site. */
export function scoreGap(key: string, tickets: readonly GapTicket[], siteMean: number): ScoredGap {
  const count = tickets.length;
  const users = countRequesters(tickets);
  const minutes = sum(tickets.map(({ handling_minutes }) => handling_minutes ?? 0));
  const minutes_per_ticket = (minutes + SHRINK_TICKETS * siteMean) / (count + SHRINK_TICKETS);
  const severity = sum(tickets.map((ticket) => ticket.severity)) / count;
  const weeks_factor = Math.min(1, countWeeks(tickets) / WEEKS);
  const confidence = sum(tickets.map(({ surety }) => CONFIDENCE[surety])) / count;
  const perUser = minutes_per_ticket * severity * weeks_factor * confidence;
  return {
    ...{ key, users, tickets: count, minutes, minutes_per_ticket, severity, weeks_factor, confidence },
    score: users * perUser,
    score_low: garwood(users, USERS_LEVEL).lo * perUser,
    recurrence: recurrenceOf(tickets),
  };
}

/** Orders gaps by score, best first, ties by key, and says how sure each place is. */
export function rankGaps(gaps: readonly ScoredGap[]): RankedGap[] {
  const ordered = [...gaps].sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
  return ordered.map((gap, at) => {
    const next = ordered[at + 1];
    return { ...gap, rank_certain: next ? gap.score_low > next.score : null };
  });
}
