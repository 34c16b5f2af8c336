// Forgets wordings that no search and no request has any more: those of a person who was erased, and what is too old.
import type { ExpressionBuilder } from 'kysely';
import type { Database, Trx } from '../db/database.ts';
import { inParts } from '../requesters/in-parts.ts';
import { shownText } from './assign-phrases.ts';

/**
 * Deletes those of these wordings that nothing refers to. Figures that counted them stand, without their words. What others
 * typed as well is shown from now on as the first of those typed it that are left.
 */
export async function forgetPhrases(trx: Trx, ids: readonly number[]): Promise<void> {
  await inParts([...new Set(ids)], async (some) => {
    await trx.deleteFrom('phrase').where('id', 'in', some).where(nothingRefersTo).execute();
    const left = await trx
      .selectFrom('search')
      .innerJoin('phrase', 'phrase.id', 'search.phrase_id')
      .select(['phrase.id', 'search.query'])
      .where('phrase.id', 'in', some)
      .where('phrase.space', '=', 'search')
      .orderBy('search.at')
      .execute();
    const first = new Map(left.reverse().map(({ id, query }) => [id, query]));
    for (const [id, query] of first)
      await trx
        .updateTable('phrase')
        .set({ text: shownText(query) })
        .where('id', '=', id)
        .execute();
    return [];
  });
}

/** Deletes every wording from before that moment that nothing refers to any more. @param before ISO 8601, UTC. */
export async function forgetOldPhrases(trx: Trx, before: string): Promise<void> {
  await trx.deleteFrom('phrase').where('first_at', '<', before).where(nothingRefersTo).execute();
}

function nothingRefersTo(eb: ExpressionBuilder<Database, 'phrase'>) {
  const inSearches = eb.selectFrom('search').select('phrase_id').whereRef('search.phrase_id', '=', 'phrase.id');
  const inRequests = eb.selectFrom('ticket').select('phrase_id').whereRef('ticket.phrase_id', '=', 'phrase.id');
  return eb.and([eb.not(eb.exists(inSearches)), eb.not(eb.exists(inRequests))]);
}
