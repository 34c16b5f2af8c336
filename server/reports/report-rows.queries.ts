// Reads the tickets that a report counts: within the window and the filters, never what the viewer may not see.
import type { ExpressionBuilder } from 'kysely';
import type { Database, Db } from '../db/database.ts';
import type { Kind, SubKind } from '../method/kinds.ts';
import type { TicketRow } from '../method/report-rows.ts';
import type { Viewer } from '../people/permissions.ts';
import { isSuggestionHidden } from '../tickets/blind-suggestion.ts';
import { readableBy } from '../tickets/readable-by.ts';
import type { TicketTable } from '../tickets/tickets.table.ts';

/** A half-open window in UTC, the same as dates in the site's time zone (both inclusive), and what to look at. */
export interface ReportScope {
  start: string;
  end: string;
  days: { from: string; to: string };
  filters: {
    site?: string;
    target_group?: string;
    audience?: string;
    locale?: string;
    page_key?: string;
    channel?: string;
  };
}

/** Only the site of these filters, where there is one: what a figure of some is compared with is of the whole site. */
export function ofSite({ site }: ReportScope['filters']): ReportScope['filters'] {
  return site === undefined ? {} : { site };
}

/** A ticket as it counts, and what is said beside the figure. */
export interface ScopedTicket extends TicketRow {
  /** Its suggestion waits for a person's own choice. */
  is_hidden: boolean;
  is_erased: boolean;
  has_trail: boolean;
}

/**
 * @param options.asShown a suggestion that is still hidden counts as not sure, as in the queue: a figure that knew it
 *   would tell what the blind tenth is for not telling (METHOD 5).
 */
export async function ticketRows(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  options: { asShown?: boolean; by?: 'submitted_at' | 'solved_at' } = {},
): Promise<ScopedTicket[]> {
  const rows = await ticketsIn(db, viewer, scope, options.by)
    .select([
      'id',
      'submitted_at',
      'requester_key',
      'target_group',
      'kind',
      'sub_kind_auto',
      'sub_kind_reason',
      'sub_kind_weak',
      'sub_kind_confirmed',
      'handling_minutes',
      'kind_confirmed',
      'kind_suggested_2',
      'blind',
      'trail',
      'erased_at',
    ])
    .execute();
  return rows.map((row) => asCounted(row, options.asShown));
}

/** The requests of a window under its filters that this viewer may read; `by` is the moment that must lie in it. */
export function ticketsIn(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  by: 'submitted_at' | 'solved_at' = 'submitted_at',
) {
  let query = db
    .selectFrom('ticket')
    .where(`ticket.${by}`, '>=', scope.start)
    .where(`ticket.${by}`, '<', scope.end)
    .where((eb) => readableBy(viewer)(eb as ExpressionBuilder<Database, 'ticket'>));
  for (const [column, value] of Object.entries(scope.filters) as [keyof ReportScope['filters'], string | undefined][])
    if (value !== undefined) query = query.where(`ticket.${column}`, '=', value);
  return query;
}

type CountedColumns = Pick<
  TicketTable,
  | 'id'
  | 'submitted_at'
  | 'requester_key'
  | 'target_group'
  | 'kind'
  | 'sub_kind_auto'
  | 'sub_kind_reason'
  | 'sub_kind_weak'
  | 'sub_kind_confirmed'
  | 'handling_minutes'
  | 'kind_confirmed'
  | 'kind_suggested_2'
  | 'blind'
  | 'trail'
> & { erased_at: string | null };

/** A row as it counts; see `ticketRows` for `asShown`. */
export function asCounted(row: CountedColumns, asShown = false): ScopedTicket {
  const isHidden = isSuggestionHidden(row);
  const kind = asShown && isHidden ? 'undetermined' : (row.kind as Kind);
  return {
    id: row.id,
    submitted_at: row.submitted_at,
    requester: row.requester_key,
    target_group: row.target_group,
    kind,
    sub_kind: kind === 'knowledge_gap' ? ((row.sub_kind_confirmed ?? row.sub_kind_auto) as SubKind | null) : null,
    sub_kind_reason: row.sub_kind_confirmed ? 'agent' : row.sub_kind_reason,
    sub_kind_weak: row.sub_kind_weak === 1,
    handling_minutes: row.handling_minutes,
    is_hidden: isHidden,
    is_erased: row.erased_at !== null,
    has_trail: row.trail === 'attached',
  };
}
