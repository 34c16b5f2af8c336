// Takes a requester's address out of everything that others wrote: messages, drafts, names of files, views, gaps.
import { sql } from 'kysely';
import type { Database, Trx } from '../db/database.ts';
import { withoutAddress } from './replace-address.ts';

/** Every column in which people write freely, but those that only ever hold scrubbed text or are erased with the request. */
const WRITTEN: readonly { table: keyof Database; id: string; column: string; ticket: string | null }[] = [
  { table: 'ticket', id: 'id', column: 'subject', ticket: 'id' },
  { table: 'ticket', id: 'id', column: 'requester_name', ticket: 'id' },
  { table: 'ticket', id: 'id', column: 'browser', ticket: 'id' },
  { table: 'ticket', id: 'id', column: 'fields', ticket: 'id' },
  { table: 'ticket', id: 'id', column: 'csat_comment', ticket: 'id' },
  { table: 'ticket_message', id: 'id', column: 'body', ticket: 'ticket_id' },
  { table: 'ticket_draft', id: 'ticket_id', column: 'body', ticket: 'ticket_id' },
  { table: 'attachment', id: 'id', column: 'name', ticket: 'ticket_id' },
  { table: 'saved_view', id: 'id', column: 'name', ticket: null },
  { table: 'saved_view', id: 'id', column: 'filters', ticket: null },
  { table: 'api_token', id: 'id', column: 'name', ticket: null },
  { table: 'announced_problem', id: 'gap_key', column: 'words', ticket: null },
  { table: 'announced_problem', id: 'gap_key', column: 'pages', ticket: null },
  { table: 'gap', id: 'key', column: 'title', ticket: null },
  { table: 'gap_history', id: 'id', column: 'from_value', ticket: null },
  { table: 'gap_history', id: 'id', column: 'to_value', ticket: null },
];

/**
 * @param address lower case.
 * @returns one entry for each text that was (or with `dryRun` would be) changed: the request that it belongs to, if any.
 */
export async function eraseMentions(
  trx: Trx,
  address: string,
  options: { dryRun: boolean; except: ReadonlySet<string> },
): Promise<(string | null)[]> {
  const changed: (string | null)[] = [];
  // The address of somebody who works here may stand in a view as the one to whom requests are assigned.
  const colleague = await trx.selectFrom('agent').select('id').where('email', '=', address).executeTakeFirst();
  for (const { table, id, column, ticket } of WRITTEN) {
    if (colleague && table === 'saved_view') continue;
    // Names are those above; `_` and `%` in an address match too much here, which the exact look at each text mends.
    const written = sql`lower(${sql.ref(column)})`;
    const { rows } = await sql<{ id: string; text: string; ticket: string | null }>`
      select ${sql.ref(id)} as id, ${sql.ref(column)} as text, ${ticket === null ? sql`null` : sql.ref(ticket)} as ticket
      from ${sql.table(table)}
      where ${written} like ${`%${address}%`} or ${written} like ${`%${address.replace('@', '%40')}%`}
        or ${written} like ${`%${encodeURIComponent(address).toLowerCase()}%`}`.execute(trx);
    for (const row of rows) {
      const text = withoutAddress(row.text, address);
      if (text === row.text || (row.ticket !== null && options.except.has(row.ticket))) continue;
      changed.push(row.ticket);
      if (options.dryRun) continue;
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${text}
        where ${sql.ref(id)} = ${row.id} and ${sql.ref(column)} = ${row.text}`.execute(trx);
    }
  }
  return changed;
}
