// How many requests match, right at any number of them: from the counts that are kept, else counted, as cheaply as can be.
import { sql } from 'kysely';
import type { TicketFilters, View } from '../../contract/api/queue.ts';
import type { Db } from '../db/database.ts';
import type { Viewer } from '../people/permissions.ts';
import { settledConditions } from './answer-conditions.ts';
import {
  allOf,
  type Condition,
  countedConditions,
  otherConditions,
  type QueueContext,
  readableIn,
} from './queue-conditions.ts';
import { matches } from './ticket-search.ts';

/** The requests of one status and priority: how many there are, and how many of them the kept counts let match. */
export interface Cell {
  status: string;
  priority: string;
  all: number;
  matching: number;
}

/** What the kept counts, and the search, say about a question before any request is looked at. */
export interface QueueMeasure {
  /** Those with anything in them. */
  cells: Cell[];
  /** All requests, and those that the kept counts let match. */
  all: number;
  known: number;
  /** How many match; null where the requests have to be counted. */
  total: number | null;
  /** Statuses were asked for, and words. */
  hasStatus: boolean;
  hasWords: boolean;
  /** Besides what the kept counts know, only days of submission were asked for. */
  isSpan: boolean;
  /** Everything that was asked for, and being allowed to read it. */
  condition: Condition;
}

/** Below this many with the words it is quicker to look each up than to go through others for them. */
const FEW_WORDS = 1_000;

export async function measureQueue(context: QueueContext, filters: TicketFilters): Promise<QueueMeasure> {
  const { db, viewer } = context;
  const rows = await countCells(context, filters);
  const cells = rows.filter((cell) => cell.matching > 0);
  const known = cells.reduce((sum, cell) => sum + cell.matching, 0);
  const all = rows.reduce((sum, cell) => sum + cell.all, 0);
  const others = [...otherConditions(context, filters), ...(await settledConditions(context, filters))];
  const counted = await countedConditions('ticket', context, filters);
  const hasStatus = filters.status !== undefined;
  // "Not ended" finds no index; the statuses that there are do.
  const statuses = [...new Set(cells.map((cell) => cell.status))];
  const inStatuses = hasStatus && known > 0 ? [sql<boolean>`ticket.status in (${sql.join(statuses)})`] : [];
  const conditions = [readableIn('ticket', viewer), ...counted, ...inStatuses, ...others] as Condition[];
  const words = filters.q?.trim() ? matches(db, filters.q) : null;
  const { from: _from, to: _to, ...rest } = filters;
  const isSpan = words === null && otherConditions(context, rest).length === 0;
  const measure = { cells, all, known, hasStatus, hasWords: words !== null, isSpan, condition: allOf(conditions) };
  if (known === 0) return { ...measure, total: 0 };
  if (!words) return { ...measure, total: others.length === 0 ? known : null };
  const { found, some: unreadable } = await words.count(isUnreadable(viewer));
  const condition = allOf([...conditions, found > FEW_WORDS ? words.among : words.byNumber]);
  const onlyWords = counted.length === 0 && others.length === 0 && viewer.role !== 'specialist';
  if (found === 0) return { ...measure, total: 0, condition };
  // A number that was asked for may be one that no request has: of few, each is looked at.
  return { ...measure, total: onlyWords && found > FEW_WORDS ? found - unreadable : null, condition };
}

/** How many requests match, counted where nothing else knows. */
export async function totalOf(db: Db, { total, condition }: QueueMeasure): Promise<number> {
  if (total !== null) return total;
  const { n } = await db
    .selectFrom('ticket')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(condition)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** The same views, each with its count; those that the kept counts can answer in one question together. */
export async function countViews(context: QueueContext, views: readonly View[]): Promise<View[]> {
  const readable = readableIn('ticket_count', context.viewer);
  const columns = await Promise.all(
    views.map(async ({ filters }) => {
      const matching = allOf([readable, ...(await countedConditions('ticket_count', context, filters))]);
      return sql<number>`sum(case when ${matching} then n else 0 end)`;
    }),
  );
  const row = await context.db
    .selectFrom('ticket_count')
    .select(columns.map((column, at) => column.as(`v${at}`)))
    .executeTakeFirst();
  const known = views.map((_view, at) => Number((row as Record<string, unknown> | undefined)?.[`v${at}`] ?? 0));
  return Promise.all(
    views.map(async (view, at) => {
      const isKnown = otherConditions(context, view.filters).length === 0 && !view.filters.q?.trim();
      if (isKnown || known[at] === 0) return { ...view, count: known[at] ?? 0 };
      return { ...view, count: await totalOf(context.db, await measureQueue(context, view.filters)) };
    }),
  );
}

async function countCells(context: QueueContext, filters: TicketFilters): Promise<Cell[]> {
  const matching = allOf([
    readableIn('ticket_count', context.viewer),
    ...(await countedConditions('ticket_count', context, filters)),
  ]);
  const rows = await context.db
    .selectFrom('ticket_count')
    .select(['status', 'priority'])
    .select((eb) => [
      eb.fn.sum<number>('n').as('all'),
      sql<number>`sum(case when ${matching} then n else 0 end)`.as('matching'),
    ])
    .groupBy(['status', 'priority'])
    .execute();
  return rows.map((row) => ({ ...row, all: Number(row.all), matching: Number(row.matching) }));
}

/** Those that this person may not read are few, and have an index of their own. */
function isUnreadable(viewer: Viewer): Condition {
  const named = [...viewer.restrictedCategories];
  return named.length > 0
    ? sql`ticket.restricted = 1 and ticket.category not in (${sql.join(named)})`
    : sql`ticket.restricted = 1`;
}
