// Takes words out of the daily counts when nobody's search has them any more; the numbers stay.
import type { Trx } from '../db/database.ts';
import { inParts } from '../requesters/in-parts.ts';
import { formOf } from './count-session.ts';

/** After searches with these wordings were erased: forms that no other search has lose their words. */
export async function forgetForms(trx: Trx, phraseIds: readonly number[]): Promise<void> {
  await inParts([...new Set(phraseIds)], async (some) => {
    const counted = await trx
      .selectFrom('phrase_day')
      .select(['phrase_id', 'form'])
      .distinct()
      .where('phrase_id', 'in', some)
      .where('form', '<>', '')
      .execute();
    const searches = await trx
      .selectFrom('search')
      .select(['phrase_id', 'query'])
      .distinct()
      .where('phrase_id', 'in', some)
      .execute();
    const used = new Set(searches.map(({ phrase_id, query }) => `${phrase_id} ${formOf(query)}`));
    for (const { phrase_id, form } of counted) {
      if (used.has(`${phrase_id} ${form}`)) continue;
      await trx
        .updateTable('phrase_day')
        .set({ form: '' })
        .where('phrase_id', '=', phrase_id)
        .where('form', '=', form)
        .execute();
    }
    return [];
  });
}

/** Forms of wordings that are not known any more lose their words. */
export async function forgetOldForms(trx: Trx): Promise<void> {
  await trx
    .updateTable('phrase_day')
    .set({ form: '' })
    .where('form', '<>', '')
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('phrase').select('phrase.id').whereRef('phrase.id', '=', 'phrase_day.phrase_id'))),
    )
    .execute();
}
