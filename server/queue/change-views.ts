// Makes, changes and deletes saved views: everybody their own, admins those that all see.
import type { CreateView, PatchView, View } from '../../contract/api/queue.ts';
import { LIMITS } from '../../contract/limits.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { canShareViews, type Viewer } from '../people/permissions.ts';
import { nowText, type Services } from '../services.ts';
import type { SavedViewTable } from './queue.table.ts';
import { SHIPPED_VIEWS } from './shipped-views.ts';
import { findSavedView, viewOfRow } from './views.queries.ts';

/** @throws AppError not_allowed where somebody else than an admin would share it, not_possible_now where there are enough. */
export async function createView(trx: Trx, services: Services, viewer: Viewer, input: CreateView): Promise<View> {
  const shared = input.shared === true;
  await requireRoom(trx, viewer, shared);
  const at = nowText(services.clock);
  const row: SavedViewTable = {
    id: services.ids.uuid(),
    owner_id: viewer.id,
    shared: Number(shared),
    name: input.name.trim(),
    filters: JSON.stringify(input.filters),
    sort: input.sort ?? 'due',
    position: input.position ?? 0,
    created_at: at,
    updated_at: at,
  };
  await trx.insertInto('saved_view').values(row).execute();
  if (shared) await recordAudit(trx, services, viewer, { what: 'view_shared', about: row.id });
  return viewOfRow(row, viewer);
}

/** @throws AppError not_found for a view that this person cannot see, not_allowed for one that is not theirs to change. */
export async function changeView(
  trx: Trx,
  services: Services,
  viewer: Viewer,
  id: string,
  patch: PatchView,
): Promise<View> {
  const row = await changeable(trx, viewer, id);
  const shared = patch.shared ?? row.shared === 1;
  if (shared !== (row.shared === 1)) await requireRoom(trx, viewer, shared);
  const changed: SavedViewTable = {
    ...row,
    shared: Number(shared),
    // Whoever takes a shared view back keeps it as their own.
    owner_id: shared ? row.owner_id : viewer.id,
    name: patch.name?.trim() ?? row.name,
    filters: patch.filters === undefined ? row.filters : JSON.stringify(patch.filters),
    sort: patch.sort ?? row.sort,
    position: patch.position ?? row.position,
    updated_at: nowText(services.clock),
  };
  await trx.updateTable('saved_view').set(changed).where('id', '=', id).execute();
  if (row.shared) await recordAudit(trx, services, viewer, { what: 'view_changed', about: id });
  else if (shared) await recordAudit(trx, services, viewer, { what: 'view_shared', about: id });
  return viewOfRow(changed, viewer);
}

/** @throws AppError as `changeView`. */
export async function deleteView(trx: Trx, services: Services, viewer: Viewer, id: string): Promise<void> {
  const row = await changeable(trx, viewer, id);
  await trx.deleteFrom('saved_view').where('id', '=', id).execute();
  if (row.shared) await recordAudit(trx, services, viewer, { what: 'view_changed', about: id, detail: 'Deleted.' });
}

async function changeable(trx: Trx, viewer: Viewer, id: string): Promise<SavedViewTable> {
  if (SHIPPED_VIEWS.some((view) => view.id === id)) throw new AppError('not_allowed');
  const row = await findSavedView(trx, viewer, id);
  if (!row) throw new AppError('not_found');
  if (!viewOfRow(row, viewer).may_change) throw new AppError('not_allowed');
  return row;
}

async function requireRoom(trx: Trx, viewer: Viewer, shared: boolean): Promise<void> {
  if (shared && !canShareViews(viewer)) throw new AppError('not_allowed');
  const most = shared ? LIMITS.sharedViews : LIMITS.viewsPerPerson;
  const { count } = await trx
    .selectFrom('saved_view')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('shared', '=', Number(shared))
    .$if(!shared, (query) => query.where('owner_id', '=', viewer.id))
    .executeTakeFirstOrThrow();
  if (Number(count) >= most) {
    throw new AppError('not_possible_now', {
      detail: `There are ${most} ${shared ? 'shared views' : 'views of yours'} already. Delete one first.`,
    });
  }
}
