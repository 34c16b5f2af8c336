// The queue: filtered, sorted by a fixed list, paged by cursor, and never showing what the viewer may not read.
import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { ListTickets } from '../../contract/api/queue.ts';
import type { Database, Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../people/permissions.ts';
import { dayEnd, dayStart } from '../reports/report-window.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { isSuggestionHidden } from './blind-suggestion.ts';

type SortColumn = 'respond_by' | 'status_changed_at' | 'submitted_at' | 'updated_at' | 'number' | 'priority';

/** Sort names from the request become columns here and nowhere else. */
const SORTS: Record<ListTickets['sort'], { column: SortColumn; direction: 'asc' | 'desc' }> = {
  due: { column: 'respond_by', direction: 'asc' },
  status_changed_at: { column: 'status_changed_at', direction: 'asc' },
  '-submitted_at': { column: 'submitted_at', direction: 'desc' },
  submitted_at: { column: 'submitted_at', direction: 'asc' },
  '-updated_at': { column: 'updated_at', direction: 'desc' },
  updated_at: { column: 'updated_at', direction: 'asc' },
  '-number': { column: 'number', direction: 'desc' },
  number: { column: 'number', direction: 'asc' },
  // "urgent" sorts after "normal", so descending puts it on top.
  priority: { column: 'priority', direction: 'desc' },
};

/** The tickets that this person may read, as a condition that every list, count and figure shares. */
export function readableBy(viewer: Viewer) {
  return (eb: ExpressionBuilder<Database, 'ticket'>) =>
    eb.and([
      eb.or([
        eb('ticket.restricted', '=', 0),
        ...(viewer.restrictedCategories.length > 0
          ? [eb('ticket.category', 'in', [...viewer.restrictedCategories])]
          : []),
      ]),
      ...(viewer.role === 'specialist' ? [eb('ticket.assignee_id', '=', viewer.id)] : []),
    ]);
}

export interface TicketListRow {
  number: number;
  subject: string;
  status: string;
  status_changed_at: string;
  /** Null while it is hidden. */
  kind: string | null;
  category: string;
  enquiry_type: string | null;
  target_group: string | null;
  priority: string;
  channel: string;
  assignee: string | null;
  requester_name: string | null;
  submitted_at: string;
  updated_at: string;
}

/** One page of the queue with the number of all that match. */
export async function listTickets(
  db: Db,
  settings: Settings,
  viewer: Viewer,
  query: ListTickets,
): Promise<{ tickets: TicketListRow[]; next_cursor: string | null; total: number }> {
  const sort = SORTS[query.sort];
  const matching = filtered(db, settings, viewer, query);
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  let page = matching
    .leftJoin('agent', 'agent.id', 'ticket.assignee_id')
    .select([
      'ticket.number',
      'ticket.subject',
      'ticket.status',
      'ticket.status_changed_at',
      'ticket.kind',
      'ticket.kind_confirmed',
      'ticket.kind_suggested_2',
      'ticket.blind',
      'ticket.category',
      'ticket.enquiry_type',
      'ticket.target_group',
      'ticket.priority',
      'ticket.channel',
      'agent.email as assignee',
      'ticket.requester_name',
      'ticket.submitted_at',
      'ticket.respond_by',
      'ticket.updated_at',
    ])
    .orderBy(`ticket.${sort.column}`, sort.direction)
    .orderBy('ticket.number', sort.direction)
    .limit(query.limit + 1);
  if (query.cursor) {
    const [value, number] = readCursor(query.cursor);
    const beyond = sort.direction === 'asc' ? '>' : '<';
    page = page.where((eb) =>
      eb.or([
        eb(`ticket.${sort.column}`, beyond, value),
        eb.and([eb(`ticket.${sort.column}`, '=', value), eb('ticket.number', beyond, number)]),
      ]),
    );
  }
  const rows = await page.execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    tickets: shown.map(({ blind, kind_confirmed, kind_suggested_2, ...row }) => ({
      ...row,
      kind: isSuggestionHidden({ blind, kind_confirmed, kind_suggested_2 }) ? null : row.kind,
    })),
    total: Number(total),
    next_cursor: rows.length > query.limit && last ? writeCursor(last[sort.column], last.number) : null,
  };
}

function filtered(
  db: Db,
  settings: Settings,
  viewer: Viewer,
  query: ListTickets,
): SelectQueryBuilder<Database, 'ticket', object> {
  let matching = db.selectFrom('ticket').where(readableBy(viewer)) as SelectQueryBuilder<Database, 'ticket', object>;
  for (const field of ['status', 'kind', 'category', 'target_group', 'priority', 'channel'] as const) {
    const wanted = query[field];
    if (wanted !== undefined) matching = matching.where(`ticket.${field}`, '=', wanted);
  }
  const { assignee, q, from, to } = query;
  if (assignee === 'none') matching = matching.where('ticket.assignee_id', 'is', null);
  else if (assignee !== undefined) {
    matching = matching.where('ticket.assignee_id', 'in', (eb) =>
      eb.selectFrom('agent').select('id').where('email', '=', assignee.toLowerCase()),
    );
  }
  if (from) matching = matching.where('ticket.submitted_at', '>=', dayStart(from, settings.time_zone));
  if (to) matching = matching.where('ticket.submitted_at', '<', dayEnd(to, settings.time_zone));
  if (q?.trim()) {
    // The words are a bound value; `!` is named as the escape on both dialects.
    const pattern = `%${q.trim().toLowerCase().replace(/[!%_]/g, '!$&')}%`;
    matching = matching.where(
      sql<boolean>`(lower(ticket.subject) like ${pattern} escape '!' or lower(ticket.requester_name) like ${pattern} escape '!' or lower(ticket.requester_email) like ${pattern} escape '!')`,
    );
  }
  return matching;
}

function writeCursor(value: string | number, number: number): string {
  return Buffer.from(JSON.stringify([value, number])).toString('base64url');
}

function readCursor(cursor: string): [string | number, number] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value) && /^(string|number)$/.test(typeof value[0]) && Number.isInteger(value[1])) {
      return [value[0] as string | number, value[1] as number];
    }
  } catch (_notACursor) {
    // Said below: a cursor that cannot be read is one that was not ours.
  }
  throw new AppError('validation_failed', {
    errors: [{ pointer: '/cursor', detail: 'Use the next_cursor of the page before.' }],
  });
}
