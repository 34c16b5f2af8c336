// Which tickets somebody may read, as a condition for queries.
import type { ExpressionBuilder } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Viewer } from '../people/permissions.ts';

/** The tickets that this person may read, as a condition that every list, count and figure shares. */
export function readableBy(viewer: Viewer) {
  return (eb: ExpressionBuilder<Database, 'ticket'>) =>
    eb.and([
      eb.or([
        eb('ticket.restricted', '=', 0),
        ...(viewer.restrictedCategories.length > 0
          ? [eb('ticket.category', 'in', [...viewer.restrictedCategories])]
          : []),
      ]),
      ...(viewer.role === 'specialist' ? [eb('ticket.assignee_id', '=', viewer.id)] : []),
    ]);
}
