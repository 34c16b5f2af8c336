// The other requests of the same person, as far as this viewer may see them.
import type { OtherTicket, TicketDetail } from '../../contract/api/ticket-work.ts';
import type { Db } from '../db/database.ts';
import type { Viewer } from '../people/permissions.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { readableBy } from './readable-by.ts';
import { endsRequest, statusLabel } from './workflow-of.ts';

const SHOWN = 5;

export async function otherTicketsOf(
  db: Db,
  settings: Settings,
  viewer: Viewer,
  ticket: TicketRow,
): Promise<TicketDetail['requester_others']> {
  if (ticket.requester_key === null) return { count: 0, open: 0, tickets: [] };
  const others = db
    .selectFrom('ticket')
    .where('ticket.requester_key', '=', ticket.requester_key)
    .where('ticket.id', '!=', ticket.id)
    .where(readableBy(viewer));
  const byStatus = await others
    .select(['ticket.status', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('ticket.status')
    .execute();
  const latest = await others
    .select(['ticket.number', 'ticket.subject', 'ticket.status', 'ticket.submitted_at'])
    .orderBy('ticket.submitted_at', 'desc')
    .orderBy('ticket.number', 'desc')
    .limit(SHOWN)
    .execute();
  const total = (rows: typeof byStatus) => rows.reduce((sum, row) => sum + Number(row.count), 0);
  return {
    count: total(byStatus),
    open: total(byStatus.filter(({ status }) => !endsRequest(settings, status))),
    tickets: latest.map((row) => otherTicket(settings, row)),
  };
}

export function otherTicket(
  settings: Settings,
  row: Pick<TicketRow, 'number' | 'subject' | 'status' | 'submitted_at'>,
): OtherTicket {
  const { number, subject, status, submitted_at } = row;
  return { number, subject, status, status_label: statusLabel(settings, status), submitted_at };
}
