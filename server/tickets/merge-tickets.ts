// Merges one request into another that says the same, and takes them apart again. Nothing is moved and nothing is lost:
// the merged one keeps its words, files, trail and history, and all of them are read from the one that stays.
import { UNMERGE_HOURS } from '../../contract/limits.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { canMergeTickets, canReadTicket, type Viewer } from '../people/permissions.ts';
import { indexTicketText } from '../queue/ticket-search.ts';
import { type Clock, nowText, type Services } from '../services.ts';
import { classifyTicket } from './classify-ticket.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { addHistory } from './history.ts';
import { type MergeRow, mergedInto, mergeOf, survivorOf } from './merged-tickets.queries.ts';

const MERGED_STATUS = 'duplicate';
const MS_PER_HOUR = 3_600_000;

/** What `unmergeTicket` gives back. */
type Before = Pick<TicketRow, 'status' | 'solved_at' | 'resolution_code' | 'duplicate_of'>;

/**
 * Consequences in order: checks, the merged request's row, who went where, both histories, kind of the merged one (that
 * of the original, METHOD 5). All in the caller's transaction.
 * @throws AppError cannot_merge, saying why; a request that this person may not see is as one that is not there.
 */
export async function mergeTicket(
  trx: Trx,
  services: Services,
  ticket: TicketRow,
  viewer: Viewer,
  intoNumber: number,
): Promise<void> {
  const into = await trx.selectFrom('ticket').selectAll().where('number', '=', intoNumber).executeTakeFirst();
  const target = await checkMerge(trx, viewer, ticket, into);
  const at = nowText(services.clock);
  const before: Before = {
    status: ticket.status,
    solved_at: ticket.solved_at,
    resolution_code: ticket.resolution_code,
    duplicate_of: ticket.duplicate_of,
  };
  const status = MERGED_STATUS in services.settings.statuses ? MERGED_STATUS : ticket.status;
  await change(trx, ticket, at, {
    status,
    status_changed_at: status === ticket.status ? ticket.status_changed_at : at,
    solved_at: ticket.solved_at ?? at,
    resolution_code: 'duplicate_of',
    duplicate_of: target.id,
  });
  await change(trx, target, at, {});
  await trx
    .insertInto('ticket_merge')
    .values({ ticket_id: ticket.id, into_id: target.id, at, actor: viewer.id, before: JSON.stringify(before) })
    .execute();
  const line = { actor: viewer.id, note: null };
  if (status !== ticket.status)
    await addHistory(trx, services, { ...line, ticketId: ticket.id, what: 'status', from: ticket.status, to: status });
  await addHistory(trx, services, { ...line, ticketId: ticket.id, what: 'merged_into', to: String(target.number) });
  await addHistory(trx, services, { ...line, ticketId: target.id, what: 'merged', to: String(ticket.number) });
  await classifyTicket(trx, ticket.id);
}

/**
 * Gives a merged request back what it was, within `UNMERGE_HOURS`. What its requester wrote meanwhile comes with it;
 * what the team answered stays where it was written.
 * @throws AppError not_possible_now where it is not merged, or was for too long, or with one that this person may not see.
 */
export async function unmergeTicket(trx: Trx, services: Services, ticket: TicketRow, viewer: Viewer): Promise<void> {
  const merge = await mergeOf(trx, ticket.id);
  if (!merge) throw new AppError('not_possible_now', { detail: 'This request was not merged into another one.' });
  if (!mayUnmerge(services.clock, merge)) {
    throw new AppError('not_possible_now', {
      detail: `A merge can be undone for ${UNMERGE_HOURS} hours. Open this request again instead, or write a new one.`,
    });
  }
  const survivor = await survivorOf(trx, ticket);
  const into = await trx.selectFrom('ticket').selectAll().where('id', '=', merge.into_id).executeTakeFirstOrThrow();
  // Words would come back from a request whose readers this person is not one of.
  if (!canReadTicket(viewer, survivor) || !canReadTicket(viewer, into)) {
    throw new AppError('not_possible_now', {
      detail: 'It was merged into a request that you may not see. Ask somebody who may to take them apart.',
    });
  }
  const before = JSON.parse(merge.before) as Before;
  const at = nowText(services.clock);
  await trx.deleteFrom('ticket_merge').where('ticket_id', '=', ticket.id).execute();
  await change(trx, ticket, at, { ...before, status_changed_at: at });
  await change(trx, into, at, {});
  await takeWordsBack(trx, survivor.id, ticket);
  const line = { actor: viewer.id, note: null };
  if (before.status !== ticket.status)
    await addHistory(trx, services, {
      ...line,
      ticketId: ticket.id,
      what: 'status',
      from: ticket.status,
      to: before.status,
    });
  await addHistory(trx, services, { ...line, ticketId: ticket.id, what: 'unmerged', from: String(into.number) });
  await addHistory(trx, services, { ...line, ticketId: into.id, what: 'unmerged', from: String(ticket.number) });
  await classifyTicket(trx, ticket.id);
}

export function mayUnmerge(clock: Clock, merge: Pick<MergeRow, 'at'>): boolean {
  return clock.now().getTime() - Date.parse(merge.at) <= UNMERGE_HOURS * MS_PER_HOUR;
}

/**
 * Answers and moves belong to the request that stays.
 * @throws AppError not_possible_now naming it, where this person may see it.
 */
export async function requireNotMerged(trx: Trx, viewer: Viewer, ticket: TicketRow): Promise<void> {
  if (!(await mergeOf(trx, ticket.id))) return;
  const survivor = await survivorOf(trx, ticket);
  const isKnown = survivor.id !== ticket.id && canReadTicket(viewer, survivor);
  throw new AppError('not_possible_now', {
    detail: isKnown
      ? `This request was merged into ${survivor.number}. Go on there: whoever wrote this one sees the answer too.`
      : 'This request was merged into another one. Take them apart first.',
    members: isKnown ? { merged_into: survivor.number } : {},
  });
}

/** The request to merge into, where nothing speaks against it. */
async function checkMerge(
  trx: Trx,
  viewer: Viewer,
  ticket: TicketRow,
  into: TicketRow | undefined,
): Promise<TicketRow> {
  if (!into || !canReadTicket(viewer, into)) throw refusal('There is no request of this number that you may see.');
  if (!canMergeTickets(viewer, into)) throw refusal('You may not change the other request.');
  if (into.id === ticket.id) throw refusal('A request cannot be merged into itself.');
  if (into.restricted !== ticket.restricted || (ticket.restricted && into.category !== ticket.category)) {
    throw refusal('A restricted request is merged only with one of the same restricted category.');
  }
  const already = await mergeOf(trx, ticket.id);
  if (already) throw refusal('This request was merged already. Take them apart first.');
  const survivor = await survivorOf(trx, into);
  if (survivor.id === ticket.id) throw refusal(`${into.number} was merged into this one. Take them apart first.`);
  if (survivor.id !== into.id) {
    throw refusal(
      canReadTicket(viewer, survivor)
        ? `${into.number} was merged into ${survivor.number}. Merge into ${survivor.number}.`
        : `${into.number} was merged into another request. Merge into that one.`,
    );
  }
  return into;
}

/** What came by the keys of this request and of those that were merged into it goes back to it. */
async function takeWordsBack(trx: Trx, from: string, ticket: TicketRow): Promise<void> {
  const others = (await mergedInto(trx, ticket.id)).map((merged) => merged.ticket.id);
  const moved = await trx
    .selectFrom('ticket_message')
    .select('id')
    .where('ticket_id', '=', from)
    .where('via_ticket_id', 'in', [ticket.id, ...others])
    .execute();
  const ids = moved.map(({ id }) => id);
  if (ids.length === 0) return;
  const home = { ticket_id: ticket.id };
  await trx
    .updateTable('ticket_message')
    .set({ ...home, version: ticket.version + 1 })
    .where('id', 'in', ids)
    .execute();
  await trx
    .updateTable('ticket_message')
    .set({ via_ticket_id: null })
    .where('id', 'in', ids)
    .where('via_ticket_id', '=', ticket.id)
    .execute();
  await trx.updateTable('attachment').set(home).where('message_id', 'in', ids).execute();
  for (const id of [from, ticket.id]) await indexTicketText(trx, id);
}

async function change(trx: Trx, ticket: TicketRow, at: string, changes: Partial<TicketRow>): Promise<void> {
  await trx
    .updateTable('ticket')
    .set({ ...changes, version: ticket.version + 1, updated_at: at })
    .where('id', '=', ticket.id)
    .execute();
}

function refusal(detail: string): AppError {
  return new AppError('cannot_merge', { detail, errors: [{ pointer: '/into', detail }] });
}
