/** Says when an opened article counts as read (METHOD 2.3). */

/** Active time from which a view is a read; METHOD calls ten seconds a convention, so sites may set another. */
export const DEFAULT_READ_MIN_MS = 10_000;
/** A view that was scrolled this far needs less time. */
export const READ_SCROLL_PCT = 75;
/** The time that such a view still needs. */
export const READ_SCROLL_MIN_MS = 5_000;

/** What is known of one view. */
export interface ReadEvidence {
  readonly active_ms: number;
  readonly max_scroll_pct: number;
  readonly has_vote: boolean;
}

/** Whether a view is a qualified read: ten seconds, or five and three quarters of the page, or a vote (METHOD 2.3). */
export function isQualifiedRead(view: ReadEvidence, readMinMs: number = DEFAULT_READ_MIN_MS): boolean {
  const isLongEnough = view.active_ms >= readMinMs;
  const isScrolledThrough = view.max_scroll_pct >= READ_SCROLL_PCT && view.active_ms >= READ_SCROLL_MIN_MS;
  return isLongEnough || isScrolledThrough || view.has_vote;
}
