// Finds a gap for somebody who works here, by any key that it has or had; what only restricted requests are in is not there.
import type { ExpressionBuilder } from 'kysely';
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Database, Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../people/permissions.ts';
import { announcedKeys } from '../sites/announced-problems.queries.ts';
import { isSuggestionHidden } from '../tickets/blind-suggestion.ts';
import { readableBy } from '../tickets/readable-by.ts';
import { type GapNames, gapNames, isGapKey } from './gap-names.ts';

export interface FoundGap {
  /** As it was asked for, with its article's present name. */
  asked: string;
  /** Where its requests count now: another one where it was merged. */
  key: string;
  names: GapNames;
  /** Its requests that this person may know of, oldest first; none where it is only still announced. */
  tickets: {
    id: string;
    number: number;
    gap_key: string;
    submitted_at: string;
    site: string;
    erased_at: string | null;
    restricted: number;
  }[];
}

/** @throws AppError not_found alike for what is no key, for no such gap, and for one of requests that nobody may know of. */
export async function findGap(db: Db, viewer: Viewer, articles: ArticleDirectory, key: string): Promise<FoundGap> {
  if (!isGapKey(key)) throw noSuchGap();
  const names = await gapNames(db, articles);
  const asked = names.present(key);
  const counted = names.countsUnder(asked);
  const tickets = await ticketsOfGap(db, viewer, names, counted);
  if (tickets.length === 0 && !(await announcedAlone(db, names)).includes(counted)) throw noSuchGap();
  return { asked, key: counted, names, tickets };
}

/** Requests that count under a key, whenever they came; a suggestion that is still hidden puts a request nowhere. */
export async function ticketsOfGap(db: Db, viewer: Viewer, names: GapNames, key: string): Promise<FoundGap['tickets']> {
  const all = await db.selectFrom('ticket').select('gap_key').distinct().where('gap_key', 'is not', null).execute();
  const own = all.flatMap(({ gap_key }) => (gap_key !== null && names.countsUnder(gap_key) === key ? gap_key : []));
  if (own.length === 0) return [];
  const rows = await db
    .selectFrom('ticket')
    .select([
      'id',
      'number',
      'gap_key',
      'submitted_at',
      'site',
      'erased_at',
      'restricted',
      'blind',
      'kind_confirmed',
      'kind_suggested_2',
    ])
    .where('gap_key', 'in', own)
    .where((eb) => readableBy(viewer)(eb as ExpressionBuilder<Database, 'ticket'>))
    .orderBy('submitted_at')
    .orderBy('number')
    .execute();
  return rows.flatMap(({ gap_key, ...row }) =>
    gap_key === null || isSuggestionHidden(row) ? [] : { ...row, gap_key },
  );
}

/** Every key under which a request counts that this person may know of. */
export async function keysInSight(db: Db, viewer: Viewer, names: GapNames): Promise<Set<string>> {
  return new Set([...(await ownKeysInSight(db, viewer, names))].map((key) => names.countsUnder(key)));
}

/** The present keys of gaps that have requests of their own that this person may know of; what was merged into others too. */
export async function ownKeysInSight(db: Db, viewer: Viewer, names: GapNames): Promise<Set<string>> {
  const rows = await db
    .selectFrom('ticket')
    .select('gap_key')
    .distinct()
    .where('gap_key', 'is not', null)
    .where((eb) => readableBy(viewer)(eb as ExpressionBuilder<Database, 'ticket'>))
    .execute();
  return new Set(rows.flatMap(({ gap_key }) => (gap_key === null ? [] : names.present(gap_key))));
}

/** What is announced of it under any name, also of what was merged into it. */
export async function announcedIn(db: Db, names: GapNames, key: string): Promise<string[]> {
  return (await announcedKeys(db)).filter((announced) => names.countsUnder(announced) === key);
}

/** Gaps whose requests all count elsewhere now, and the widget still says it: somebody has to be able to take it back. */
export async function announcedAlone(db: Db, names: GapNames): Promise<string[]> {
  const announced = await announcedKeys(db);
  if (announced.length === 0) return [];
  const all = await db.selectFrom('ticket').select('gap_key').distinct().where('gap_key', 'is not', null).execute();
  const asked = new Set(all.flatMap(({ gap_key }) => (gap_key === null ? [] : names.countsUnder(gap_key))));
  return [...new Set(announced.map((key) => names.countsUnder(key)))].filter((key) => !asked.has(key));
}

/** Whether only named readers may know of it. */
export function isRestrictedAlone(tickets: FoundGap['tickets']): boolean {
  return tickets.length > 0 && tickets.every(({ restricted }) => restricted === 1);
}

function noSuchGap(): AppError {
  return new AppError('not_found', { detail: 'There is no such gap.' });
}
