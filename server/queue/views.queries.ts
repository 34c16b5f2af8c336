// Saved views: one's own, those that admins share, and those that come with the product; each with its count.
import {
  TICKET_SORTS,
  type TicketFilters,
  TicketFiltersSchema,
  type TicketSort,
  type View,
} from '../../contract/api/queue.ts';
import type { Db } from '../db/database.ts';
import { canGiveSecondReadings, canShareViews, type Viewer } from '../people/permissions.ts';
import type { SavedViewTable } from './queue.table.ts';
import { SECOND_READING_VIEW, SHIPPED_VIEWS } from './shipped-views.ts';

/** Everything that this person can choose: shipped ones, shared ones, their own, each group in its order. */
export async function viewsFor(db: Db, viewer: Viewer): Promise<View[]> {
  const saved = await db
    .selectFrom('saved_view')
    .selectAll()
    .where((eb) => eb.or([eb('shared', '=', 1), eb('owner_id', '=', viewer.id)]))
    .orderBy('shared', 'desc')
    .orderBy('position')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const shipped = SHIPPED_VIEWS.filter(({ id }) => id !== SECOND_READING_VIEW || canGiveSecondReadings(viewer)).map(
    (view, position): View => ({ ...view, position, shipped: true, shared: true, may_change: false, count: null }),
  );
  return [...shipped, ...saved.map((row) => viewOfRow(row, viewer))];
}

/** One saved view that this person can choose; undefined for any other. */
export async function findSavedView(db: Db, viewer: Viewer, id: string): Promise<SavedViewTable | undefined> {
  const row = await db.selectFrom('saved_view').selectAll().where('id', '=', id).executeTakeFirst();
  return row && (row.shared === 1 || row.owner_id === viewer.id) ? row : undefined;
}

export function viewOfRow(row: SavedViewTable, viewer: Viewer): View {
  return {
    id: row.id,
    name: row.name,
    shipped: false,
    shared: row.shared === 1,
    may_change: row.shared === 1 ? canShareViews(viewer) : row.owner_id === viewer.id,
    filters: readFilters(row.filters),
    sort: (TICKET_SORTS as readonly string[]).includes(row.sort) ? (row.sort as TicketSort) : 'due',
    position: row.position,
    count: null,
  };
}

/** What a later version does not know any more is left out, so that a view never stops the queue. */
function readFilters(stored: string): TicketFilters {
  const known = Object.entries(JSON.parse(stored) as Record<string, unknown>).filter(
    ([name, value]) => TicketFiltersSchema.safeParse({ [name]: value }).success,
  );
  return Object.fromEntries(known) as TicketFilters;
}
