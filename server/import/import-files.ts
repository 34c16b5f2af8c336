// Takes the files that lie beside an exported history: bytes first, under ids of their own, then their rows with the request.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../../contract/limits.ts';
import { beginFile, removeFiles, syncFolder } from '../attachments/attachment-files.ts';
import { cleanFileName, typeOfFileName } from '../attachments/clean-file-name.ts';
import type { ReceivedFile } from '../attachments/read-multipart.ts';
import type { Config } from '../config.ts';
import type { Trx } from '../db/database.ts';
import { FILES_FOLDER } from '../export/export-attachments.ts';
import type { Ids } from '../services.ts';
import type { ImportedFile, ImportedTicket } from './import-schema.ts';
import type { Finding } from './read-history.ts';

/** Where an import finds files, and where they go. */
export interface FilePlaces {
  /** The folder of the file of history. */
  readonly from: string;
  readonly config: Pick<Config, 'dataDir'>;
}

/** Files on the disk by the ids that the history names them by; they have no rows yet. */
export type TakenFiles = ReadonlyMap<string, ReceivedFile>;

/** The files of a ticket and of its replies. */
export function filesOfTicket({ files, replies }: ImportedTicket): readonly ImportedFile[] {
  return [...(files ?? []), ...(replies ?? []).flatMap((reply) => reply.files ?? [])];
}

/**
 * Copies the files of these tickets. What is not there, too large, or holds other bytes than the history says is left out,
 * and said. @param places null where a history has no folder: then none are taken.
 */
export async function takeFiles(
  tickets: readonly ImportedTicket[],
  places: FilePlaces | null,
  ids: Ids,
): Promise<{ taken: TakenFiles; notes: Finding[] }> {
  const taken = new Map<string, ReceivedFile>();
  const notes: Finding[] = [];
  for (const ticket of tickets)
    for (const [nth, file] of filesOfTicket(ticket).entries()) {
      const place = `tickets (${ticket.id}).files (${file.id})`;
      const isTooMany = nth >= LIMITS.attachmentsPerTicket;
      const received = places === null || isTooMany ? null : await copyFile(file, places, ids);
      if (received) taken.set(file.id, received);
      else notes.push({ place, text: isTooMany ? TOO_MANY : NOT_TAKEN });
    }
  if (places && taken.size > 0) await syncFolder(places.config);
  return { taken, notes };
}

const NOT_TAKEN = `its bytes are not in the folder "${FILES_FOLDER}" beside the history, or are others: left out`;
const TOO_MANY = `a request takes at most ${LIMITS.attachmentsPerTicket} files: left out`;

/** Null where it cannot be taken. @throws AppError storage_full or unavailable. */
async function copyFile(
  { id, name, sha256 }: ImportedFile,
  { from, config }: FilePlaces,
  ids: Ids,
): Promise<ReceivedFile | null> {
  const copy = ids.uuid();
  const arriving = await beginFile(config, copy);
  let size = 0;
  try {
    for await (const chunk of createReadStream(join(from, FILES_FOLDER, id)) as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size > LIMITS.attachmentBytes) break;
      await arriving.write(chunk);
    }
  } catch (error) {
    await arriving.drop();
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') return null;
    throw error;
  }
  if (size > LIMITS.attachmentBytes) {
    await arriving.drop();
    return null;
  }
  const kept = await arriving.keep();
  if (kept.sha256 !== sha256) {
    await removeFiles(config, [copy]);
    return null;
  }
  const clean = cleanFileName(name ?? undefined);
  return { id: copy, name: clean, type: typeOfFileName(clean), bytes: kept.bytes, sha256: kept.sha256 };
}

/** Gives the files of one message their rows. @param at when the message was written. */
export async function writeFiles(
  trx: Trx,
  message: { ticketId: string; messageId: string; at: string },
  files: readonly ImportedFile[],
  taken: TakenFiles,
): Promise<void> {
  const rows = files.flatMap(({ id }, position) => {
    const file = taken.get(id);
    if (!file) return [];
    const { id: own, name, type, bytes, sha256 } = file;
    const { ticketId: ticket_id, messageId: message_id, at: created_at } = message;
    return [{ id: own, ticket_id, message_id, position, name, type, bytes, sha256, created_at }];
  });
  if (rows.length > 0) await trx.insertInto('attachment').values(rows).execute();
}
