// The orders of the queue and the cursors in them. Names from the request become columns here and nowhere else.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { TicketSort } from '../../contract/api/queue.ts';
import { AppError } from '../errors.ts';
import type { Condition } from './queue-conditions.ts';

type OrderColumn = 'submitted_at' | 'updated_at' | 'respond_by' | 'status_changed_at';

export interface Order {
  sort: TicketSort;
  /** Urgent ones before all others. */
  urgentFirst: boolean;
  /** Between priority and number; none where the number alone decides. */
  column: OrderColumn | null;
  direction: 'asc' | 'desc';
}

const ORDERS: Record<TicketSort, Omit<Order, 'sort'>> = {
  due: { urgentFirst: true, column: 'respond_by', direction: 'asc' },
  '-submitted_at': { urgentFirst: false, column: 'submitted_at', direction: 'desc' },
  submitted_at: { urgentFirst: false, column: 'submitted_at', direction: 'asc' },
  '-updated_at': { urgentFirst: false, column: 'updated_at', direction: 'desc' },
  updated_at: { urgentFirst: false, column: 'updated_at', direction: 'asc' },
  '-number': { urgentFirst: false, column: null, direction: 'desc' },
  number: { urgentFirst: false, column: null, direction: 'asc' },
  priority: { urgentFirst: true, column: null, direction: 'desc' },
  status_changed_at: { urgentFirst: false, column: 'status_changed_at', direction: 'asc' },
};

/** The place of one ticket in an order. */
export interface Place {
  priority: string;
  /** The value of the order's column; empty where it has none. */
  value: string;
  number: number;
}

export function orderOf(sort: TicketSort): Order {
  return { sort, ...ORDERS[sort] };
}

/** `ticket.respond_by` and the like, or an empty text. */
export function orderValue(order: Order): RawBuilder<string> {
  return order.column === null ? sql<string>`''` : sql<string>`${sql.ref(`ticket.${order.column}`)}`;
}

/** Within one priority, where `urgentFirst` says so. */
export function orderWithin(order: Order): RawBuilder<unknown> {
  const direction = order.direction === 'asc' ? sql`asc` : sql`desc`;
  if (order.column === null) return sql`ticket.number ${direction}`;
  return sql`${sql.ref(`ticket.${order.column}`)} ${direction}, ticket.number ${direction}`;
}

/** "urgent" sorts after "normal", so descending puts it on top. */
export function orderOfAll(order: Order): RawBuilder<unknown> {
  return order.urgentFirst ? sql`ticket.priority desc, ${orderWithin(order)}` : orderWithin(order);
}

/** What comes after a place, within its priority. */
export function afterWithin(order: Order, place: Place): Condition {
  const beyond = order.direction === 'asc' ? sql`>` : sql`<`;
  if (order.column === null) return sql`ticket.number ${beyond} ${place.number}`;
  return sql`(${sql.ref(`ticket.${order.column}`)}, ticket.number) ${beyond} (${place.value}, ${place.number})`;
}

/** What comes after a place in the whole order. */
export function afterAll(order: Order, place: Place): Condition {
  const within = afterWithin(order, place);
  if (!order.urgentFirst) return within;
  return sql<SqlBool>`(ticket.priority < ${place.priority} or (ticket.priority = ${place.priority} and ${within}))`;
}

/** Which of two places comes first: negative for `a`. */
export function comparePlaces(order: Order, a: Place, b: Place): number {
  if (order.urgentFirst && a.priority !== b.priority) return a.priority > b.priority ? -1 : 1;
  const sign = order.direction === 'asc' ? 1 : -1;
  if (a.value !== b.value) return a.value < b.value ? -sign : sign;
  return (a.number - b.number) * sign;
}

export function writeCursor(order: Order, place: Place): string {
  const value = [order.sort, place.priority, place.value, place.number];
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** @throws AppError validation_failed where the text is no cursor of this order. */
export function readCursor(order: Order, cursor: string): Place {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value) && value.length === 4 && value[0] === order.sort && Number.isSafeInteger(value[3])) {
      const [, priority, text, number] = value as [string, unknown, unknown, number];
      const isStorable = (part: unknown): part is string => typeof part === 'string' && !part.includes('\0');
      if (isStorable(priority) && isStorable(text) && Math.abs(number) <= 2_147_483_647)
        return { priority, value: text, number };
    }
  } catch (_notACursor) {
    // Said below: a cursor that cannot be read is one that was not ours.
  }
  throw new AppError('validation_failed', {
    errors: [{ pointer: '/cursor', detail: 'Use the next_cursor of the page before, in the same order.' }],
  });
}
