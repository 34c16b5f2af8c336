// Where a request stands in the view that it was opened from: kept in this tab by the queue, read by the page of a request.
const KEY = 'fp-console-view';

/** A view as the queue last showed it. */
export interface ShownView {
  /** What the view is called: "Everything open". */
  name: string;
  /** Address that shows it again, with its filters. */
  href: string;
  /** Numbers of requests in the order that was shown. */
  numbers: readonly number[];
  /** All that match, also those that were not shown. */
  total: number;
}

export interface PlaceInView {
  name: string;
  href: string;
  /** 1 is the first; null where the request is not in the view. */
  position: number | null;
  total: number;
  previous: number | null;
  next: number | null;
}

/** Called by the queue with what it shows, each time that changes. */
export function keepShownView(view: ShownView): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(view));
  } catch (_full) {
    // The page of a request then only offers the way back to the queue.
  }
}

/** The place of a request, or null where no queue was shown in this tab. */
export function placeInView(number: number): PlaceInView | null {
  const view = shownView();
  if (!view) return null;
  const at = view.numbers.indexOf(number);
  return {
    name: view.name,
    href: view.href,
    position: at < 0 ? null : at + 1,
    total: Math.max(view.total, view.numbers.length),
    previous: at < 0 ? null : (view.numbers[at - 1] ?? null),
    next: at < 0 ? (view.numbers[0] ?? null) : (view.numbers[at + 1] ?? null),
  };
}

function shownView(): ShownView | null {
  try {
    const view: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return isShownView(view) ? view : null;
  } catch (_unreadable) {
    return null;
  }
}

function isShownView(value: unknown): value is ShownView {
  if (!value || typeof value !== 'object') return false;
  const { name, href, numbers, total } = value as Record<string, unknown>;
  return (
    typeof name === 'string' &&
    typeof href === 'string' &&
    // An address of our own, whoever wrote it.
    /^\/admin(\?|$)/.test(href) &&
    Array.isArray(numbers) &&
    numbers.every((number) => Number.isInteger(number)) &&
    typeof total === 'number'
  );
}
