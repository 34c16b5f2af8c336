// Commits concurrent writes together: one transaction and one fsync for all that wait, a savepoint for each, so that a
// failing one takes nobody with it. A promise that resolves means "on the disk". There is one writer at a time, on
// PostgreSQL also among processes: what a job reads stays true until it is committed.
import { sql } from 'kysely';
import type { Db, Trx } from './database.ts';
import { dialectOf } from './dialect.ts';

const MAX_WRITES_PER_COMMIT = 256;
/** What the one writer of a PostgreSQL database holds; any number will do that nothing else in it uses. */
const WRITER_LOCK = 7_046_029_254;

export interface WriteQueue {
  /** Runs `job` in a transaction that may be shared; resolves after the commit, rejects if the job or the commit failed. */
  write<T>(job: (trx: Trx) => Promise<T>): Promise<T>;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
}

interface Waiting {
  job: (trx: Trx) => Promise<unknown>;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

export function createWriteQueue(db: Db): WriteQueue {
  let waiting: Waiting[] = [];
  let running: Promise<void> | null = null;

  async function drain(): Promise<void> {
    // One turn of the event loop lets requests that arrived together join the first commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_WRITES_PER_COMMIT);
      waiting = waiting.slice(batch.length);
      await commitTogether(db, batch);
    }
    running = null;
  }

  return {
    write: (job) =>
      new Promise((resolve, reject) => {
        waiting.push({ job, resolve, reject });
        running ??= drain();
      }),
    idle: async () => {
      while (running) await running;
    },
  };
}

async function commitTogether(db: Db, batch: Waiting[]): Promise<void> {
  const done: (() => void)[] = [];
  try {
    const trx = await db.startTransaction().execute();
    try {
      if (dialectOf(db) === 'postgres') await sql`select pg_advisory_xact_lock(${WRITER_LOCK})`.execute(trx);
      for (const { job, resolve, reject } of batch) {
        await trx.savepoint('one_write').execute();
        try {
          const value = await job(trx);
          await trx.releaseSavepoint('one_write' as never).execute();
          done.push(() => resolve(value as never));
        } catch (error) {
          // A full disk ends the whole transaction by itself: then the first error is the one to report.
          await trx
            .rollbackToSavepoint('one_write' as never)
            .execute()
            .catch(() => {
              throw error;
            });
          done.push(() => reject(error));
        }
      }
      await trx.commit().execute();
    } catch (error) {
      if (!trx.isCommitted && !trx.isRolledBack)
        await trx
          .rollback()
          .execute()
          .catch(() => undefined);
      throw error;
    }
  } catch (error) {
    for (const { reject } of batch) reject(error);
    return;
  }
  for (const settle of done) settle();
}
