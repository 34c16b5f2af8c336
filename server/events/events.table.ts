// The tables of use: raw events (kept 90 days) and the sessions, searches and reads that are derived from them.
import type { Generated } from 'kysely';

export interface EventTable {
  sid: string;
  seq: number;
  /** `browser`, or the id of the ticket whose submission the server wrote; the two may share a `seq`. */
  source: string;
  site: string;
  t_ms: number;
  type: string;
  /** The event's own fields, scrubbed, JSON. */
  body: string;
  received_at: string;
}

export interface HelpSessionTable {
  id: string;
  sid: string;
  site: string;
  started_at: string;
  last_event_at: string;
  ended_at: string | null;
  end_reason: string | null;
  page_key: string | null;
  target_group: string | null;
  audience: string | null;
  locale: string | null;
  user_ref: string | null;
  is_staff: number;
  host_error_count: number;
  host_error_codes: string;
  outcome: string;
  outcome_reason: string | null;
  provisional: number;
  form_opened: number;
  withdrawn: number;
  /** 1 yes, 0 no, null not asked or not answered. */
  would_have_contacted: number | null;
  other_channel: string | null;
  /** Slugs put in front of the person outside search results, JSON array. */
  shown: string;
  ticket_id: string | null;
  /** `same_session` or `follow_up`. */
  ticket_link: string | null;
  /** 1 when the person said yes after the form was opened (F_yes). */
  yes_after_form: Generated<number>;
  ends_with_search: Generated<number>;
  /** What it counts as in the daily counts, JSON (count-session.ts); null: not yet; empty: counted for good. */
  counted: string | null;
}

export interface SearchTable {
  session_id: string;
  search_id: string;
  seq: number;
  at: string;
  query: string;
  /** Null where neither a number nor results were reported. */
  result_count: number | null;
  result_ids: string;
  shown_count: number;
  trigger: string;
  /** Slugs opened from this search, JSON array. */
  opened_ids: string;
  /** Its wording; null for one that says nothing, and for whom it was erased. */
  phrase_id: number | null;
}

export interface ArticleViewTable {
  session_id: string;
  view_id: string;
  seq: number;
  at: string;
  article_id: string;
  revision: number | null;
  source: string | null;
  search_id: string | null;
  position: number | null;
  active_ms: number;
  max_scroll_pct: number;
  qualified: number;
  vote: string | null;
  vote_reason: string | null;
  vote_comment: string | null;
  close_source: string | null;
}
