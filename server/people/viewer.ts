// Somebody who works here as the permissions see them: with the restricted categories whose named reader they are.
import type { Db } from '../db/database.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { isNamedReader, type Viewer } from './permissions.ts';

export async function viewerOf(
  db: Db,
  settings: Settings,
  person: Omit<Viewer, 'restrictedCategories'>,
): Promise<Viewer> {
  const isFirstAdmin = person.id === (await firstAdminId(db));
  return { ...person, restrictedCategories: categoriesReadBy(settings, { email: person.email, isFirstAdmin }) };
}

/** Keys of the restricted categories that name this person. */
export function categoriesReadBy(settings: Settings, person: { email: string; isFirstAdmin: boolean }): string[] {
  return Object.entries(settings.categories)
    .filter(([, category]) => category.restricted && isNamedReader(category, person))
    .map(([key]) => key);
}

/** The admin who was made first, or null before there is one and after they were one: nobody inherits what they read. */
export async function firstAdminId(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('agent')
    .select('id')
    .where('first_admin', '=', 1)
    .where('role', '=', 'admin')
    .executeTakeFirst();
  return row?.id ?? null;
}
