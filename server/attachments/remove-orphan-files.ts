// Removes files that no message holds: uploads that were cut, and what a crash left between file and row.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ORPHAN_FILE_HOURS } from '../../contract/limits.ts';
import type { Services } from '../services.ts';
import { ARRIVING, attachmentsFolder, FILE_NAME } from './attachment-files.ts';
import { knownAttachments } from './attachments.queries.ts';

const MS_PER_HOUR = 3_600_000;
const MS_PER_MINUTE = 60_000;
/** No upload takes so long: a request that is not whole after a minute is given up. */
const OTHER_PROCESS_MINUTES = 10;
/** So many names are looked up at once. */
const BATCH = 500;

/**
 * At `start` nothing of this process is under way. On SQLite that means nothing at all; on PostgreSQL another process may
 * be at work in the same folder, so what is fresh is left alone. Returns how many were removed.
 */
export async function removeOrphanFiles(
  services: Pick<Services, 'config' | 'db' | 'clock' | 'log'>,
  when: 'start' | 'later',
): Promise<number> {
  const folder = attachmentsFolder(services.config);
  const isAlone = services.config.databaseUrl.startsWith('sqlite:');
  const now = services.clock.now().getTime();
  const startAge = isAlone ? Number.NEGATIVE_INFINITY : OTHER_PROCESS_MINUTES * MS_PER_MINUTE;
  const minAge = when === 'start' ? startAge : ORPHAN_FILE_HOURS * MS_PER_HOUR;
  const names = (await namesIn(folder)).filter((name) => FILE_NAME.test(name));
  let removed = 0;
  for (let at = 0; at < names.length; at += BATCH) {
    const batch = names.slice(at, at + BATCH);
    const known = await knownAttachments(
      services.db,
      batch.filter((name) => !name.endsWith(ARRIVING)),
    );
    for (const name of batch) {
      if (known.has(name) || now - (await changedAt(join(folder, name))) < minAge) continue;
      await rm(join(folder, name), { force: true });
      removed += 1;
    }
  }
  if (removed > 0) services.log.info({ removed }, 'files that no request holds were removed');
  return removed;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Milliseconds; a file that is gone meanwhile counts as fresh. */
async function changedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (_gone) {
    return Number.POSITIVE_INFINITY;
  }
}
