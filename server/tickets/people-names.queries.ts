// The names of the people who work here, by id, for histories and conversations.
import type { Db } from '../db/database.ts';
import type { NameOf } from './history-words.ts';

/** `requester` and `system` keep their names; whoever is gone altogether is "somebody who left". */
export async function namesOfPeople(db: Db): Promise<NameOf> {
  const people = await db.selectFrom('agent').select(['id', 'name']).execute();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => (id === 'requester' || id === 'system' ? id : (names.get(id) ?? 'somebody who left'));
}
