// The tables of daily counts: a row for each day in the site's time zone and all that figures can be narrowed by.
import type { AttemptCount } from '../method/attempt-counts.ts';

/** What every row is of; an empty text where it is not known. */
export interface RollupPlace {
  /** As `2026-03-02`. */
  day: string;
  site: string;
  target_group: string;
  audience: string;
  locale: string;
  page_key: string;
  /** The restricted category of the request that the session became: its named readers alone may see the row. */
  category: string;
}

/**
 * Each count stands twice: in a row of its place, and in the whole one of its day, site and category, whose other columns
 * are empty; so that what is narrowed to nothing reads few rows, however many pages and languages there are.
 */
interface RollupRow extends RollupPlace {
  /** A hash of everything that the row is of. */
  id: string;
  is_whole: number;
}

/** Sums over the sessions that began on the day. */
export type AttemptDayTable = RollupRow & { [Count in AttemptCount]: number };

/** What was done with an article: sessions that opened it, that read it, and their last votes, on the day of the read. */
export interface ArticleDayTable extends RollupRow {
  article: string;
  opened: number;
  reads: number;
  yes: number;
  no: number;
  no_unclear: number;
  no_incomplete: number;
  no_outdated: number;
  no_wrong_topic: number;
  no_does_not_work: number;
}

/** Sessions that were left without an answer, by what they searched for and what they said no to. */
export interface UnansweredDayTable extends RollupRow {
  /** Sorted, JSON array; see demand-signs.ts. */
  signs: string;
  sessions: number;
}

/** Searches by wording. */
export interface PhraseDayTable extends RollupRow {
  cluster: number;
  phrase_id: number;
  /** As it was typed, in lower case and scrubbed; empty when the wording was forgotten. */
  form: string;
  searches: number;
  zero_results: number;
  no_click: number;
}

/** Sessions by what they searched for. */
export interface ClusterDayTable extends RollupRow {
  cluster: number;
  sessions: number;
  /** Of them those with a search that found nothing, and of these those that asked. */
  zero_sessions: number;
  zero_asked: number;
}

/** Articles opened from the results of what was searched for, each once a session. */
export interface ClusterArticleDayTable extends RollupRow {
  cluster: number;
  article: string;
  opened: number;
  reads: number;
}

export interface RollupStateTable {
  name: string;
  value: string;
}
