// Requests that belong to no team: no digest tells of them.
import type { Db } from '../db/database.ts';
import type { Viewer } from '../people/permissions.ts';
import { type ReportScope, ticketsIn } from '../reports/report-rows.queries.ts';

/** How many of the window there are, as far as this person may know of them. @param scope of all teams. */
export async function requestsWithoutTeam(db: Db, viewer: Viewer, scope: ReportScope): Promise<number> {
  const { count } = await ticketsIn(db, viewer, scope)
    .where('ticket.target_group', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
