// Which requests were open at a moment, in which status and since when: of those that went on since then, from their history.
import type { ExpressionBuilder } from 'kysely';
import type { Database, Db } from '../db/database.ts';
import { groupBy } from '../method/group-by.ts';
import type { OpenTicket } from '../method/status-ages.ts';
import type { Viewer } from '../people/permissions.ts';
import { readableBy } from '../tickets/readable-by.ts';
import type { ReportScope } from './report-rows.queries.ts';

/**
 * All that had been sent by then and had not ended, whenever they were sent. Erased ones wait for nobody.
 * @param at ISO 8601, UTC. @param ends the statuses that end a request.
 */
export async function openTicketsAt(
  db: Db,
  viewer: Viewer,
  filters: ReportScope['filters'],
  at: string,
  ends: readonly string[],
): Promise<OpenTicket[]> {
  let query = db
    .selectFrom('ticket')
    .where('ticket.submitted_at', '<', at)
    .where('ticket.erased_at', 'is', null)
    .where((eb) => readableBy(viewer)(eb as ExpressionBuilder<Database, 'ticket'>));
  for (const [column, value] of Object.entries(filters) as [keyof ReportScope['filters'], string | undefined][])
    if (value !== undefined) query = query.where(`ticket.${column}`, '=', value);
  // Those that go on are few, and found by index only by what they are in, not by what they are not in.
  const inUse = await db.selectFrom('ticket').select('status').distinct().execute();
  const goingOn = inUse.flatMap(({ status }) => (ends.includes(status) ? [] : status));
  const settled =
    goingOn.length === 0
      ? []
      : await query
          .select(['ticket.status', 'ticket.status_changed_at', 'ticket.submitted_at'])
          .where('ticket.status_changed_at', '<', at)
          .where('ticket.status', 'in', goingOn)
          .execute();
  const moved = query.where('ticket.status_changed_at', '>=', at);
  const since = await moved.select(['ticket.id', 'ticket.submitted_at']).execute();
  const moves = await db
    .selectFrom('ticket_history')
    .select(['ticket_id', 'at', 'to_value'])
    .where('what', '=', 'status')
    .where('at', '<', at)
    .where('ticket_id', 'in', moved.select('ticket.id'))
    .orderBy('at')
    .orderBy('version')
    // Of one moment, as they were made: ids are in that order.
    .orderBy('id')
    .execute();
  const movesOf = groupBy(moves, ({ ticket_id }) => ticket_id);
  const then = since.flatMap(({ id, submitted_at }) => {
    const last = movesOf.get(id)?.findLast(({ to_value }) => to_value !== null);
    return last?.to_value ? [{ status: last.to_value, status_changed_at: last.at, submitted_at }] : [];
  });
  return [...settled, ...then.filter(({ status }) => !ends.includes(status))];
}
