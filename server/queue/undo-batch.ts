// Puts back what a change to many changed: for a few minutes, by the same person, where nobody went on since.
import type { BulkRefusal, BulkUndoAnswer } from '../../contract/api/queue.ts';
import { BULK_UNDO_MINUTES } from '../../contract/limits.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../people/permissions.ts';
import { nowText, type Services } from '../services.ts';
import { classifyTicket } from '../tickets/classify-ticket.ts';
import type { TicketRow } from '../tickets/find-ticket.queries.ts';
import { addHistory } from '../tickets/history.ts';
import { inTurns, readTicket, refusalOf } from './change-many.ts';
import type { TicketBatchItemTable } from './queue.table.ts';

/** Columns that follow from others: put back, but no line of history of their own. */
const FOLLOWING = ['status_changed_at', 'solved_at', 'reopened_count', 'restricted', 'workflow', 'priority_reason'];

/** @throws AppError not_found for a batch of somebody else or none; not_possible_now where it is too late or done already. */
export async function undoBatch(services: Services, viewer: Viewer, id: string): Promise<BulkUndoAnswer> {
  const items = await services.writes.write((trx) => takeBatch(trx, services, viewer, id));
  const undone: number[] = [];
  const refused: BulkRefusal[] = [];
  await inTurns(services, [...items.keys()], {
    job: async (trx, number) => {
      const item = items.get(number);
      if (item) await putBack(trx, services, viewer, number, item);
    },
    done: (number) => undone.push(number),
    failed: (number, error) => refused.push(refusalOf(number, error)),
  });
  return { undone, refused };
}

/** Marks the batch as undone, so that two clicks do not undo twice, and gives its items by number. */
async function takeBatch(
  trx: Trx,
  services: Services,
  viewer: Viewer,
  id: string,
): Promise<Map<number, TicketBatchItemTable>> {
  const batch = await trx.selectFrom('ticket_batch').selectAll().where('id', '=', id).executeTakeFirst();
  if (!batch || batch.agent_id !== viewer.id) throw new AppError('not_found');
  if (batch.undone_at) throw new AppError('not_possible_now', { detail: 'This change has been undone already.' });
  const age = services.clock.now().getTime() - Date.parse(batch.at);
  if (age > BULK_UNDO_MINUTES * 60_000) {
    throw new AppError('not_possible_now', {
      detail: `A change to many can be undone for ${BULK_UNDO_MINUTES} minutes. Change the requests again instead.`,
    });
  }
  await trx
    .updateTable('ticket_batch')
    .set({ undone_at: nowText(services.clock) })
    .where('id', '=', id)
    .execute();
  await recordAudit(trx, services, viewer, { what: 'bulk_undone', about: id });
  const rows = await trx
    .selectFrom('ticket_batch_item')
    .innerJoin('ticket', 'ticket.id', 'ticket_batch_item.ticket_id')
    .selectAll('ticket_batch_item')
    .select('ticket.number')
    .where('batch_id', '=', id)
    .orderBy('ticket.number')
    .execute();
  return new Map(rows.map(({ number, ...item }) => [number, item]));
}

async function putBack(
  trx: Trx,
  services: Services,
  viewer: Viewer,
  number: number,
  item: TicketBatchItemTable,
): Promise<void> {
  const ticket = await readTicket(trx, viewer, number);
  if (ticket.version !== item.version_after)
    throw new AppError('stale', { detail: 'Somebody changed it since; it was left as it is.' });
  const before = JSON.parse(item.before) as Partial<TicketRow>;
  await trx
    .updateTable('ticket')
    .set({ ...before, version: ticket.version + 1, updated_at: nowText(services.clock) })
    .where('id', '=', ticket.id)
    .execute();
  // After the row, so that each line belongs to the version that it made.
  for (const [column, value] of Object.entries(before)) {
    if (FOLLOWING.includes(column) || column.startsWith('kind_') || column.startsWith('sub_kind_')) continue;
    await addHistory(trx, services, {
      ticketId: ticket.id,
      actor: viewer.id,
      what: column,
      from: textOf(ticket[column as keyof TicketRow]),
      to: textOf(value),
      note: 'undone',
    });
  }
  await classifyTicket(trx, ticket.id);
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
