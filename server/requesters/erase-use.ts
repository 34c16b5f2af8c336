// Takes a person out of what the widget recorded: events and words go; that a session was, and how it ended, stays.
import type { Selectable } from 'kysely';
import type { Trx } from '../db/database.ts';
import type { HelpSessionTable } from '../events/events.table.ts';
import { forgetPhrases } from '../phrases/forget-phrases.ts';
import { COUNTED_FOR_GOOD } from '../rollups/count-session.ts';
import { forgetForms } from '../rollups/forget-forms.ts';
import type { Ids } from '../services.ts';
import { inParts } from './in-parts.ts';

/**
 * Erases the events of these tabs, the words of their searches and comments, and gives their sessions other names, the
 * same one for the references of one person.
 * @returns the sessions as they were.
 */
export async function eraseUse(
  trx: Trx,
  services: { ids: Ids },
  use: { sids: readonly string[]; dryRun: boolean },
): Promise<Selectable<HelpSessionTable>[]> {
  const sessions = await inParts(use.sids, (some) =>
    trx.selectFrom('help_session').selectAll().where('sid', 'in', some).execute(),
  );
  if (use.dryRun) return sessions;
  await inParts(use.sids, async (some) => {
    await trx.deleteFrom('event').where('sid', 'in', some).execute();
    return [];
  });
  const searches = await inParts(
    sessions.map(({ id }) => id),
    (some) => trx.selectFrom('search').select('phrase_id').where('session_id', 'in', some).execute(),
  );
  const person = `erased:${services.ids.uuid()}`;
  const newNames = new Map(use.sids.map((sid) => [sid, services.ids.uuid().replaceAll('-', '')]));
  for (const session of sessions) {
    const sid = newNames.get(session.sid) ?? '';
    const id = session.id.replace(session.sid, sid);
    // Searches and reads point to the session: the new one has to be there before they move, the old one until then.
    await trx
      .insertInto('help_session')
      .values({ ...session, id, sid, user_ref: session.user_ref === null ? null : person, counted: COUNTED_FOR_GOOD })
      .execute();
    await trx
      .updateTable('search')
      .set({ session_id: id, query: '', phrase_id: null })
      .where('session_id', '=', session.id)
      .execute();
    await trx
      .updateTable('article_view')
      .set({ session_id: id, vote_comment: null })
      .where('session_id', '=', session.id)
      .execute();
    await trx.deleteFrom('help_session').where('id', '=', session.id).execute();
  }
  const phrases = searches.flatMap(({ phrase_id }) => phrase_id ?? []);
  await forgetPhrases(trx, phrases);
  await forgetForms(trx, phrases);
  return sessions;
}
