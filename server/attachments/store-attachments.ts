// Gives received files their rows, as part of the transaction that stores their message, and takes them away again.
import { LIMITS } from '../../contract/limits.ts';
import type { Trx } from '../db/database.ts';
import { AppError, asAppError } from '../errors.ts';
import { nowText, type Services } from '../services.ts';
import { removeFiles } from './attachment-files.ts';
import type { ReceivedFile } from './read-multipart.ts';

/** @throws AppError not_possible_now where the request holds as many files as it may. */
export async function storeAttachments(
  trx: Trx,
  services: Services,
  to: { ticketId: string; messageId: string },
  files: readonly ReceivedFile[],
): Promise<void> {
  if (files.length === 0) return;
  const { count } = await trx
    .selectFrom('attachment')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ticket_id', '=', to.ticketId)
    .executeTakeFirstOrThrow();
  if (Number(count) + files.length > LIMITS.attachmentsPerTicket) {
    throw new AppError('not_possible_now', {
      detail: `A request takes at most ${LIMITS.attachmentsPerTicket} files. Write a new one.`,
    });
  }
  const at = nowText(services.clock);
  await trx
    .insertInto('attachment')
    .values(
      files.map(({ id, name, type, bytes, sha256 }, position) => ({
        id,
        ticket_id: to.ticketId,
        message_id: to.messageId,
        position,
        name,
        type,
        bytes,
        sha256,
        created_at: at,
      })),
    )
    .execute();
}

/**
 * Runs what stores `files`, and removes them from the disk where it surely did not. After an error that leaves it open
 * whether the transaction was committed they stay, for `removeOrphanFiles` to decide.
 */
export async function keepingFiles<T>(
  services: Services,
  files: readonly ReceivedFile[],
  store: () => Promise<T>,
  isStored: (result: T) => boolean = () => true,
): Promise<T> {
  const ids = files.map(({ id }) => id);
  try {
    const result = await store();
    if (!isStored(result)) await removeFiles(services.config, ids);
    return result;
  } catch (error) {
    const isRolledBack = error instanceof AppError || asAppError(error).code === 'storage_full';
    if (isRolledBack) await removeFiles(services.config, ids);
    throw error;
  }
}

/**
 * Removes the rows of all files of these requests and of what was written by their keys. A file that another person sent
 * by the key of a request that was merged into one of these goes back to that request. To be called while the messages
 * are still there. @returns the ids for `removeFiles`, after the commit.
 */
export async function removeAttachmentsOf(trx: Trx, ticketIds: readonly string[]): Promise<string[]> {
  if (ticketIds.length === 0) return [];
  const rows = await trx
    .selectFrom('attachment')
    .innerJoin('ticket_message', 'ticket_message.id', 'attachment.message_id')
    .select(['attachment.id', 'ticket_message.via_ticket_id'])
    .where((eb) =>
      eb.or([
        eb('attachment.ticket_id', 'in', [...ticketIds]),
        eb('ticket_message.via_ticket_id', 'in', [...ticketIds]),
      ]),
    )
    .execute();
  const ids: string[] = [];
  for (const { id, via_ticket_id: via } of rows) {
    if (via === null || ticketIds.includes(via)) ids.push(id);
    else await trx.updateTable('attachment').set({ ticket_id: via }).where('id', '=', id).execute();
  }
  if (ids.length > 0) await trx.deleteFrom('attachment').where('id', 'in', ids).execute();
  return ids;
}
