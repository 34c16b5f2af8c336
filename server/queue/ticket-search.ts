// The one interface to the full-text search over requests: FTS5 on SQLite, tsvector on PostgreSQL, with the same words.
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Database, Db } from '../db/database.ts';
import { dialectOf } from '../db/dialect.ts';
import { askedWords, searchWords } from './search-words.ts';

const BATCH = 500;

/** Writes the words of a request anew: after it came, after a message, after its subject or requester changed. */
export async function indexTicketText(trx: Db, ticketId: string): Promise<void> {
  const ticket = await trx
    .selectFrom('ticket')
    .select(['number', 'subject', 'requester_name', 'requester_email', 'fields'])
    .where('id', '=', ticketId)
    .executeTakeFirst();
  if (!ticket) return;
  const messages = await trx
    .selectFrom('ticket_message')
    .select('body')
    .where('ticket_id', '=', ticketId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const text = [
    ticket.subject,
    ticket.requester_name ?? '',
    ticket.requester_email ?? '',
    ...Object.values(JSON.parse(ticket.fields) as TicketDetail['fields'])
      .flat()
      .map(String),
    ...messages.map((message) => message.body),
  ].join('\n');
  // Without the second limit somebody who writes nonsense keeps the database busy for seconds with each message.
  const words = searchWords(text.slice(0, LIMITS.searchedTextPerTicket), LIMITS.searchedWordsPerTicket);
  await writeWords(trx, ticket.number, words);
}

/** Forgets the words of a request. To be called before the request itself is deleted. */
export async function removeFromSearch(trx: Db, ticketId: string): Promise<void> {
  const ticket = await trx.selectFrom('ticket').select('number').where('id', '=', ticketId).executeTakeFirst();
  if (!ticket) return;
  if (dialectOf(trx) === 'sqlite') await sql`delete from ticket_text where rowid = ${ticket.number}`.execute(trx);
  else await sql`delete from ticket_text where number = ${ticket.number}`.execute(trx);
}

/** Rewrites the index without what was deleted from it; until then the file may still hold single words. For erasing. */
export async function forgetRemovedWords(trx: Db): Promise<void> {
  if (dialectOf(trx) === 'sqlite') await sql`insert into ticket_text (ticket_text) values ('optimize')`.execute(trx);
}

/** A question as conditions on `ticket`; they mean the same and differ in what is cheap. */
export interface SearchPart {
  /** For few that match: the requests are looked up by their numbers. */
  byNumber: RawBuilder<SqlBool>;
  /** For many that match: each request that is asked about otherwise is looked for among them. */
  among: RawBuilder<SqlBool>;
  /** How many requests match, whoever may read them, and how many of those are among `some` (a condition on `ticket`). */
  count(some: RawBuilder<SqlBool>): Promise<{ found: number; some: number }>;
}

/**
 * The requests that have all these words, the last of them perhaps only begun, or that have this number.
 * Nothing in the words is syntax. Words of which nothing is left, such as signs alone, are in no request.
 */
export function matches(db: Db, question: string): SearchPart {
  const { whole, begun } = askedWords(question);
  const written = /^\s*#?(\d{1,9})\s*$/.exec(question)?.[1];
  if (whole.length === 0 && begun === null) {
    const nothing = sql<SqlBool>`1 = 0`;
    return { byNumber: nothing, among: nothing, count: async () => ({ found: 0, some: 0 }) };
  }
  const isSqlite = dialectOf(db) === 'sqlite';
  const { key, found } = isSqlite ? inFts5(whole, begun) : inTsvector(whole, begun);
  const or = written === undefined ? sql`` : sql` union select ${Number(written)}`;
  const numbers = sql`select ${key} from ticket_text where ${found}${or}`;
  return {
    byNumber: sql`ticket.number in (${numbers})`,
    // The sign keeps SQLite from looking up each of many that match.
    among: sql`+ticket.number in (${numbers})`,
    count: async (some) => {
      const { rows } = await sql<{ found: number; some: number | null }>`select count(*) as found,
        sum(case when number in (select ticket.number from ticket where ${some}) then 1 else 0 end) as some
        from (select ${key} as number from ticket_text where ${found}${or}) hit`.execute(db);
      return { found: Number(rows[0]?.found ?? 0), some: Number(rows[0]?.some ?? 0) };
    },
  };
}

/** Words hold letters and digits alone, so that quotes around them cannot be left. */
function inFts5(whole: string[], begun: string | null): { key: RawBuilder<number>; found: RawBuilder<SqlBool> } {
  const asked = [...whole.map((word) => `"${word}"`), ...(begun === null ? [] : [`"${begun}" *`])].join(' AND ');
  return { key: sql`ticket_text.rowid`, found: sql`ticket_text match ${asked}` };
}

function inTsvector(whole: string[], begun: string | null): { key: RawBuilder<number>; found: RawBuilder<SqlBool> } {
  const asked = [...whole.map((word) => `'${word}'`), ...(begun === null ? [] : [`'${begun}':*`])].join(' & ');
  return { key: sql`ticket_text.number`, found: sql`ticket_text.words @@ cast(${asked} as tsquery)` };
}

async function writeWords(trx: Db, number: number, words: readonly string[]): Promise<void> {
  const text = words.join(' ');
  if (dialectOf(trx) === 'sqlite') {
    await sql`insert or replace into ticket_text (rowid, words) values (${number}, ${text})`.execute(trx);
    return;
  }
  await sql`insert into ticket_text (number, words) values (${number}, array_to_tsvector(string_to_array(${text}, ' ')))
    on conflict (number) do update set words = excluded.words`.execute(trx);
}

/** For the migration: requests that were there before the search was. */
export async function indexEveryTicket(db: Kysely<unknown>): Promise<void> {
  const own = db as Kysely<Database>;
  for (let after = 0; ; ) {
    const tickets = await own
      .selectFrom('ticket')
      .select(['id', 'number'])
      .where('number', '>', after)
      .orderBy('number')
      .limit(BATCH)
      .execute();
    for (const { id } of tickets) await indexTicketText(own, id);
    const last = tickets.at(-1);
    if (!last) return;
    after = last.number;
  }
}
