// What an error of either database means to those who asked: away for now, full, or a value that it cannot hold.

/** The database cannot be used just now: it is away, starting, switching over, or has no connection left. */
export class DatabaseUnavailableError extends Error {
  readonly code = 'DATABASE_UNAVAILABLE';
}

export type DatabaseTrouble = 'unavailable' | 'full' | 'bad_value';

const SQLITE_UNAVAILABLE = /^SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|READONLY|CORRUPT)/;

/**
 * PostgreSQL's codes (SQLSTATE) for what passes: connections (08, 57P), a standby that only reads (25006), a transaction
 * that was ended for waiting too long (25P03), serialisation and deadlocks (40), locks and statements that took too long
 * (55P03, 57014), connections and memory used up (53), errors of the disk (58), a password that was changed meanwhile (28).
 */
const POSTGRES_UNAVAILABLE = /^(08|25006|25P03|28|3D000|40|53|55P03|57|58|XX)/;
const POSTGRES_FULL = '53100';
/** A number out of range, text that is no number, a NUL character. */
const POSTGRES_BAD_VALUE = /^22(003|021|P02|P05)$/;

const DEEPEST_CAUSE = 5;

/** What an error of the database means, also one that a library has wrapped; null where it is not one of these. */
export function databaseTroubleOf(error: unknown): DatabaseTrouble | null {
  let inner = error;
  for (let depth = 0; depth < DEEPEST_CAUSE && typeof inner === 'object' && inner !== null; depth += 1) {
    const trouble = troubleOf(inner);
    if (trouble) return trouble;
    inner = (inner as { cause?: unknown }).cause;
  }
  return null;
}

function troubleOf(error: unknown): DatabaseTrouble | null {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === POSTGRES_FULL) return 'full';
  if (code === 'DATABASE_UNAVAILABLE' || SQLITE_UNAVAILABLE.test(code)) return 'unavailable';
  if (!/^[0-9A-Z]{5}$/.test(code)) return null;
  if (POSTGRES_BAD_VALUE.test(code)) return 'bad_value';
  return POSTGRES_UNAVAILABLE.test(code) ? 'unavailable' : null;
}

/** After these the connection itself is of no use any more: it was ended, or leads to a server that only reads. */
export function endsConnection(error: unknown): boolean {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  return !/^[0-9A-Z]{5}$/.test(code) || /^(08|25006|25P03|57P|58|XX)/.test(code);
}
