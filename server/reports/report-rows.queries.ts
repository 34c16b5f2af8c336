// Reads the sessions and tickets that a report counts: within the window and the filters, never what the viewer may not see.
import type { ExpressionBuilder } from 'kysely';
import type { Database, Db } from '../db/database.ts';
import type { Kind, SubKind } from '../method/kinds.ts';
import type { Outcome, UnansweredReason } from '../method/outcome.ts';
import type { SessionRow, TicketRow } from '../method/report-rows.ts';
import type { Viewer } from '../people/permissions.ts';
import { readableBy } from '../tickets/readable-by.ts';

/** A half-open window in UTC, and what to look at. */
export interface ReportScope {
  start: string;
  end: string;
  filters: { target_group?: string; audience?: string; locale?: string; page_key?: string; channel?: string };
}

/** Channels whose requests come from a help session. */
const SESSION_CHANNELS = ['widget', 'help_centre'];

export async function sessionRows(db: Db, scope: ReportScope): Promise<SessionRow[]> {
  const { channel, ...filters } = scope.filters;
  if (channel !== undefined && !SESSION_CHANNELS.includes(channel)) return [];
  let query = db
    .selectFrom('help_session')
    .select(['outcome', 'outcome_reason', 'is_staff'])
    .where('started_at', '>=', scope.start)
    .where('started_at', '<', scope.end);
  for (const [column, value] of Object.entries(filters) as [keyof typeof filters, string | undefined][]) {
    if (value !== undefined) query = query.where(`help_session.${column}`, '=', value);
  }
  const rows = await query.execute();
  return rows.map((row) => ({
    outcome: row.outcome as Outcome,
    outcome_reason: row.outcome_reason as UnansweredReason | null,
    is_staff: row.is_staff === 1,
  }));
}

export async function ticketRows(db: Db, viewer: Viewer, scope: ReportScope): Promise<TicketRow[]> {
  let query = db
    .selectFrom('ticket')
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
    ])
    .where('submitted_at', '>=', scope.start)
    .where('submitted_at', '<', scope.end)
    .where((eb) => readableBy(viewer)(eb as ExpressionBuilder<Database, 'ticket'>));
  for (const [column, value] of Object.entries(scope.filters) as [keyof ReportScope['filters'], string | undefined][]) {
    if (value !== undefined) query = query.where(`ticket.${column}`, '=', value);
  }
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    submitted_at: row.submitted_at,
    requester: row.requester_key,
    target_group: row.target_group,
    kind: row.kind as Kind,
    sub_kind: row.kind === 'knowledge_gap' ? ((row.sub_kind_confirmed ?? row.sub_kind_auto) as SubKind | null) : null,
    sub_kind_reason: row.sub_kind_confirmed ? 'agent' : row.sub_kind_reason,
    sub_kind_weak: row.sub_kind_weak === 1,
    handling_minutes: row.handling_minutes,
  }));
}
