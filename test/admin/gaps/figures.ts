// Figures for the tests of the page of gaps, as the server would answer, from the counts that a test names.
import type {
  AttemptNotes,
  BoundedRate,
  HelpOutcomes,
  KindShare,
  KindWeek,
  Rate,
  Report,
  ReportKind,
  RequestNotes,
  SubKindCounts,
} from '../../../contract/api/reports.ts';
import { MIN_ATTEMPTS_FOR_SHARE, MIN_REQUESTS_FOR_SHARE } from '../../../contract/minimum-counts.ts';

/** A rate with an interval of ten points to each side: the real one is the server's business. */
export function rateOf(num: number, den: number, min: number): Rate {
  if (den < min || den === 0) return { value: null, num, den, lo: null, hi: null, wide: false, withheld: 'n<min' };
  const value = num / den;
  const [lo, hi] = [Math.max(0, value - 0.1), Math.min(1, value + 0.1)];
  return { value, num, den, lo, hi, wide: hi - lo > 0.4, withheld: null };
}

function bounded(low: Rate, high: Rate): BoundedRate {
  return { low, high, outer: low.lo === null || high.hi === null ? null : [low.lo, high.hi] };
}

export function outcomesOf(counts: Partial<Omit<HelpOutcomes, 'attempted'>>): HelpOutcomes {
  const all = { answered: 0, possibly_answered: 0, unanswered: 0, escalated: 0, no_attempt: 0, ...counts };
  return {
    ...all,
    attempted: all.answered + all.possibly_answered + all.unanswered + all.escalated,
    reasons: { said_no: 0, form_abandoned: 0, zero_results: 0, no_click: 0, not_read: 0, ...counts.reasons },
  };
}

export function selfServiceOf({ attempted, answered, possibly_answered }: HelpOutcomes): BoundedRate {
  const rate = (num: number) => rateOf(num, attempted, MIN_ATTEMPTS_FOR_SHARE);
  return bounded(rate(answered), rate(answered + possibly_answered));
}

export function kindsOf(weeks: readonly (Partial<Record<ReportKind, number>> & { week?: string })[]): KindShare {
  const full: KindWeek[] = weeks.map((week, at) => ({
    week: `2026-W${10 + at}`,
    knowledge_gap: 0,
    functionality_issue: 0,
    other: 0,
    undetermined: 0,
    ...week,
  }));
  const count = (kind: ReportKind) => full.reduce((sum, week) => sum + week[kind], 0);
  const unsure = count('undetermined');
  const total = count('knowledge_gap') + count('functionality_issue') + count('other') + unsure;
  const rate = (num: number) => rateOf(num, total, MIN_REQUESTS_FOR_SHARE);
  const share = (kind: ReportKind) => bounded(rate(count(kind)), rate(count(kind) + unsure));
  return {
    knowledge_gap: share('knowledge_gap'),
    functionality_issue: share('functionality_issue'),
    other: share('other'),
    undetermined: rate(unsure),
    knowledge_of_determined: rate(0),
    minutes: { knowledge_gap: 0, functionality_issue: 0, other: 0, undetermined: 0 },
    weeks: full,
    groups: [],
  };
}

export function subKindsOf(counts: Partial<Record<keyof SubKindCounts & string, number>>): SubKindCounts {
  const all = { missing: 0, unfindable: 0, unclear: 0, not_looked: 0, unattributed: 0, weak: 0, ...counts };
  const none = { missing: {}, unfindable: {}, unclear: {}, not_looked: {}, unattributed: {} };
  const { weak, ...users } = all;
  return { ...users, weak, reasons: none, users } as SubKindCounts;
}

export function notesOf(notes: Partial<RequestNotes> = {}): RequestNotes {
  return {
    since: '2026-03-02',
    requests: 0,
    people: 0,
    hidden: 0,
    erased: 0,
    ...notes,
    gaps: { without_trail: 0, erased: 0, ...notes.gaps },
  };
}

export interface Told {
  outcomes?: HelpOutcomes;
  kinds?: KindShare;
  subKinds?: SubKindCounts;
  notes?: Partial<RequestNotes>;
  since?: string | null;
}

/** What each report answers, by name, for the window that was asked for. */
export function reportsOf(told: Told) {
  const { outcomes = outcomesOf({}), kinds = kindsOf([]), subKinds = subKindsOf({}), since = '2026-03-02' } = told;
  const requests = { requests: kinds.undetermined.den, people: kinds.undetermined.den, ...told.notes };
  const wrap =
    <Data, Notes>(name: string, data: Data, notes: Notes) =>
    (from: string, to: string) =>
      ({ name, from, to, filters: {}, data, notes }) satisfies Report<Data, Notes>;
  const attempts: AttemptNotes = { since };
  return {
    help_outcomes: wrap('help_outcomes', outcomes, attempts),
    self_service_rate: wrap('self_service_rate', selfServiceOf(outcomes), attempts),
    kind_share: wrap('kind_share', kinds, notesOf(requests)),
    sub_kind_counts: wrap('sub_kind_counts', subKinds, notesOf(requests)),
  };
}
