// The help sessions that figures and the list behind them count: the same condition for both, so that they agree.
import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { Viewer } from '../people/permissions.ts';
import type { ReportScope } from './report-rows.queries.ts';

/** Channels whose requests come from a help session. */
const SESSION_CHANNELS = ['widget', 'help_centre'];

/**
 * Sessions of the window, staff left out. One that became a restricted request is there for that request's named
 * readers only: what somebody looked at before they reported a hole says where the hole is.
 */
export function sessionsIn(db: Db, viewer: Viewer, scope: ReportScope) {
  const { channel, ...filters } = scope.filters;
  let query = visibleSessions(db, viewer)
    .where('help_session.started_at', '>=', scope.start)
    .where('help_session.started_at', '<', scope.end);
  for (const column of ['site', 'target_group', 'audience', 'locale', 'page_key'] as const) {
    const value = filters[column];
    if (value !== undefined) query = query.where(`help_session.${column}`, '=', value);
  }
  return channel !== undefined && !SESSION_CHANNELS.includes(channel) ? query.where(sql<boolean>`1 = 0`) : query;
}

/** All sessions but those of staff and of requests that this person may not know of. */
export function visibleSessions(db: Db, viewer: Viewer) {
  return db
    .selectFrom('help_session')
    .leftJoin('ticket', 'ticket.id', 'help_session.ticket_id')
    .where('help_session.is_staff', '=', 0)
    .where((eb) =>
      eb.or([
        eb('ticket.id', 'is', null),
        eb('ticket.restricted', '=', 0),
        ...(viewer.restrictedCategories.length > 0
          ? [eb('ticket.category', 'in', [...viewer.restrictedCategories])]
          : []),
      ]),
    );
}
