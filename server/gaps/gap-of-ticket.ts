// The gap that one request counts in, for its own page: by the rules, by what people merged and split, as far as one may know.
import type { ExpressionBuilder } from 'kysely';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Database, Db } from '../db/database.ts';
import { articleOfKey, subKindOfKey } from '../method/gap-actions.ts';
import { canReadGaps, type Viewer } from '../people/permissions.ts';
import { IS_HIDDEN, isSuggestionHidden } from '../tickets/blind-suggestion.ts';
import type { TicketRow } from '../tickets/find-ticket.queries.ts';
import { readableBy } from '../tickets/readable-by.ts';
import { gapNames } from './gap-names.ts';
import { type FirstAsked, gapTitles } from './gap-titles.ts';

/**
 * The gap of a request that this person has open; null where it is in none, where its suggestion is still hidden, and for
 * those who do not read gaps.
 */
export async function gapOfTicket(
  db: Db,
  viewer: Viewer,
  articles: ArticleDirectory,
  ticket: TicketRow,
): Promise<TicketDetail['gap']> {
  if (ticket.gap_key === null || isSuggestionHidden(ticket) || !canReadGaps(viewer)) return null;
  const names = await gapNames(db, articles);
  const key = names.countsUnder(ticket.gap_key);
  const isCalledByRequest = articleOfKey(key) === null && names.decisionOn(key)?.title == null;
  const asked = isCalledByRequest ? await firstAsked(db, viewer, key, [key, ...names.takenInBy(key)]) : [];
  const title = (await gapTitles(db, [key], { names, articles, asked })).get(key) ?? key;
  return { key, title, sub_kind: subKindOfKey(key), is_renamed: names.decisionOn(key)?.title != null };
}

/** The first of its requests that this person may know of, as the backlog calls it. */
async function firstAsked(db: Db, viewer: Viewer, key: string, keys: readonly string[]): Promise<FirstAsked[]> {
  const rows = await db
    .selectFrom('ticket')
    .select(['subject', 'submitted_at'])
    .where('gap_key', 'in', [...keys])
    .where('erased_at', 'is', null)
    .where((eb) => eb.not(eb.parens(IS_HIDDEN)))
    .where((eb) => readableBy(viewer)(eb as ExpressionBuilder<Database, 'ticket'>))
    .orderBy('submitted_at')
    .limit(1)
    .execute();
  return rows.map((row) => ({ ...row, key }));
}
