// The people who read a restricted category: their names for the person who writes, a warning where there is nobody.
import type { Db } from '../db/database.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { isNamedReader } from './permissions.ts';
import { firstAdminId } from './viewer.ts';

/** Names by category key; a restricted category with nobody has an empty list. */
export async function restrictedReaders(db: Db, settings: Settings): Promise<Map<string, string[]>> {
  const restricted = Object.entries(settings.categories).filter(([, category]) => category.restricted);
  if (restricted.length === 0) return new Map();
  const agents = await db
    .selectFrom('agent')
    .select(['id', 'email', 'name'])
    .where('disabled', '=', 0)
    .orderBy('name')
    .execute();
  const firstAdmin = await firstAdminId(db);
  return new Map(
    restricted.map(([key, category]) => [
      key,
      agents
        .filter((agent) => isNamedReader(category, { email: agent.email, isFirstAdmin: agent.id === firstAdmin }))
        .map((agent) => agent.name),
    ]),
  );
}
