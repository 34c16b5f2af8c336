// Tells which of the two databases is in use, for the few places that must know (full-text search, the one writer).
import type { Kysely } from 'kysely';
import { PostgresAdapter } from 'kysely';

export type Dialect = 'sqlite' | 'postgres';

/** The database that `db`, or a transaction in it, speaks to. */
export function dialectOf<Tables>(db: Kysely<Tables>): Dialect {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}
