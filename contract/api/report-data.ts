// The data of each report that the console shows, by its name; what all of them are made of stands in reports.ts.
import type { EditEffectRow } from './article-health.ts';
import type { Burst, GapRow } from './gaps.ts';
import type {
  AttemptNotes,
  BoundedRate,
  HelpOutcomes,
  KindShare,
  Rate,
  RequestNotes,
  SubKindCounts,
} from './reports.ts';

type Withheld = 'n<min' | null;

/** Requests that need not be written: confirmed (low) to possible (high); the estimate only with enough intent answers. */
export interface DeflectedTickets {
  low: number;
  high: number;
  estimate: { low: number; high: number } | null;
  withheld: Withheld;
}

export interface AvoidedMinutes {
  low: number | null;
  high: number | null;
  withheld: Withheld;
}

export interface CauseCost {
  root_cause: string;
  tickets: number;
  minutes: number;
  cost: number;
  /** Of all minutes; null where there are none. */
  share: number | null;
  /** This cause and all dearer ones. */
  cumulative: number | null;
}

export interface ContactCost {
  value: number | null;
  minutes: number;
  tickets: number;
  withheld: Withheld;
}

export interface FailedSearchRow {
  label: string;
  phrases: string[];
  searches: number;
  sessions: number;
  zero_results: number;
  no_click: number;
  asked: number;
  /** The slug of what would answer best today, or null. */
  best_article: string | null;
  /** The key of the gap without an article in which most of those count who searched for it and asked; null for none. */
  gap: string | null;
}

export interface FailedSearches {
  rows: FailedSearchRow[];
  /** Phrases that fewer people used than may be shown. */
  hidden: number;
}

export interface ReplyTimes {
  n: number;
  median: number | null;
  p90: number | null;
  max: number | null;
  within_target: Rate;
  withheld: Withheld;
}

/** Hours are support hours. */
export interface StatusAgeRow {
  status: string;
  open: number;
  median_hours: number | null;
  max_hours: number | null;
  oldest_hours_since_submission: number | null;
  languishing: number;
}

export interface Accuracy {
  coverage: Rate;
  decided: Rate;
  all: Rate;
  blind: Rate;
  kappa: number | null;
  /** Of two people: the ceiling of any accuracy. Null where withheld, or where all of them are of one kind. */
  second_reader_kappa: number | null;
  /** Named alike by both, of those that two people read. */
  second_reader: Rate;
  by_kind: Record<string, { precision: Rate; recall: Rate }>;
}

export interface ChannelRow {
  channel: string;
  tickets: number;
  without_trail: Rate;
}

export interface DemandTypeShare {
  failure: BoundedRate;
  value: BoundedRate;
  neither: BoundedRate;
}

/** What each report gives, by its name. */
export interface ReportData {
  help_outcomes: HelpOutcomes;
  self_service_rate: BoundedRate;
  form_deflection_rate: BoundedRate;
  deflected_tickets: DeflectedTickets;
  avoided_minutes: AvoidedMinutes;
  escalation_rate: Rate;
  kind_share: KindShare;
  sub_kind_counts: SubKindCounts;
  cost_per_contact: ContactCost;
  cost_by_root_cause: CauseCost[];
  demand_type_share: DemandTypeShare;
  gap_backlog: GapRow[];
  /** Every flag raised in the window. */
  bursts: Burst[];
  edit_effects: EditEffectRow[];
  failed_searches: FailedSearches;
  zero_result_rate: Rate;
  status_age: StatusAgeRow[];
  first_response_hours: ReplyTimes;
  kind_accuracy: Accuracy;
  channel_mix: ChannelRow[];
}

export type ReportName = keyof ReportData;

/** Reports of help attempts; all others are of requests. */
type OfAttempts =
  | 'help_outcomes'
  | 'self_service_rate'
  | 'form_deflection_rate'
  | 'deflected_tickets'
  | 'avoided_minutes'
  | 'escalation_rate'
  | 'failed_searches'
  | 'zero_result_rate';

export type ReportNotesOf<Name extends ReportName> = Name extends OfAttempts ? AttemptNotes : RequestNotes;

/** Several reports of the same window in one answer. */
export interface ReportSet<Name extends ReportName = ReportName> {
  from: string;
  to: string;
  filters: Record<string, string>;
  reports: { [Each in Name]: { data: ReportData[Each]; notes: ReportNotesOf<Each> } };
  /** Titles of the articles that the rows name, by slug; one that is gone has none. */
  titles?: Record<string, string>;
}
