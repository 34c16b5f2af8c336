// Tells whether anything was written since, by whichever process: what was worked out of unchanged data still holds.
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { dialectOf } from './dialect.ts';

/** Another text after every commit that changed anything; it may also be another one without any. */
export async function dataVersion(db: Db): Promise<string> {
  if (dialectOf(db) === 'postgres') {
    // What this moment sees, not what was logged: a commit is in the log before anybody sees what it changed.
    const { rows } = await sql<{ at: string }>`select pg_current_snapshot()::text as at`.execute(db);
    return rows[0]?.at ?? '';
  }
  // What this connection changed, and what all others did.
  const own = await sql<{ changes: number }>`select total_changes() as changes`.execute(db);
  const others = await sql<{ data_version: number }>`pragma data_version`.execute(db);
  return `${own.rows[0]?.changes} ${others.rows[0]?.data_version}`;
}
