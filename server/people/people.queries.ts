// The people who work here, as an admin sees them.
import type { Person } from '../../contract/api/people.ts';
import type { Db } from '../db/database.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { isRole } from './permissions.ts';
import { categoriesReadBy, firstAdminId } from './viewer.ts';

/** Everybody, those who left last. */
export async function listPeople(db: Db, settings: Settings): Promise<Person[]> {
  return asPeople(db, settings, await rows(db).orderBy('agent.disabled').orderBy('agent.name').execute());
}

export async function findPerson(db: Db, settings: Settings, id: string): Promise<Person | null> {
  const [person] = await asPeople(db, settings, await rows(db).where('agent.id', '=', id).execute());
  return person ?? null;
}

function rows(db: Db) {
  return db
    .selectFrom('agent')
    .select(['id', 'email', 'name', 'role', 'disabled', 'created_at', 'two_factor_enabled'])
    .select((eb) => [
      eb
        .selectFrom('agent_account')
        .select('agent_account.id')
        .whereRef('agent_account.agent_id', '=', 'agent.id')
        .where('provider_id', '=', 'credential')
        .as('account_id'),
      eb
        .selectFrom('agent_session')
        .select((session) => session.fn.max('agent_session.updated_at').as('at'))
        .whereRef('agent_session.agent_id', '=', 'agent.id')
        .as('last_seen_at'),
    ]);
}

async function asPeople(
  db: Db,
  settings: Settings,
  found: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>,
): Promise<Person[]> {
  const firstAdmin = await firstAdminId(db);
  return found.map(({ id, email, name, role, disabled, created_at, two_factor_enabled, account_id, last_seen_at }) => ({
    id,
    email,
    name,
    role: isRole(role) ? role : 'viewer',
    disabled: Boolean(disabled),
    two_factor: Boolean(two_factor_enabled),
    has_password: account_id !== null,
    restricted_categories: categoriesReadBy(settings, { email, isFirstAdmin: id === firstAdmin }),
    created_at,
    last_seen_at,
  }));
}
