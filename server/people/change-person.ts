// Changes somebody's name or role, or whether they may still come in. A change of what they may do ends their sessions,
// so that nothing they have open goes on with the rights of before.
import type { ChangePerson } from '../../contract/api/people.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { type Clock, type Ids, nowText } from '../services.ts';
import { endAllSessions, removeSecondFactor } from '../sign-in/set-password.ts';
import type { Viewer } from './permissions.ts';

/** @throws AppError not_found; not_possible_now where nobody could manage people any more, or one would lock oneself out. */
export async function changePerson(
  trx: Trx,
  services: { clock: Clock; ids: Ids },
  viewer: Viewer,
  id: string,
  change: ChangePerson,
): Promise<void> {
  const before = await trx.selectFrom('agent').selectAll().where('id', '=', id).executeTakeFirst();
  if (!before) throw new AppError('not_found');
  const role = change.role ?? before.role;
  const disabled = change.disabled ?? Boolean(before.disabled);
  const isLeaving = disabled && !before.disabled;
  const hasNewRole = role !== before.role;
  if (isLeaving && id === viewer.id) throw refused('You cannot lock yourself out. Another admin can.');
  if (before.role === 'admin' && (role !== 'admin' || isLeaving)) await requireAnotherAdmin(trx, id);

  await trx
    .updateTable('agent')
    .set({
      name: change.name ?? before.name,
      role,
      disabled: disabled ? 1 : 0,
      updated_at: nowText(services.clock),
    })
    .where('id', '=', id)
    .execute();
  if (isLeaving || hasNewRole) await endAllSessions(trx, id);
  if (change.two_factor === false) await removeSecondFactor(trx, id);
  if (isLeaving) await trx.deleteFrom('agent_link').where('agent_id', '=', id).execute();

  const record = (what: PersonAct, detail: string | null = null) =>
    recordAudit(trx, services, viewer, { what, about: id, detail });
  if (change.two_factor === false) await record('second_factor_changed', 'Turned off by an admin.');
  if (hasNewRole) await record('role_changed', `From ${before.role} to ${role}.`);
  if (isLeaving) await record('person_disabled');
  if (!disabled && before.disabled) await record('person_changed', 'May come in again.');
  if (change.name !== undefined && change.name !== before.name) await record('person_changed', 'A new name.');
}

type PersonAct = 'role_changed' | 'person_disabled' | 'person_changed' | 'second_factor_changed';

async function requireAnotherAdmin(trx: Trx, id: string): Promise<void> {
  const another = await trx
    .selectFrom('agent')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled', '=', 0)
    .where('id', '<>', id)
    .executeTakeFirst();
  if (!another) throw refused('This is the last admin. Make somebody else an admin first.');
}

function refused(detail: string): AppError {
  return new AppError('not_possible_now', { detail });
}
