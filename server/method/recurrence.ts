/** Whether a gap keeps happening (METHOD 7.3): by how many people, in how many weeks. */

export type Recurrence = 'recurring' | 'emerging' | 'isolated';

const RECURRING_REQUESTERS = 3;
const RECURRING_WEEKS = 2;

/** One ticket of a gap: whose, and in which ISO week it came. */
export interface WhoAndWhen {
  /** Null where nobody can be told apart: such a ticket counts as a person of its own. */
  readonly requester: string | null;
  /** As `2026-W10`. */
  readonly week: string;
}

/** How many different people these tickets are from. */
export function countRequesters(tickets: readonly Pick<WhoAndWhen, 'requester'>[]): number {
  const named = new Set<string>();
  let unknown = 0;
  for (const { requester } of tickets)
    if (requester === null) unknown += 1;
    else named.add(requester);
  return named.size + unknown;
}

/** How many ISO weeks have one of these tickets. */
export function countWeeks(tickets: readonly WhoAndWhen[]): number {
  return new Set(tickets.map(({ week }) => week)).size;
}

/** The recurrence of a gap with these tickets of the window, at least one. */
export function recurrenceOf(tickets: readonly WhoAndWhen[]): Recurrence {
  const requesters = countRequesters(tickets);
  if (requesters >= RECURRING_REQUESTERS && countWeeks(tickets) >= RECURRING_WEEKS) return 'recurring';
  return requesters >= 2 ? 'emerging' : 'isolated';
}
