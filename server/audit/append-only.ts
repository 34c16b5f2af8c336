// Makes a table one whose rows nobody changes or removes, by triggers of the database itself: the one place that writes
// them, in the words of each dialect. A row may go only with the erased thing that it belonged to.
import { type Kysely, sql } from 'kysely';
import { dialectOf } from '../db/dialect.ts';

/** What the database says when somebody tries; tests and the log look for it. */
export const APPEND_ONLY_MESSAGE = 'lines of this table are never changed or removed';

/**
 * Refuses UPDATE, and DELETE. Where `unlessErased` names the column that points to a ticket, a row may be deleted once
 * its ticket is gone or carries `erased_at`. Names are ours, never input.
 */
export async function makeAppendOnly(
  db: Kysely<unknown>,
  table: 'audit' | 'ticket_history',
  unlessErased?: 'ticket_id',
): Promise<void> {
  const name = (suffix: string) => sql.id(`${table}_${suffix}`);
  const refusal = sql.lit(`${table}: ${APPEND_ONLY_MESSAGE}`);
  const isKept = unlessErased
    ? sql`exists (select 1 from ticket where ticket.id = old.${sql.id(unlessErased)} and ticket.erased_at is null)`
    : sql`true`;
  if (dialectOf(db) === 'sqlite') {
    await sql`create trigger ${name('keeps_lines')} before update on ${sql.id(table)}
      begin select raise(abort, ${refusal}); end`.execute(db);
    await sql`create trigger ${name('loses_no_line')} before delete on ${sql.id(table)} when ${isKept}
      begin select raise(abort, ${refusal}); end`.execute(db);
    return;
  }
  await sql`create function ${name('refuse')}() returns trigger language plpgsql as $$
    begin raise exception using message = ${refusal}, errcode = 'restrict_violation'; end $$`.execute(db);
  await sql`create function ${name('refuse_delete')}() returns trigger language plpgsql as $$
    begin
      if ${isKept} then raise exception using message = ${refusal}, errcode = 'restrict_violation'; end if;
      return old;
    end $$`.execute(db);
  await sql`create trigger ${name('keeps_lines')} before update on ${sql.id(table)}
    for each row execute function ${name('refuse')}()`.execute(db);
  await sql`create trigger ${name('loses_no_line')} before delete on ${sql.id(table)}
    for each row execute function ${name('refuse_delete')}()`.execute(db);
  await sql`create trigger ${name('is_not_emptied')} before truncate on ${sql.id(table)}
    for each statement execute function ${name('refuse')}()`.execute(db);
}
