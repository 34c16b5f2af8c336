/** How the figures that need "read" change with the time from which it counts (METHOD 2.3: report it at 5, 10 and 30 s). */
import type { DerivedSession } from './derive-session.ts';
import { type BoundedRate, boundedRate, type Rate, rate } from './statistics.ts';

/** The thresholds that the export compares, in milliseconds. */
export const COMPARED_READ_MIN_MS = [5_000, 10_000, 30_000] as const;

/** What is counted with one threshold; staff is not. */
export interface ReadCounts {
  attempted: number;
  answered: number;
  possibly_answered: number;
  /** Sessions with a read. */
  sessions_with_read: number;
  /** Views that count as read, of all views. */
  reads: number;
  views: number;
  /** Sessions in which a request was sent, and of these those with a read before. */
  with_ticket: number;
  read_before_ticket: number;
}

export function noReads(): ReadCounts {
  return {
    ...{ attempted: 0, answered: 0, possibly_answered: 0, sessions_with_read: 0, reads: 0, views: 0 },
    ...{ with_ticket: 0, read_before_ticket: 0 },
  };
}

/** Adds one session, derived with the threshold. */
export function addReads(counts: ReadCounts, session: DerivedSession): void {
  if (session.is_staff) return;
  const reads = session.views.filter(({ qualified }) => qualified).length;
  counts.reads += reads;
  counts.views += session.views.length;
  if (reads > 0) counts.sessions_with_read += 1;
  if (session.ticket_id !== null) {
    counts.with_ticket += 1;
    if (reads > 0) counts.read_before_ticket += 1;
  }
  if (session.outcome === 'no_attempt') return;
  counts.attempted += 1;
  if (session.outcome === 'answered') counts.answered += 1;
  if (session.outcome === 'possibly_answered') counts.possibly_answered += 1;
}

export interface ReadSensitivity {
  readonly read_min_ms: number;
  readonly read_share: Rate;
  readonly self_service_rate: BoundedRate;
  readonly read_before_request: Rate;
  readonly sessions_with_read: number;
}

/** The figures of one threshold, with the minimums of METHOD 8.2. */
export function sensitivityOf(readMinMs: number, counts: ReadCounts): ReadSensitivity {
  const { attempted, answered, possibly_answered } = counts;
  return {
    read_min_ms: readMinMs,
    read_share: rate(counts.reads, counts.views, 20),
    self_service_rate: boundedRate(rate(answered, attempted, 20), rate(answered + possibly_answered, attempted, 20)),
    read_before_request: rate(counts.read_before_ticket, counts.with_ticket, 10),
    sessions_with_read: counts.sessions_with_read,
  };
}
