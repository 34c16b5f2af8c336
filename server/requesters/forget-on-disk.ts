// Makes sure that what was erased is not left in the files of the database either.
import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { dialectOf } from '../db/dialect.ts';

/**
 * SQLite: empties the write-ahead log into the database, whose freed pages are overwritten (`secure_delete`).
 * PostgreSQL: the rows are gone for every reader; when their space is used again is decided by its VACUUM.
 * @returns a sentence for whoever asked where something is left for them to do, or null.
 */
export async function forgetOnDisk(db: Db): Promise<string | null> {
  if (dialectOf(db) === 'postgres')
    return 'PostgreSQL overwrites the space of erased rows after its next VACUUM; to have that now: VACUUM FULL, and remember your backups.';
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(TRUNCATE)`.execute(db);
  if (!rows[0]?.busy) return null;
  return 'Somebody was reading, so that the write-ahead log of the database still holds erased words. They go with its next checkpoint, at the latest with the next start.';
}
