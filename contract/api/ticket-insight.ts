// What the page of a request is told about it: what they tried first, what it counts as, what probably answers it.
import type { ANSWER_STATES, KINDS, OTHER_KINDS, RESOLUTION_CODES, SUB_KINDS } from './admin-tickets.ts';

export type KindName = (typeof KINDS)[number];

export type SubKindName = (typeof SUB_KINDS)[number];

export type AnswerStateName = (typeof ANSWER_STATES)[number];

export type ResolutionCodeName = (typeof RESOLUTION_CODES)[number];

export type OtherKindName = (typeof OTHER_KINDS)[number];

export type ConfidenceName = 'high' | 'medium' | 'low';

/** An article as the page names it; `title` is the slug, and `url` null, where no such article is published any more. */
export interface ArticleLink {
  slug: string;
  title: string;
  url: string | null;
}

/** One step of "What they tried first", in order; `at_s` is seconds since the help was opened. */
export type TriedStep =
  | {
      kind: 'search';
      at_s: number;
      query: string;
      result_count: number | null;
      /** In rank order, with what was opened from this list; those that were in sight come first (`shown_count`). */
      results: (ArticleLink & { opened: boolean })[];
      shown_count: number;
    }
  | {
      kind: 'read';
      at_s: number;
      view_id: string;
      article: ArticleLink;
      revision: number | null;
      /** Since when the article reads as they read it; null where nobody kept that. */
      revision_at: string | null;
      source: string | null;
      /** Place in the list that it was opened from, 1 is first. */
      position: number | null;
      seconds: number;
      scroll_pct: number;
      /** Long enough, or voted on (METHOD 2.3). */
      is_read: boolean;
    }
  | {
      kind: 'vote';
      at_s: number;
      article: ArticleLink;
      value: 'yes' | 'no';
      reason: string | null;
      comment: string | null;
    }
  | {
      /** Shown without being searched for: on this page before any search, or while the request was written. */
      kind: 'suggested';
      at_s: number;
      when: 'page' | 'writing';
      articles: (ArticleLink & { opened: boolean })[];
    }
  | { kind: 'form_opened'; at_s: number; entry: string | null }
  | { kind: 'sent'; at_s: number | null };

export interface TriedFirst {
  /** `attached`, `removed` by the person, or `none`: no session was sent, or the category is restricted. */
  state: 'attached' | 'removed' | 'none';
  page_key: string | null;
  /** From opening the help to sending; null where nothing was recorded. */
  seconds: number | null;
  steps: TriedStep[];
}

export interface KindSuggestionView {
  kind: KindName | 'undetermined';
  label: string;
  confidence: ConfidenceName;
  /** Whole sentences, the weightiest first. */
  sentences: string[];
}

/** What a request would count as, or counts as. */
export interface CountsAs {
  kind: KindName | 'undetermined';
  kind_label: string;
  sub_kind: SubKindName | null;
  sub_kind_label: string | null;
  /** The article that this concerns. */
  article: ArticleLink | null;
  /** Stable name of the rule's line (METHOD 6). */
  reason: string | null;
  /** The reason as a sentence, e.g. "They read this article and still had to ask." */
  sentence: string;
  /** What an editor should do: `write`, `add_words`, `retitle`, `rewrite`, `promote`, `fix_product`, or null. */
  action: 'write' | 'add_words' | 'retitle' | 'rewrite' | 'promote' | 'fix_product' | null;
  action_label: string | null;
  /** The person may have looked on an earlier page, which left no trace. */
  weak: boolean;
}

/** What one of two people said of the kind of a request; `who` is null where nobody knows any more. */
export interface KindReading {
  kind: KindName;
  label: string;
  who: string | null;
}

/**
 * One confirmed request in twenty is read by a second person. `asked`: this viewer is one of those who may, and all that
 * tells its kind is hidden from them until somebody has. Afterwards: whether the two said the same; who said what is for
 * the two and for admins, null for others.
 */
export type SecondReadingView =
  | { is: 'asked' }
  | { is: 'alike' | 'different'; at: string; readings: { first: KindReading; second: KindReading } | null };

export interface SolveSuggestion {
  answer_state: AnswerStateName | null;
  /** Why these: linked in a public reply, or read before writing. */
  answer_articles: (ArticleLink & { because: 'linked' | 'read' | 'opened' | 'named' })[];
  resolution_code: ResolutionCodeName | null;
  root_cause: string | null;
  /** What each of the three answers would make of the request; with the suggested articles for the first. */
  if_article: CountsAs;
  if_no_article: CountsAs;
  if_not_knowledge: CountsAs;
  /** The same as `if_article` for each article that the person saw or that was linked, by slug. */
  by_article: Record<string, CountsAs>;
  /** What may be chosen. */
  resolution_codes: { key: ResolutionCodeName; label: string }[];
  root_causes: { key: string; label: string }[];
}
