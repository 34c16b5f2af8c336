// Figures for the tests of the page of gaps, as the server would answer, from the counts that a test names.
import type { GapRow } from '../../../contract/api/gaps.ts';
import type { ReportData } from '../../../contract/api/report-data.ts';
import type {
  AttemptNotes,
  BoundedRate,
  HelpOutcomes,
  KindShare,
  KindWeek,
  Rate,
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

const NO_TIMES = {
  n: 0,
  median: null,
  p90: null,
  max: null,
  within_target: rateOf(0, 0, 5),
  withheld: 'n<min' as const,
};

/** A gap of the backlog, with what a test says of it. */
export function gapOf(key: string, more: Partial<GapRow> = {}): GapRow {
  return {
    key,
    title: key,
    sub_kind: 'unclear',
    users: 3,
    users_share: 0.25,
    tickets: 3,
    minutes: 60,
    cost: 48,
    minutes_per_ticket: 19.8333,
    severity: 2,
    weeks_factor: 0.75,
    weeks: ['2026-W10', '2026-W11', '2026-W12'],
    confidence: 1,
    score: 89.25,
    score_low: 32.8,
    rank_certain: false,
    recurrence: 'recurring',
    silent_demand: 0,
    action: 'rewrite',
    reasons: { read_then_submitted: 3 },
    trend: null,
    target_group: 'billing',
    owner: null,
    state: 'new',
    effort: null,
    score_per_effort: null,
    ...more,
  };
}

export interface Told {
  /** Reports as they are, by name, instead of those that are made of the counts. */
  reports?: Partial<ReportData>;
  titles?: Record<string, string>;
  outcomes?: HelpOutcomes;
  kinds?: KindShare;
  subKinds?: SubKindCounts;
  notes?: Partial<RequestNotes>;
  since?: string | null;
}

/** What the server answers for a window: every report of the page, those that a test does not name without any rows. */
export function reportSetOf(told: Told, names: readonly string[], from: string, to: string) {
  const { outcomes = outcomesOf({}), kinds = kindsOf([]), subKinds = subKindsOf({}), since = '2026-03-02' } = told;
  const notes = notesOf({ requests: kinds.undetermined.den, people: kinds.undetermined.den, ...told.notes });
  const attempts: AttemptNotes = { since };
  const { attempted, answered, possibly_answered, escalated } = outcomes;
  const none = rateOf(0, 0, MIN_ATTEMPTS_FOR_SHARE);
  const data: ReportData = {
    help_outcomes: outcomes,
    self_service_rate: selfServiceOf(outcomes),
    form_deflection_rate: bounded(none, none),
    deflected_tickets: { low: 0, high: answered + possibly_answered, estimate: null, withheld: 'n<min' },
    avoided_minutes: { low: 0, high: 0, withheld: null },
    escalation_rate: rateOf(escalated, attempted, MIN_ATTEMPTS_FOR_SHARE),
    kind_share: kinds,
    sub_kind_counts: subKinds,
    cost_per_contact: { value: null, minutes: 0, tickets: notes.requests, withheld: 'n<min' },
    cost_by_root_cause: [],
    demand_type_share: { failure: bounded(none, none), value: bounded(none, none), neither: bounded(none, none) },
    gap_backlog: [],
    bursts: [],
    edit_effects: [],
    failed_searches: { rows: [], hidden: 0 },
    zero_result_rate: none,
    status_age: [],
    first_response_hours: NO_TIMES,
    kind_accuracy: {
      coverage: none,
      decided: none,
      all: none,
      blind: none,
      kappa: null,
      second_reader_kappa: null,
      second_reader: none,
      by_kind: {},
    },
    channel_mix: [],
    ...told.reports,
  };
  const asked = names.map((name) => [
    name,
    { data: data[name as keyof ReportData], notes: OF_ATTEMPTS.includes(name) ? attempts : notes },
  ]);
  return { from, to, filters: {}, reports: Object.fromEntries(asked), titles: told.titles ?? {} };
}

const OF_ATTEMPTS = ['help_outcomes', 'self_service_rate', 'form_deflection_rate', 'escalation_rate'];
