// Keeps what sessions and requests say of questions in step with them: written, replaced and forgotten in the transaction
// of what happened, and every article that it is about marked, so that its questions are derived anew.
import type { Selectable } from 'kysely';
import type { Trx } from '../db/database.ts';
import type { DerivedSession } from '../method/derive-session.ts';
import type { FrozenTrail } from '../method/trail.ts';
import { type Evidence, evidenceOfAnswer, evidenceOfVotes } from './find-evidence.ts';
import type { LearntEvidenceTable } from './learning.table.ts';

type Row = Selectable<LearntEvidenceTable>;

/** Rows of one statement: SQLite takes a bounded number of values. */
const ROWS_AT_ONCE = 100;

/** After the sessions of a tab were derived; where nothing changed nothing is written. */
export async function learnFromTab(trx: Trx, sid: string, sessions: readonly DerivedSession[]): Promise<void> {
  const found = sessions.flatMap((session) =>
    evidenceOfVotes(session).map((evidence) => {
      const at = session.started_at;
      return { ...evidence, origin: session.id, locale: session.locale ?? '', source: 'vote' as const, sid, at };
    }),
  );
  const stored = await trx
    .selectFrom('learnt_evidence')
    .selectAll()
    .where('sid', '=', sid)
    .where('source', '=', 'vote')
    .execute();
  await replaceEvidence(trx, stored, found);
}

/** After anything about a request changed that its answer or its readers depend on. */
export async function learnFromTicket(
  trx: Trx,
  ticket: {
    id: string;
    sid: string | null;
    locale: string;
    restricted: number;
    trail: string;
    answer_state: string | null;
    submitted_at: string;
  },
): Promise<void> {
  const stored = await trx
    .selectFrom('learnt_evidence')
    .selectAll()
    .where('origin', '=', ticket.id)
    .where('source', '=', 'link')
    .execute();
  const { sid } = ticket;
  const mayCount = ticket.answer_state === 'article' && ticket.restricted === 0 && ticket.trail === 'attached';
  const found = mayCount && sid !== null ? await evidenceOfTicket(trx, ticket.id) : [];
  const { id: origin, locale, submitted_at: at } = ticket;
  await replaceEvidence(
    trx,
    stored,
    found.map((evidence) => ({ ...evidence, origin, locale, source: 'link', sid: sid ?? '', at })),
  );
  // What its session voted counts with the request: not while that is restricted.
  if (sid !== null) await markStale(trx, await slugsOf(trx, sid));
}

async function evidenceOfTicket(trx: Trx, id: string): Promise<Evidence[]> {
  const named = await trx
    .selectFrom('ticket_answer')
    .select('slug')
    .where('ticket_id', '=', id)
    .orderBy('position')
    .execute();
  const trail = await trx.selectFrom('ticket_trail').select('steps').where('ticket_id', '=', id).executeTakeFirst();
  const staff = await trx
    .selectFrom('help_session')
    .select('id')
    .where('ticket_id', '=', id)
    .where('is_staff', '=', 1)
    .executeTakeFirst();
  if (!trail || staff) return [];
  return evidenceOfAnswer(
    JSON.parse(trail.steps) as FrozenTrail,
    named.map(({ slug }) => slug),
  );
}

/** Takes back all that these tabs and requests said; part of an erasure. */
export async function forgetEvidence(trx: Trx, of: { sid: string } | { before: string }): Promise<void> {
  const [column, operator, value] = 'sid' in of ? (['sid', '=', of.sid] as const) : (['at', '<', of.before] as const);
  const gone = await trx
    .selectFrom('learnt_evidence')
    .select('slug')
    .distinct()
    .where(column, operator, value)
    .execute();
  if (gone.length === 0) return;
  await markStale(
    trx,
    gone.map(({ slug }) => slug),
  );
  await trx.deleteFrom('learnt_evidence').where(column, operator, value).execute();
}

/** Has the questions of these articles derived anew, whatever name of theirs is given. */
export async function markStale(trx: Trx, slugs: readonly string[]): Promise<void> {
  const all = [...new Set(slugs)];
  for (let at = 0; at < all.length; at += ROWS_AT_ONCE)
    await trx
      .insertInto('learnt_stale')
      .values(all.slice(at, at + ROWS_AT_ONCE).map((slug) => ({ slug })))
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .execute();
}

async function slugsOf(trx: Trx, sid: string): Promise<string[]> {
  const rows = await trx.selectFrom('learnt_evidence').select('slug').distinct().where('sid', '=', sid).execute();
  return rows.map(({ slug }) => slug);
}

async function replaceEvidence(trx: Trx, stored: readonly Row[], found: readonly Row[]): Promise<void> {
  const wanted = new Map(found.map((row) => [sayingOf(row), row]));
  const kept = new Set(stored.map(sayingOf).filter((saying) => wanted.has(saying)));
  const gone = stored.filter((row) => !kept.has(sayingOf(row)));
  const fresh = [...wanted].filter(([saying]) => !kept.has(saying)).map(([, row]) => row);
  await markStale(
    trx,
    [...gone, ...fresh].map(({ slug }) => slug),
  );
  for (const { origin, locale, slug, phrase } of gone)
    await trx
      .deleteFrom('learnt_evidence')
      .where('origin', '=', origin)
      .where('locale', '=', locale)
      .where('slug', '=', slug)
      .where('phrase', '=', phrase)
      .execute();
  for (let at = 0; at < fresh.length; at += ROWS_AT_ONCE)
    await trx
      .insertInto('learnt_evidence')
      .values(fresh.slice(at, at + ROWS_AT_ONCE))
      .execute();
}

/** When it was said does not matter: the start of a tab moves a little with every batch that comes. */
function sayingOf({ origin, locale, slug, phrase, words, value }: Row): string {
  return JSON.stringify([origin, locale, slug, phrase, words, value]);
}
