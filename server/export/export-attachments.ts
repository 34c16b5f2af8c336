// Copies the files that people attached beside an export, each under its id: what it is called stands with its request.
import { constants } from 'node:fs';
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of an export that holds the files of its requests. */
export const FILES_FOLDER = 'files';
const OWNER_ONLY = 0o600;

/** What of a request names its files. */
interface WithFiles {
  readonly files: readonly { readonly id: string }[];
  readonly replies: readonly { readonly files: readonly { readonly id: string }[] }[];
}

/** The files of the request itself and of its replies. */
export function filesOf<Ticket extends WithFiles>({ files, replies }: Ticket): { readonly id: string }[] {
  return [...files, ...replies.flatMap((reply) => reply.files)];
}

/**
 * Copies files by their ids.
 * @param from the folder that holds the bytes of attachments. @param to the folder of the export.
 * @returns how many, and how many are not there any more. Throws what the disk says of any other trouble.
 */
export async function copyFiles(
  ids: readonly string[],
  from: string,
  to: string,
): Promise<{ copied: number; missing: number }> {
  const counts = { copied: 0, missing: 0 };
  if (ids.length === 0) return counts;
  await mkdir(join(to, FILES_FOLDER), { recursive: true, mode: 0o700 });
  for (const id of ids)
    try {
      const target = join(to, FILES_FOLDER, id);
      await copyFile(join(from, id), target, constants.COPYFILE_FICLONE);
      await chmod(target, OWNER_ONLY);
      counts.copied += 1;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      counts.missing += 1;
    }
  return counts;
}
