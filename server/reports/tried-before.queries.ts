// Reads the requests from widget and help centre, with whether their people read or searched before they asked.
import type { Db } from '../db/database.ts';
import type { Viewer } from '../people/permissions.ts';
import { asCounted, type ReportScope, type ScopedTicket, ticketsIn } from './report-rows.queries.ts';

/** Channels whose requests can have something tried before them (METHOD 2.4). */
export const TRIED_CHANNELS = ['widget', 'help_centre'];

export interface TriedTicket extends ScopedTicket {
  read_before: boolean;
  searched_before: boolean;
}

export async function triedBefore(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  asShown: boolean,
): Promise<TriedTicket[]> {
  const rows = await ticketsIn(db, viewer, scope)
    .where('ticket.channel', 'in', TRIED_CHANNELS)
    .select([
      'ticket.id',
      'ticket.submitted_at',
      'ticket.requester_key',
      'ticket.target_group',
      'ticket.kind',
      'ticket.sub_kind_auto',
      'ticket.sub_kind_reason',
      'ticket.sub_kind_weak',
      'ticket.sub_kind_confirmed',
      'ticket.handling_minutes',
      'ticket.kind_confirmed',
      'ticket.kind_suggested_2',
      'ticket.blind',
      'ticket.trail',
      'ticket.erased_at',
      'ticket.read_before',
      'ticket.searched_before',
    ])
    .execute();
  return rows.map((row) =>
    Object.assign(asCounted(row, asShown), {
      read_before: row.read_before === 1,
      searched_before: row.searched_before === 1,
    }),
  );
}
