// How the backlog is ordered and narrowed, as part of the page's address; the score is the order that it has by itself.
import type { GapRow, GapSubKind } from '../../contract/api/gaps.ts';

export const ORDERS = ['score', 'users', 'minutes', 'effort'] as const;
export type Order = (typeof ORDERS)[number];

/** What a tile narrows the backlog to; `fault` is what does not work. */
export const CAUSES = ['missing', 'unfindable', 'unclear', 'not_looked', 'fault'] as const;
export type Cause = GapSubKind | 'fault';

export interface BacklogView {
  order: Order;
  cause: Cause | null;
}

/** What an address asks for; what is not understood is as if it were not there. */
export function backlogViewAt(search: string): BacklogView {
  const values = new URLSearchParams(search);
  return {
    order: ORDERS.find((order) => order === values.get('order')) ?? 'score',
    cause: CAUSES.find((cause) => cause === values.get('why')) ?? null,
  };
}

/** The same as values of an address. */
export function backlogValues({ order, cause }: BacklogView): Record<string, string | undefined> {
  return { order: order === 'score' ? undefined : order, why: cause ?? undefined };
}

export function causeOf({ sub_kind }: Pick<GapRow, 'sub_kind'>): Cause {
  return sub_kind ?? 'fault';
}

const VALUES: Record<Order, (row: GapRow) => number> = {
  score: ({ score }) => score,
  users: ({ users }) => users,
  minutes: ({ minutes }) => minutes,
  // Those whose effort nobody has said come last, among themselves by score.
  effort: ({ score_per_effort, score }) => score_per_effort ?? score - 1e12,
};

/** The rows in an order, those alike by their score; `place` is where each stands by score, from 1. */
export function orderRows(rows: readonly GapRow[], { order, cause }: BacklogView): { row: GapRow; place: number }[] {
  const value = VALUES[order];
  return rows
    .map((row, at) => ({ row, place: at + 1 }))
    .filter(({ row }) => cause === null || causeOf(row) === cause)
    .sort((a, b) => value(b.row) - value(a.row) || a.place - b.place);
}
